"""Whatever is merged and parted, in whatever order: no row is lost, and all the way back everything is as before."""

from datetime import date, timedelta

from hypothesis import given, settings
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
deeds = st.lists(
    st.tuples(st.sampled_from(list(Kind)), house, house, chosen, st.booleans()), max_size=8
)


class RandomMerges(TestCase):
    @settings(max_examples=25)
    @given(rows=rows, deeds=deeds)
    def test_no_row_is_lost_and_the_way_back_is_exact(self, rows, deeds):
        frieda, houses = account("frieda"), [organization(f"haus-{n}") for n in range(HOUSES)]
        for number, (what, at) in enumerate(rows):
            _make(what, houses[at], number)
        before, there = all_rows(), counted()
        for number, deed in enumerate(deeds, start=1):
            _act(deed, frieda, NOW + timedelta(days=number))
            assert counted() == there
        for done in Merge.objects.filter(undone_at=None).order_by("-pk"):
            actions.undo(merge_id=done.pk, by=frieda, at=NOW + timedelta(days=90))
        assert all_rows() == before


def _act(deed, by, at) -> None:
    kind, first, second, choices, back = deed
    try:
        if back and (last := Merge.objects.filter(undone_at=None).last()):
            actions.undo(merge_id=last.pk, by=by, at=at)
        else:
            _merge(kind, first, second, choices, by, at)
    except (Refused, AlreadyDone):
        pass


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
