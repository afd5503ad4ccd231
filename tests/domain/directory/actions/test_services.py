from dataclasses import replace
from datetime import date, time, timedelta
from decimal import Decimal

import pytest

from mitsorge.domain.directory import actions, queries, rules
from mitsorge.domain.directory.models import CostOption, Location, Phone, Service, ServiceCapacity
from mitsorge.domain.directory.rules import Fault, Problem
from mitsorge.foundation.journal.models import Entry
from mitsorge.foundation.people.rules import NotAllowed
from tests.cast import account
from tests.domain.directory.factories import NOW, full_service, organization, service, term

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=2)


def draft_of(offer: Service) -> rules.ServiceDraft:
    return queries.service_for_edit(offer.pk).draft


def change(offer: Service, by, *, seen=None, at=LATER, **values):
    draft = replace(draft_of(offer), **values)
    return actions.change_service(
        service_id=offer.pk, draft=draft, seen=seen or offer.modified_at, by=by, at=at
    )


def whole_draft(house) -> rules.ServiceDraft:
    return rules.ServiceDraft(
        organization_id=house.pk,
        name="  Tagespflege Abendsonne ",
        attributes=(rules.AttributeDraft(term().pk, is_main=True),),
        sites=(
            rules.SiteDraft(
                description="Eingang im Hof",
                location=rules.LocationDraft(
                    town="Brück",
                    street="Am Alten Bahnhof 3",
                    accessibility=(
                        rules.AccessDraft(
                            term("wc", rules.TermKind.ACCESSIBILITY).pk, rules.Access.YES
                        ),
                    ),
                ),
            ),
        ),
        schedules=(rules.Slot("FREQ=WEEKLY;BYDAY=MO", time(8), time(16)),),
        areas=(rules.AreaDraft(rules.Area.RADIUS, radius_km=15),),
        costs=(rules.CostDraft("Tagessatz", Decimal(74), "Tag"),),
        capacities=(rules.CapacityDraft("Tagesplätze", available=2, maximum=12),),
        phones=(rules.PhoneDraft("030/23125-114"),),
        contacts=(rules.ContactDraft("Leitung", phones=(rules.PhoneDraft("0171 39200-22"),)),),
    )


def test_a_new_offer_with_everything_is_one_deed(frieda, refreshed):
    house = organization()
    made = actions.create_service(draft=whole_draft(house), by=frieda, at=NOW)
    found = queries.offer("tagespflege-abendsonne", on=NOW.date())
    assert (found.id, found.name, found.assured_at) == (made.pk, "Tagespflege Abendsonne", None)
    assert found.opening_lines == ("Montag, 8 bis 16 Uhr",)
    assert found.sites[0].accessibility[0].access == "YES"
    assert [phone.number for phone in found.reach.phones] == ["+493023125114"]
    assert found.reach.contacts[0].phones[0].kind == "MOBILE"
    entry = Entry.objects.get()
    assert (entry.event, entry.subject_id, entry.by_label) == (
        "directory.service.created",
        made.pk,
        "Frieda",
    )
    assert entry.changes["schedules"] == [[], ["Montag, 8 bis 16 Uhr"]]
    assert entry.changes["costs"] == [[], ["Tagessatz, 74 € je Tag"]]
    assert entry.changes["sites"] == [[], ["Brück, Eingang im Hof"]]
    assert refreshed == [made.pk]


def test_the_second_of_one_name_gets_its_town(frieda):
    house = organization()
    slugs = [
        actions.create_service(draft=whole_draft(house), by=frieda, at=NOW).slug for _n in "123"
    ]
    assert slugs == [
        "tagespflege-abendsonne",
        "tagespflege-abendsonne-brueck",
        "tagespflege-abendsonne-brueck-2",
    ]


def test_a_change_writes_what_differs_and_says_so(frieda, refreshed):
    offer = full_service()
    before = CostOption.objects.get()
    change(
        offer,
        frieda,
        name="Tagespflege am Bahnhof",
        recognized_45a=True,
        recognized_until=date(2027, 1, 1),
        costs=(
            rules.CostDraft("Fahrt", Decimal("4.50"), "Tag"),
            rules.CostDraft("Tagessatz", Decimal(76), "Tag"),
        ),
    )
    entry = Entry.objects.get()
    assert (entry.event, entry.changes) == (
        "directory.service.changed",
        {
            "name": ["Tagespflege Abendsonne", "Tagespflege am Bahnhof"],
            "recognized_45a": [False, True],
            "recognized_until": [None, "2027-01-01"],
            "costs": [
                ["Tagessatz, 74 € je Tag"],
                ["Fahrt, 4,50 € je Tag", "Tagessatz, 76 € je Tag"],
            ],
        },
    )
    offer.refresh_from_db()
    assert (offer.slug, offer.modified_at, offer.assured_at) == (
        "tagespflege-abendsonne",
        LATER,
        NOW,
    )
    assert CostOption.objects.get(option="Tagessatz").uid == before.uid
    assert refreshed == [offer.pk]


