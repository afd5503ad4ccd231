"""Whatever is merged and parted, in whatever order: no row is lost, and all the way back everything is as before."""

from datetime import date, timedelta

from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from mitsorge.domain.directory.models import Attribute, Phone, ServiceAtLocation
from mitsorge.domain.duplicates import actions
from mitsorge.domain.duplicates.models import Merge
from mitsorge.domain.duplicates.queries import MODELS, Entry
from mitsorge.domain.duplicates.rules.merging import FIELDS, PARTS, Kind, Side
from mitsorge.domain.governance.actions.outcomes import AlreadyDone, Refused
from mitsorge.domain.partners.models import Partnership
from tests.cast import account
from tests.domain.directory.factories import NOW, location, organization, service, term
from tests.domain.duplicates.rows import all_rows, counted

HOUSES = 4
house = st.integers(0, HOUSES - 1)
rows = st.lists(
    st.tuples(st.sampled_from(["service", "location", "phone", "partner", "child", "member"]), house),
    max_size=12,
)  # fmt: skip
names = sorted({*PARTS, *(name for fields in FIELDS.values() for name in fields)})
chosen = st.dictionaries(st.sampled_from(names), st.sampled_from(list(Side)), max_size=6)
back = st.one_of(st.none(), st.integers(0, 3))
deeds = st.lists(st.tuples(st.sampled_from(list(Kind)), house, house, chosen, back), max_size=8)
quickly = settings(max_examples=12, phases=[Phase.explicit, Phase.reuse, Phase.generate])
"""Without shrinking: it walks through hundreds of databases for minutes."""
END = NOW + timedelta(days=90)


class RandomMerges(TestCase):
    @quickly
    @given(rows=rows, deeds=deeds)
    def test_the_way_back_step_by_step_is_exact(self, rows, deeds):
        """The newest merger first: every value is as before, dates of change included."""
        frieda, before = _houses(rows)
        _act_all([(*deed, None if at is None else 0) for *deed, at in deeds], frieda)
        for done in Merge.objects.filter(undone_at=None):
            actions.undo(merge_id=done.pk, by=frieda, at=END)
        assert all_rows() == before

    @quickly
    @given(rows=rows, deeds=deeds)
    def test_no_row_is_lost_in_whatever_order(self, rows, deeds):
        """Who parts an older merger first has a later date of change; every other value is as before."""
        frieda, before = _houses(rows)
        _act_all(deeds, frieda)
        while left := list(Merge.objects.filter(undone_at=None)):
            done = [_undone(merge, frieda) for merge in reversed(left)]
            assert any(done)
        after = all_rows()
        assert all(one >= other for one, other in zip(_dates(after), _dates(before), strict=True))
        assert _without_dates(after) == _without_dates(before)


def _houses(rows):
    """The coordinator and every row there is."""
    frieda, houses = account("frieda"), [organization(f"haus-{n}") for n in range(HOUSES)]
    for number, (what, at) in enumerate(rows):
        _make(what, houses[at], number)
    return frieda, all_rows()


def _act_all(deeds, by) -> None:
    there = counted()
    for number, deed in enumerate(deeds, start=1):
        _act(deed, by, NOW + timedelta(days=number))
        assert counted() == there


def _act(deed, by, at) -> None:
    """`back`: which of the standing mergers is parted, counted from the newest; None: one more is made."""
    kind, first, second, choices, back = deed
    standing = Merge.objects.filter(undone_at=None)
    try:
        if back is None:
            _merge(kind, first, second, choices, by, at)
        elif standing:
            actions.undo(merge_id=standing[back % len(standing)].pk, by=by, at=at)
    except (Refused, AlreadyDone):
        pass


def _undone(merge, by) -> bool:
    try:
        actions.undo(merge_id=merge.pk, by=by, at=END)
    except actions.CannotPart:
        return False
    return True


def _dates(rows):
    return (row["modified_at"] for of in rows.values() for row in of if "modified_at" in row)


def _without_dates(rows):
    return {
        label: [{name: value for name, value in row.items() if name != "modified_at"} for row in of]
        for label, of in rows.items()
    }


def _merge(kind, first, second, choices, by, at) -> None:
    entries: list[Entry] = list(MODELS[kind].objects.order_by("pk"))
    if max(first, second) >= len(entries):
        return
    kept, gone = entries[first], entries[second]
    seen = (kept.modified_at, gone.modified_at)
    actions.merge(kept=kept, gone=gone, choices=choices, seen=seen, by=by, at=at)


def _make(what, owner, number) -> None:
    if what == "service":
        offer = service(f"angebot-{number}", organization=owner, summary=f"Angebot {number}")
        Attribute.objects.create(service=offer, term=term(), is_main=True)
        ServiceAtLocation.objects.create(service=offer, location=location(owner))
    elif what == "location":
        location(owner)
    elif what == "phone":
        Phone.objects.create(organization=owner, number="+493023125110", display="030 23125-110")
    elif what == "partner":
        old = Partnership.objects.filter(organization=owner, active_to=None).exists()
        end = date(2025, 1, 1) if old else None
        Partnership.objects.create(
            organization=owner, participation="ACTIVE", active_from=date(2024, 1, 1), active_to=end
        )
    elif what == "child":
        organization(f"kind-{number}", parent_organization=owner)
    else:
        account(f"paul{number}", organization=owner)
