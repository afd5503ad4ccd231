"""The index of this process: loaded at the first question, then kept true by comparing two numbers."""

import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from mitsorge.domain.directory.models import (
    LifeSituation,
    SearchDocument,
    TaxonomyTerm,
    TermSynonym,
    WholeWord,
)
from mitsorge.domain.directory.queries import REVISION
from mitsorge.domain.directory.rules import TermKind
from mitsorge.domain.directory.search.index import Document, Index
from mitsorge.domain.directory.search.lexicon import Lexicon, Situation, Term, Upkeep
from mitsorge.domain.directory.search.view import View
from mitsorge.foundation.identity.models import Network

FACETS = {
    TermKind.CARE: "kind",
    TermKind.TARGET_GROUP: "target",
    TermKind.PAYER: "payer",
    TermKind.LANGUAGE: "language",
    TermKind.ACCESSIBILITY: "access",
}
VIEWS_KEPT = 2
"""Yesterday's and today's, around midnight."""


def facet_key(term: TaxonomyTerm) -> str:
    """ "kind:tagespflege" for the term of that code."""
    return f"{FACETS[TermKind(term.kind)]}:{term.code}"


@dataclass(frozen=True)
class Snapshot:
    """Index and lexicon of one state; threads that still read an old one are not disturbed."""

    index: Index = field(default_factory=Index)
    lexicon: Lexicon = field(default_factory=Lexicon)
    taxonomy: int = -1
    views: dict[date, View] = field(default_factory=dict)

    def view(self, on: date) -> View:
        view = self.views.get(on)
        if view is None:
            for past in list(self.views)[: 1 - VIEWS_KEPT]:
                self.views.pop(past, None)
            view = self.views.setdefault(on, View(self.index, self.lexicon, on))
        return view


_lock = threading.Lock()
_snapshot = Snapshot()
_written: tuple[int, Lexicon] = (-1, Lexicon())
"""What `lexicon` gave last in a process that writes but is not asked."""


def current(numbers: tuple[int, int] | None = None) -> Snapshot:
    """The state of the directory as committed, not older than the `numbers` the caller has just read.

    1 query, none with `numbers`; 3 more after a change, 9 at the first question.
    """
    numbers = numbers or REVISION.ask()
    if _is_current(numbers):
        return _snapshot
    with _lock:  # who comes second waits rather than answer from the past
        numbers = REVISION.ask()
        if not _is_current(numbers):
            _replace(*numbers)
        return _snapshot


def lexicon() -> Lexicon:
    """The words of the taxonomy as committed or written in this transaction (1 query, 5 after a change)."""
    global _written
    taxonomy = REVISION.ask()[1]
    if _snapshot.taxonomy == taxonomy:
        return _snapshot.lexicon
    if _written[0] != taxonomy:
        _written = (taxonomy, load_lexicon())
    return _written[1]


def forget() -> None:
    """Begin anew, as a process does after its start: for a database that went back in time."""
    global _snapshot, _written
    _snapshot, _written = Snapshot(), (-1, Lexicon())


def _is_current(numbers: tuple[int, int]) -> bool:
    return (_snapshot.index.revision, _snapshot.taxonomy) == numbers


def _replace(revision: int, taxonomy: int) -> None:
    global _snapshot
    kept = _snapshot
    words = kept.lexicon if kept.taxonomy == taxonomy else load_lexicon()
    _snapshot = Snapshot(_index(kept.index, revision), words, taxonomy)


def _index(kept: Index, revision: int) -> Index:
    """The kept index with all later documents. A number below ours means a restored database: start anew."""
    if revision == kept.revision:
        return kept
    base = kept if kept.revision < revision else Index()
    changed = list(_documents(base.revision))
    patched = base.patched(revision=revision, changed=changed)
    if patched.size == SearchDocument.objects.count():
        return patched
    alive = set(SearchDocument.objects.values_list("pk", flat=True))
    gone = [int(pk) for pk in patched.ids if int(pk) not in alive]
    return patched.patched(revision=revision, changed=(), gone=gone)


def _documents(after: int) -> Iterator[Document]:
    rows = SearchDocument.objects.filter(revision__gt=after).order_by("pk")
    for row in rows.values_list("pk", "revision", "payload").iterator(chunk_size=2000):
        yield Document(*row)


def load_lexicon() -> Lexicon:
    """The taxonomy as the search reads it, with the network's rule of confirmations (5 queries)."""
    terms = list(TaxonomyTerm.objects.select_related("parent"))
    synonyms: dict[int, list[str]] = {}
    for term_id, phrase in TermSynonym.objects.order_by("pk").values_list("term_id", "phrase"):
        synonyms.setdefault(term_id, []).append(phrase)
    keys = {term.pk: facet_key(term) for term in terms}
    words = list(WholeWord.objects.values_list("word", "long_form"))
    return Lexicon(
        terms=[
            Term(
                key=keys[term.pk],
                name=term.name,
                parent=keys.get(term.parent_id or 0, ""),
                synonyms=tuple(synonyms.get(term.pk, ())),
                law=term.law,
                review_months=term.review_months,
            )
            for term in terms
        ],
        situations=_situations(keys),
        whole_words=[word for word, _long in words],
        long_forms={word: long for word, long in words if long},
        upkeep=_upkeep(),
    )


def _upkeep() -> Upkeep:
    """The network's rule, the usual one before it has been written (1 query)."""
    said = Network.objects.values_list("review_months", "hide_after_months").first()
    return Upkeep(*said) if said else Upkeep()


def _situations(keys: dict[int, str]) -> Iterable[Situation]:
    """Their terms in the order in which they were named."""
    named: dict[int, list[str]] = {}
    links = LifeSituation.terms.through.objects.order_by("pk")
    for situation_id, term_id in links.values_list("lifesituation_id", "taxonomyterm_id"):
        named.setdefault(situation_id, []).append(keys[term_id])
    for row in LifeSituation.objects.all():
        yield Situation(row.slug, row.name, tuple(row.phrases), tuple(named.get(row.pk, ())))
