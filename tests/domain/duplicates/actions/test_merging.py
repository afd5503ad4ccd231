from datetime import date, timedelta

import pytest

from mitsorge.domain.directory.models import (
    Attribute,
    Location,
    Organization,
    Phone,
    Schedule,
    Service,
)
from mitsorge.domain.directory.rules import Status
from mitsorge.domain.duplicates import actions, queries
from mitsorge.domain.duplicates.models import Merge
from mitsorge.domain.duplicates.rules.merging import Kind, Side
from mitsorge.domain.governance.actions.outcomes import AlreadyDone, Refused
from mitsorge.domain.partners.models import Partnership
from mitsorge.foundation.journal.models import Entry
from mitsorge.foundation.people.models import RoleGrant
from mitsorge.foundation.people.rules import NotAllowed
from tests.cast import account
from tests.domain.directory.factories import (
    NOW,
    full_service,
    location,
    organization,
    service,
    term,
)
from tests.domain.duplicates.rows import all_rows, counted

pytestmark = pytest.mark.django_db
AT = NOW + timedelta(days=3)
LATER = AT + timedelta(days=1)


@pytest.fixture
def frieda():
    return account("frieda")


def merged(kept, gone, by, at=AT, **choices):
    kept.refresh_from_db()
    gone.refresh_from_db()
    seen = (kept.modified_at, gone.modified_at)
    return actions.merge(kept=kept, gone=gone, choices=choices, seen=seen, by=by, at=at)


def a_pair():
    return organization("haus-abendsonne"), organization("haus-abendsonne-ggmbh")


def test_everything_that_names_the_gone_one_names_the_kept_one(frieda):
    kept, gone = a_pair()
    offer = full_service(organization=gone)
    paul = account("paul", organization=gone)
    partnership = Partnership.objects.create(organization=gone, participation="ACTIVE", active_from=date(2024, 1, 1))  # fmt: skip
    child = organization("tochter", parent_organization=gone)
    before = counted()

    done = merged(kept, gone, frieda)

    assert counted() == before
    offer.refresh_from_db()
    partnership.refresh_from_db()
    child.refresh_from_db()
    assert (offer.organization, offer.modified_at) == (kept, AT)
    assert (partnership.organization, child.parent_organization) == (kept, kept)
    assert Location.objects.get().organization == kept
    assert RoleGrant.objects.get(account=paul).scope == kept.uid
    gone.refresh_from_db()
    assert (gone.status, gone.modified_at) == (Status.DEFUNCT, AT)
    assert (done.stayed, done.kept_label, done.gone_label) == ([], str(kept), str(gone))
    assert [entry.event for entry in Entry.objects.filter(subject_id=kept.pk)] == ["duplicates.merged"]  # fmt: skip
    assert [entry.event for entry in Entry.objects.filter(subject_id=gone.pk)] == ["duplicates.absorbed"]  # fmt: skip


def test_what_both_have_stays_with_the_gone_one(frieda):
    kept, gone = a_pair()
    for house in (kept, gone):
        Partnership.objects.create(organization=house, participation="ACTIVE", active_from=date(2024, 1, 1))  # fmt: skip
        Phone.objects.create(organization=house, number="+493023125110", display="030 23125-110")
    done = merged(kept, gone, frieda)
    assert [line[0] for line in done.stayed] == ["directory.Phone", "partners.Partnership"]
    assert sorted(Partnership.objects.values_list("organization", flat=True)) == [kept.pk, gone.pk]


def test_the_values_chosen_stand_in_the_kept_one(frieda):
    kept, gone = a_pair()
    Organization.objects.filter(pk=gone.pk).update(email="post@abendsonne.example", website="https://abendsonne.example")  # fmt: skip
    done = merged(kept, gone, frieda, email=Side.GONE)
    kept.refresh_from_db()
    assert (kept.email, kept.website) == ("post@abendsonne.example", "")
    assert done.choices["email"] == ["", "post@abendsonne.example"]


def test_offers_bring_their_lists_except_those_that_shall_stay(frieda):
    kept = service("tagespflege-brueck")
    gone = full_service("tagespflege-abendsonne")
    Attribute.objects.create(service=kept, term=term(), is_main=True)
    done = merged(kept, gone, frieda, schedules=Side.KEPT)
    assert Schedule.objects.get().service == gone
    assert sorted(Attribute.objects.filter(service=kept).values_list("term__code", flat=True)) == [
        "demenz", "pflegekasse", "polnisch", "tagespflege",
    ]  # fmt: skip
    assert [line[0] for line in done.stayed] == ["directory.Schedule", "directory.Attribute"]
    assert kept.capacities.count() == 1


def test_undo_restores_every_value(frieda):
    kept, gone = a_pair()
    full_service(organization=gone)
    account("paul", organization=gone)
    organization("tochter", parent_organization=gone)
    Organization.objects.filter(pk=gone.pk).update(email="a@b.example", visible_from=date(2025, 1, 1))  # fmt: skip
    before = all_rows()
    done = merged(kept, gone, frieda, email=Side.GONE, visible_from=Side.GONE, name=Side.GONE)
    assert all_rows() != before
    actions.undo(merge_id=done.pk, by=frieda, at=LATER)
    assert all_rows() == before
    with pytest.raises(AlreadyDone):
        actions.undo(merge_id=done.pk, by=frieda, at=LATER)