def test_every_part_can_be_changed(frieda):
    offer = full_service()
    wanted = replace(
        whole_draft(offer.organization), sites=(rules.SiteDraft(Location.objects.get().pk),)
    )
    actions.change_service(
        service_id=offer.pk, draft=wanted, seen=offer.modified_at, by=frieda, at=LATER
    )
    found = draft_of(offer)
    assert [(a.term_id, a.is_main) for a in found.attributes] == [(term().pk, True)]
    assert (found.schedules, found.areas, found.costs) == (
        wanted.schedules,
        wanted.areas,
        wanted.costs,
    )
    assert found.capacities == wanted.capacities
    assert [phone.number for phone in found.phones] == ["030 23125-114"]
    assert Phone.objects.count() == 2


def test_reports_of_places_that_did_not_change_keep_their_moment(frieda):
    offer = full_service()
    two = (*draft_of(offer).capacities, rules.CapacityDraft("Nachtplätze", available=1))
    change(offer, frieda, capacities=two)
    moments = dict(ServiceCapacity.objects.values_list("unit", "updated_at"))
    assert moments == {"Tagesplätze": NOW, "Nachtplätze": LATER}


def test_nothing_changed_leaves_no_trace(frieda, refreshed):
    offer = full_service()
    change(offer, frieda)
    offer.refresh_from_db()
    assert (offer.modified_at, Entry.objects.count(), refreshed) == (NOW, 0, [])


def test_who_comes_second_sees_both_versions(frieda):
    offer = full_service()
    seen = offer.modified_at
    change(offer, frieda, name="Erste Fassung", seen=seen)
    with pytest.raises(actions.ChangedMeanwhile) as caught:
        change(offer, frieda, name="Zweite Fassung", seen=seen, at=LATER)
    assert str(caught.value) == (
        "Jemand hat den Eintrag um 12:00 Uhr geändert. Sehen Sie sich beide Fassungen an."
    )
    assert (caught.value.theirs.name, caught.value.yours.name) == (
        "Erste Fassung",
        "Zweite Fassung",
    )
    tomorrow = LATER + timedelta(days=1)
    with pytest.raises(actions.ChangedMeanwhile, match=r"am 17\. November 2026 um 12:00 Uhr"):
        change(offer, frieda, name="Zweite Fassung", seen=seen, at=tomorrow)
    assert Entry.objects.count() == 1


@pytest.mark.parametrize("name", ["arno", "selma", "stella", "ida"])
def test_others_may_not(name):
    offer, who = full_service(), account(name)
    for deed in (
        lambda: change(offer, who, name="x"),
        lambda: actions.create_service(draft=draft_of(offer), by=who, at=NOW),
        lambda: actions.assure_service(service_id=offer.pk, by=who, at=NOW),
        lambda: actions.retire_service(service_id=offer.pk, by=who, at=NOW),
        lambda: actions.reopen(service_id=offer.pk, by=who, at=NOW),
        lambda: actions.close_temporarily(
            service_id=offer.pk, closed_from=NOW.date(), closed_to=None, reason="", by=who, at=NOW
        ),
        lambda: actions.report_capacity(
            service_id=offer.pk, draft=rules.CapacityDraft("Plätze"), by=who, at=NOW
        ),
    ):
        with pytest.raises(NotAllowed):
            deed()
    assert Entry.objects.count() == 0


def test_a_refused_draft_names_field_and_row(frieda):
    offer = full_service()
    with pytest.raises(actions.EntryRefused) as caught:
        change(offer, frieda, name=" ", phones=(rules.PhoneDraft("auf Anfrage"),))
    assert caught.value.problems == (
        Problem("name", Fault.NAME_MISSING),
        Problem("phones", Fault.PHONE, 0),
    )
    assert caught.value.sentences[0] == "Geben Sie einen Namen ein."


