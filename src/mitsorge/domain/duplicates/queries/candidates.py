"""Entries that may stand twice, each pair with its evidence."""

from collections.abc import Sequence

from django.db.models import Count, Max

from mitsorge.domain.directory.queries import REVISION
from mitsorge.domain.duplicates.models import Verdict
from mitsorge.domain.duplicates.queries.chains import merged_into
from mitsorge.domain.duplicates.queries.pointers import MODELS
from mitsorge.domain.duplicates.queries.records import records
from mitsorge.domain.duplicates.rules import Index, Pair, ReasonCode, Record
from mitsorge.domain.duplicates.rules.merging import Kind, final, pair_of

_CONTRARY = frozenset({ReasonCode.KIND_DIFFERENT})
State = tuple[int, ...]
_kept: dict[Kind, tuple[State, Index]] = {}
"""What was compared last, with the state of the directory it was made of."""


def index(kind: Kind) -> Index:
    """The whole directory compared: once per state and process (2 queries; 6 more for a new state)."""
    state = _state(kind)
    known = _kept.get(kind)
    if known is None or known[0] != state:
        known = _kept[kind] = (state, Index.build(records(kind)))
    return known[1]


def open_pairs(kind: Kind) -> list[Pair]:
    """Pairs nobody has judged, likeliest first (4 queries; 6 more for a new state of the directory)."""
    judged = _judged(kind)
    pairs = [pair for pair in index(kind).pairs if pair_of(pair.first, pair.second) not in judged]
    return _alike(kind, pairs)


def likely_same(kind: Kind, record: Record) -> list[Pair]:
    """Entries that a new one may be, likeliest first; `second` is the known entry (queries as `index`)."""
    return likely_same_each(kind, [record])[0]


def likely_same_each(kind: Kind, records: Sequence[Record]) -> list[list[Pair]]:
    """The same for each of many (queries as `index`, however many they are)."""
    return [_alike(kind, pairs) for pairs in index(kind).check_all(records)]


def _alike(kind: Kind, pairs: list[Pair]) -> list[Pair]:
    """Two kinds of offers are two offers, however much the house behind them is the same."""
    if kind == Kind.ORGANIZATION:
        return pairs
    return [pair for pair in pairs if not _CONTRARY & {one.code for one in pair.evidence.reasons}]


def forget() -> None:
    """Begin anew: for a database that went back in time."""
    _kept.clear()


def _state(kind: Kind) -> State:
    """The number of the directory does not rise where an organization is new and has nothing yet: count as well."""
    rows = MODELS[kind]._default_manager.aggregate(last=Max("pk"), count=Count("pk"))
    return (*REVISION.ask(), rows["last"] or 0, rows["count"])


def _judged(kind: Kind) -> set[tuple[int, int]]:
    """A judgement about an entry that has gone into another holds for that one (2 queries)."""
    chain = merged_into(kind)
    rows = Verdict.objects.filter(kind=kind).values_list("first", "second")
    return {pair_of(final(one, chain), final(two, chain)) for one, two in rows}
