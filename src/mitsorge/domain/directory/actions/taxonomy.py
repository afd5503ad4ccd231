"""Loading the taxonomy that comes with the product."""

import tomllib
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from mitsorge.domain.directory import search
from mitsorge.domain.directory.models import (
    DirectoryRevision,
    LifeSituation,
    TaxonomyTerm,
    TermSynonym,
    WholeWord,
)
from mitsorge.domain.directory.rules import TermKind
from mitsorge.foundation.journal import actions as journal
from mitsorge.foundation.people.models import Account

TAXONOMY = Path(__file__).resolve().parent.parent / "data" / "taxonomy.toml"
SECTIONS = {
    "term": TermKind.CARE,
    "target_group": TermKind.TARGET_GROUP,
    "payer": TermKind.PAYER,
    "language": TermKind.LANGUAGE,
    "accessibility": TermKind.ACCESSIBILITY,
}
Entry = Mapping[str, Any]


@transaction.atomic
def load_taxonomy(
    path: Path = TAXONOMY, *, at: datetime, by: Account | None = None
) -> dict[str, int]:
    """Add the terms, synonyms, situations and words that are missing; what stands is left as people made it.

    Returns how many of each were added. Raises `KeyError` where the file names a term that it does not have.
    """
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    added = {section: _add_terms(kind, data.get(section, ())) for section, kind in SECTIONS.items()}
    added["synonym"] = _add_synonyms(data)
    added["situation"] = _add_situations(data.get("situation", ()))
    words = _add_whole_words(data)
    added["whole_word"] = len(words)
    if any(added.values()):
        search.refresh_taxonomy(words)
        revision = DirectoryRevision.objects.get(pk=1)
        changes = {section: [0, number] for section, number in added.items() if number}
        journal.record(
            event="directory.taxonomy.loaded", subject=revision, by=by, at=at, changes=changes
        )
    return added


def _add_terms(kind: TermKind, entries: Iterable[Entry]) -> int:
    """Parents stand above their children in the file."""
    known = dict(TaxonomyTerm.objects.filter(kind=kind).values_list("code", "pk"))
    before = len(known)
    for position, entry in enumerate(entries):
        if entry["code"] not in known:
            parent = known[entry["parent"]] if entry.get("parent") else None
            term = TaxonomyTerm(
                kind=kind,
                code=entry["code"],
                name=entry["name"],
                description=entry.get("description", ""),
                law=entry.get("law", ""),
                parent_id=parent,
                position=position,
            )
            term.save(force_insert=True)
            known[term.code] = term.pk
    return len(known) - before


def _keys() -> dict[tuple[str, str], int]:
    rows = TaxonomyTerm.objects.values_list("kind", "code", "pk")
    return {(kind, code): pk for kind, code, pk in rows}


def _add_synonyms(data: Mapping[str, Any]) -> int:
    """Everyday words of the terms, and abbreviations as words for where they lead."""
    keys = _keys()
    wanted = [
        (keys[kind, entry["code"]], phrase)
        for section, kind in SECTIONS.items()
        for entry in data.get(section, ())
        for phrase in entry.get("synonyms", ())
    ]
    wanted += [
        (keys[TermKind.CARE, code], entry["short"])
        for entry in data.get("abbreviation", ())
        for code in entry.get("terms", ())
    ]
    known = set(TermSynonym.objects.values_list("term_id", "phrase"))
    new = [pair for pair in dict.fromkeys(wanted) if pair not in known]
    TermSynonym.objects.bulk_create(
        TermSynonym(term_id=term, phrase=phrase) for term, phrase in new
    )
    return len(new)


def _add_situations(entries: Iterable[Entry]) -> int:
    """The order in which a situation names its terms is kept: the first helps most."""
    keys = _keys()
    known = set(LifeSituation.objects.values_list("slug", flat=True))
    new = [entry for entry in entries if entry["slug"] not in known]
    for entry in new:
        situation = LifeSituation.objects.create(
            slug=entry["slug"],
            name=entry["name"],
            summary=entry["summary"],
            icon=entry["icon"],
            phrases=entry.get("phrases", []),
            position=entry["position"],
            on_start_page=entry["position"] <= START_PAGE,
        )
        LifeSituation.terms.through.objects.bulk_create(
            LifeSituation.terms.through(
                lifesituation_id=situation.pk, taxonomyterm_id=keys[TermKind.CARE, code]
            )
            for code in dict.fromkeys(entry["terms"])
        )
    return len(new)


START_PAGE = 8
"""So many situations have a tile on the start page."""


def _add_whole_words(data: Mapping[str, Any]) -> list[str]:
    wanted = {entry["word"]: "" for entry in data.get("false_friend", ())}
    wanted |= {entry["short"]: entry["long"] for entry in data.get("abbreviation", ())}
    known = set(WholeWord.objects.values_list("word", flat=True))
    new = {word: form for word, form in wanted.items() if word not in known}
    WholeWord.objects.bulk_create(
        WholeWord(word=word, long_form=form) for word, form in new.items()
    )
    return list(new)