def test_all_or_nothing(frieda, monkeypatch):
    offer = full_service()

    def fail(_ids):
        raise RuntimeError("the index is gone")

    monkeypatch.setattr("mitsorge.domain.directory.search.refresh_documents", fail)
    with pytest.raises(RuntimeError, match="the index is gone"):
        change(offer, frieda, name="Neu", costs=(), phones=())
    offer.refresh_from_db()
    assert (offer.name, offer.modified_at) == ("Tagespflege Abendsonne", NOW)
    assert (offer.costs.count(), offer.phones.count(), Entry.objects.count()) == (1, 1, 0)


def test_assuring_moves_one_date_only(frieda, refreshed):
    offer = service(assured_at=None)
    actions.assure_service(service_id=offer.pk, by=frieda, at=LATER, seen=NOW)
    offer.refresh_from_db()
    assert (offer.assured_at, offer.modified_at) == (LATER, NOW)
    assert Entry.objects.get().changes == {"assured_at": [None, "2026-11-17T11:00:00+00:00"]}
    assert refreshed == [offer.pk]
    with pytest.raises(actions.ChangedMeanwhile):
        actions.assure_service(service_id=offer.pk, by=frieda, at=LATER, seen=LATER)


def test_retired_once(frieda):
    offer = service()
    actions.retire_service(service_id=offer.pk, by=frieda, at=LATER, why="Träger hat aufgegeben")
    entry = Entry.objects.get()
    assert (entry.event, entry.changes, entry.why) == (
        "directory.service.retired",
        {"status": ["ACTIVE", "DEFUNCT"]},
        "Träger hat aufgegeben",
    )
    with pytest.raises(actions.AlreadyDone):
        actions.retire_service(service_id=offer.pk, by=frieda, at=LATER)


def test_closed_and_open_again(frieda):
    offer = service()
    day = NOW.date()
    with pytest.raises(actions.EntryRefused):
        actions.close_temporarily(
            service_id=offer.pk, closed_from=day, closed_to=day, reason="Umbau", by=frieda, at=LATER
        )
    actions.close_temporarily(
        service_id=offer.pk, closed_from=day, closed_to=None, reason="Umbau", by=frieda, at=LATER
    )
    assert queries.offer(offer.slug, on=day).closed is True
    actions.reopen(service_id=offer.pk, by=frieda, at=LATER)
    assert queries.offer(offer.slug, on=day).closed is False
    events = list(Entry.objects.order_by("pk").values_list("event", flat=True))
    assert events == ["directory.service.closed", "directory.service.reopened"]
    with pytest.raises(actions.AlreadyDone):
        actions.reopen(service_id=offer.pk, by=frieda, at=LATER)


def test_places_are_reported_again_and_again(frieda, refreshed):
    offer = full_service()
    report = rules.CapacityDraft("Tagesplätze", available=0, maximum=12, waiting_list=True)
    actions.report_capacity(service_id=offer.pk, draft=report, by=frieda, at=LATER)
    capacity = ServiceCapacity.objects.get()
    assert (capacity.available, capacity.waiting_list, capacity.updated_at) == (0, True, LATER)
    assert Entry.objects.get().changes == {"capacities": ["Tagesplätze, 2/?", "Tagesplätze, 0/12"]}
    assert refreshed == [offer.pk]
    with pytest.raises(actions.EntryRefused):
        actions.report_capacity(
            service_id=offer.pk, draft=rules.CapacityDraft("x", 13, 12), by=frieda, at=LATER
        )


def test_a_form_opened_before_a_report_does_not_overwrite_it(frieda):
    offer = full_service()
    form = queries.service_for_edit(offer.pk)
    report = rules.CapacityDraft("Tagesplätze", available=0, maximum=12)
    actions.report_capacity(service_id=offer.pk, draft=report, by=frieda, at=LATER)
    typed = replace(form.draft, summary="Ein Tag in Gesellschaft")
    with pytest.raises(actions.ChangedMeanwhile) as refused:
        actions.change_service(
            service_id=offer.pk, draft=typed, seen=form.modified_at, by=frieda, at=LATER
        )
    assert (refused.value.theirs.capacities, refused.value.changed_at) == ((report,), LATER)
    assert ServiceCapacity.objects.get().available == 0


def test_the_same_numbers_once_more_are_no_new_version(frieda):
    offer = full_service()
    same = queries.service_for_edit(offer.pk).draft.capacities[0]
    actions.report_capacity(service_id=offer.pk, draft=same, by=frieda, at=LATER)
    assert queries.service_for_edit(offer.pk).modified_at == NOW
    assert ServiceCapacity.objects.get().updated_at == LATER