def test_undo_never_overwrites_what_was_written_since(frieda):
    kept, gone = a_pair()
    phone = Phone.objects.create(organization=gone, number="+493023125110", display="030 23125-110")
    offer = service(organization=gone)
    done = merged(kept, gone, frieda, name=Side.GONE)
    Organization.objects.filter(pk=kept.pk).update(name="Neuer Name", modified_at=LATER)
    phone.delete()
    Service.objects.filter(pk=offer.pk).update(organization=organization("dritte"))
    before = all_rows()
    with pytest.raises(actions.CannotPart) as refused:
        actions.undo(merge_id=done.pk, by=frieda, at=LATER)
    assert refused.value.what == (
        "Name", "1 × Telefonnummer: seitdem geändert", "1 × Angebot: seitdem geändert",
    )  # fmt: skip
    assert all_rows() == before
    done.refresh_from_db()
    assert done.undone_at is None


def test_undo_sees_that_a_place_was_taken(frieda):
    kept, gone = a_pair()
    first = Partnership.objects.create(organization=gone, participation="ACTIVE", active_from=date(2024, 1, 1))  # fmt: skip
    done = merged(kept, gone, frieda)
    Partnership.objects.create(organization=gone, participation="ACTIVE", active_from=AT.date())
    with pytest.raises(actions.CannotPart):
        actions.undo(merge_id=done.pk, by=frieda, at=LATER)
    first.refresh_from_db()
    assert first.organization == kept


def test_changes_since_that_nothing_overwrites_stay(frieda):
    kept, gone = a_pair()
    offer = service(organization=gone)
    done = merged(kept, gone, frieda)
    Organization.objects.filter(pk=kept.pk).update(description="Neu", modified_at=LATER)
    Service.objects.filter(pk=offer.pk).update(summary="Neu", modified_at=LATER)
    actions.undo(merge_id=done.pk, by=frieda, at=LATER + timedelta(hours=1))
    kept.refresh_from_db()
    offer.refresh_from_db()
    assert (kept.description, kept.modified_at) == ("Neu", LATER + timedelta(hours=1))
    assert (offer.summary, offer.organization) == ("Neu", gone)
    assert offer.modified_at == LATER + timedelta(hours=1)


def test_an_entry_is_never_merged_with_itself(frieda):
    kept, _gone = a_pair()
    with pytest.raises(Refused):
        merged(kept, kept, frieda)
    with pytest.raises(Refused):
        merged(kept, service(), frieda)


def test_merging_twice_and_the_other_way_round_is_one_merger(frieda):
    kept, gone = a_pair()
    seen = (kept.modified_at, gone.modified_at)
    merged(kept, gone, frieda)
    with pytest.raises(AlreadyDone):
        actions.merge(kept=kept, gone=gone, choices={}, seen=seen, by=frieda, at=AT)
    with pytest.raises(Refused):
        actions.merge(kept=gone, gone=kept, choices={}, seen=seen[::-1], by=frieda, at=AT)
    assert Merge.objects.count() == 1


def test_a_chain_leads_to_its_end_and_is_parted_from_its_end(frieda):
    a, b, c = organization("a"), organization("b"), organization("c")
    offer = service(organization=a)
    before = all_rows()
    first = merged(b, a, frieda)
    with pytest.raises(Refused):
        merged(c, a, frieda)
    second = merged(c, b, frieda, at=LATER)
    offer.refresh_from_db()
    assert offer.organization == c
    assert queries.address_now(Kind.ORGANIZATION, "a") == "c"
    with pytest.raises(Refused):
        merged(a, c, frieda)
    with pytest.raises(actions.CannotPart):
        actions.undo(merge_id=first.pk, by=frieda, at=LATER)
    actions.undo(merge_id=second.pk, by=frieda, at=LATER)
    assert queries.address_now(Kind.ORGANIZATION, "a") == "b"
    actions.undo(merge_id=first.pk, by=frieda, at=LATER)
    assert queries.address_now(Kind.ORGANIZATION, "a") is None
    assert all_rows() == before


def test_who_looked_at_an_older_version_looks_again(frieda):
    kept, gone = a_pair()
    seen = (kept.modified_at, gone.modified_at)
    for entry in (kept, gone):
        Organization.objects.filter(pk=entry.pk).update(modified_at=LATER)
        before = all_rows()
        with pytest.raises(Refused):
            actions.merge(kept=kept, gone=gone, choices={}, seen=seen, by=frieda, at=LATER)
        assert all_rows() == before
        Organization.objects.filter(pk=entry.pk).update(modified_at=NOW)


def test_no_organization_stands_above_itself_afterwards(frieda):
    above = organization("oben")
    between = organization("mitte", parent_organization=above)
    below = organization("unten", parent_organization=between)
    with pytest.raises(Refused):
        merged(below, above, frieda)
    with pytest.raises(Refused):
        merged(above, organization("neben", parent_organization=above), frieda, parent_organization=Side.GONE)  # fmt: skip
    merged(above, below, frieda)
    assert Organization.objects.get(slug="mitte").parent_organization == above


def test_an_entry_that_ended_is_not_kept(frieda):
    kept, gone = a_pair()
    Organization.objects.filter(pk=kept.pk).update(status=Status.DEFUNCT)
    with pytest.raises(Refused):
        merged(kept, gone, frieda)


def test_only_the_coordination_merges():
    kept, gone = a_pair()
    location(gone)
    for name in ("selma", "arno", "stella", "tilda", "ida"):
        with pytest.raises(NotAllowed):
            merged(kept, gone, account(name))
    with pytest.raises(NotAllowed):
        merged(kept, gone, None)
    assert Merge.objects.count() == 0
