"""Entries that may stand twice, each pair with its evidence.

Comparing a directory takes a second per 6,000 entries: the worker does it after every change and stores the pairs.
"""

from collections.abc import Sequence

from django.db.models import Count, Max, Q

from mitsorge.domain.directory.queries import REVISION
from mitsorge.domain.directory.rules import Status
from mitsorge.domain.duplicates.models import Comparison, Verdict
from mitsorge.domain.duplicates.queries.chains import merged_into
from mitsorge.domain.duplicates.queries.pointers import MODELS
from mitsorge.domain.duplicates.queries.records import records
from mitsorge.domain.duplicates.rules import Grounds, Index, Pair, ReasonCode, Record
from mitsorge.domain.duplicates.rules.keeping import unpacked
from mitsorge.domain.duplicates.rules.merging import Kind, final, pair_of

_CONTRARY = frozenset({ReasonCode.KIND_DIFFERENT})
State = tuple[int, ...]
_kept: dict[Kind, tuple[State, Index]] = {}
"""What was compared last, with the state of the directory it was made of."""


def index(kind: Kind) -> Index:
    """The whole directory compared: once per state and process (2 queries; 6 more for a new state)."""
    state = state_of(kind)
    known = _kept.get(kind)
    if known is None or known[0] != state:
        known = _kept[kind] = (state, Index.build(records(kind)))
    return known[1]


def compared(kind: Kind) -> list[Pair]:
    """All pairs of the directory as it stands, judged or not, likeliest first (queries as `index`)."""
    return _alike(kind, index(kind).pairs)


def _pairs(kind: Kind) -> Sequence[Pair]:
    """As the worker compared them last; before it ever did, compared now (3 queries, or 2 more than `index`).

    What was retired since is left out at once, everything else with the worker's next look.
    """
    stored = Comparison.objects.filter(kind=kind).first()
    if stored is None:
        return compared(kind)
    pairs = [unpacked(row) for row in stored.pairs]
    if tuple(stored.state) == state_of(kind):
        return pairs
    ids = {pk for pair in pairs for pk in (pair.first, pair.second)}
    rows = MODELS[kind]._default_manager.filter(pk__in=ids).exclude(status=Status.DEFUNCT)
    stands = set(rows.values_list("pk", flat=True))
    return [pair for pair in pairs if stands.issuperset((pair.first, pair.second))]


def evidence_of(kind: Kind, first: int, second: int) -> Grounds | None:
    """Why two entries may be one, also where the list does not show them; None where one is retired.

    2 queries where the worker compared both as they stand now, else those of `index`.
    """
    stored = Comparison.objects.filter(kind=kind).first()
    if stored is not None and not _changed_since(stored, kind, first, second):
        one, two = pair_of(first, second)
        for row in stored.pairs:
            if row[:2] == [one, two]:
                return unpacked(row).evidence
    whole = index(kind)
    both = [record for record in whole.records if record.key in (first, second)]
    return whole.score(*both) if len(both) == 2 else None


def _changed_since(stored: Comparison, kind: Kind, *numbers: int) -> bool:
    """Also where one is retired (1 query)."""
    new = Q(modified_at__gt=stored.at) | Q(status=Status.DEFUNCT)
    return MODELS[kind]._default_manager.filter(new, pk__in=numbers).exists()


def open_pairs(kind: Kind) -> list[Pair]:
    """Pairs nobody has judged, likeliest first (5 queries; 6 more where nobody compared this state yet)."""
    judged = _judged(kind)
    return [pair for pair in _pairs(kind) if pair_of(pair.first, pair.second) not in judged]


def likely_same(kind: Kind, record: Record) -> list[Pair]:
    """Entries that a new one may be, likeliest first; `second` is the known entry (queries as `index`)."""
    return likely_same_each(kind, [record])[0]


def likely_same_each(kind: Kind, records: Sequence[Record]) -> list[list[Pair]]:
    """The same for each of many (queries as `index`, however many they are)."""
    return [_alike(kind, pairs) for pairs in index(kind).check_all(records)]


def _alike(kind: Kind, pairs: Sequence[Pair]) -> list[Pair]:
    """Two kinds of offers are two offers, however much the house behind them is the same."""
    if kind == Kind.ORGANIZATION:
        return list(pairs)
    return [pair for pair in pairs if not _CONTRARY & {one.code for one in pair.evidence.reasons}]


def forget() -> None:
    """Begin anew: for a database that went back in time."""
    _kept.clear()


def state_of(kind: Kind) -> State:
    """The numbers of the directory as it stands (2 queries).

    The revision does not rise where an organization is new and has nothing yet: count as well.
    """
    rows = MODELS[kind]._default_manager.aggregate(last=Max("pk"), count=Count("pk"))
    return (*REVISION.ask(), rows["last"] or 0, rows["count"])


def _judged(kind: Kind) -> set[tuple[int, int]]:
    """A judgement about an entry that has gone into another holds for that one (2 queries)."""
    chain = merged_into(kind)
    rows = Verdict.objects.filter(kind=kind).values_list("first", "second")
    return {pair_of(final(one, chain), final(two, chain)) for one, two in rows}
