from datetime import date, time

import pytest

from mitsorge.domain.directory.models import (
    Attribute,
    CostOption,
    Location,
    Schedule,
    Service,
    ServiceArea,
)
from mitsorge.domain.directory.queries import draft_of_service
from mitsorge.domain.directory.rules import TermKind
from mitsorge.foundation.journal.actions import record
from mitsorge.foundation.journal.models import Entry
from tests.cast import NOW
from tests.domain.directory.factories import full_service, network, organization, term
from tests.doors.office.browser import as_shown
from tests.sign_in import signed_in

pytestmark = pytest.mark.django_db
LIST = "/schreibtisch/angebote/"


@pytest.fixture
def frieda():
    network()
    return signed_in("frieda")


def address_of(offer):
    return f"{LIST}{offer.pk}/"


def test_saving_what_is_shown_changes_nothing(frieda):
    """Every part goes through the form and back without a change."""
    offer = full_service(
        description="Erster Absatz.\n\nZweiter Absatz.", care_grade_from=0, closed_reason="Umbau"
    )
    Schedule.objects.create(service=offer, rrule="FREQ=MONTHLY;BYDAY=2TU", opens_at=time(14))
    Schedule.objects.create(service=offer, rrule="FREQ=YEARLY;BYMONTH=6", description="Sommerfest")
    Schedule.objects.create(service=offer, by_appointment=True)
    ServiceArea.objects.create(service=offer, kind="BODY")
    ServiceArea.objects.create(service=offer, kind="RADIUS", radius_km=15)
    before = draft_of_service(offer)
    page = frieda.post(address_of(offer), as_shown(frieda.get(address_of(offer))))
    assert page.status_code == 302
    offer.refresh_from_db()
    assert draft_of_service(offer) == before
    assert offer.modified_at == NOW
    assert Entry.objects.count() == 0


def test_one_field_and_one_row_are_changed_and_told(frieda):
    offer = full_service()
    typed = as_shown(frieda.get(address_of(offer)))
    typed |= {"summary": "Ein Tag in Gesellschaft", "costs-0-amount": "79,50"}
    page = frieda.post(address_of(offer), typed, follow=True)
    assert "Gespeichert." in page.content.decode()
    assert Service.objects.get().summary == "Ein Tag in Gesellschaft"
    assert [(c.option, str(c.amount)) for c in CostOption.objects.all()] == [("Tagessatz", "79.50")]
    assert set(Entry.objects.get().changes) == {"summary", "costs"}
    assert "Ein Tag in Gesellschaft" in page.content.decode()


def test_one_more_row_keeps_everything_typed_and_judges_nothing(frieda):
    offer = full_service()
    typed = as_shown(frieda.get(address_of(offer)))
    typed |= {"name": "", "summary": "Neu getippt", "phones-0-number": "unfertig"}
    page = frieda.post(address_of(offer), typed | {"weitere": "phones"})
    shown = as_shown(page)
    assert page.status_code == 200
    assert shown["phones-zeilen"] == ["2"]
    assert shown["summary"] == ["Neu getippt"]
    assert (shown["phones-0-number"], shown["phones-1-number"]) == (["unfertig"], [""])
    assert "kern-error" not in page.content.decode()
    assert Service.objects.get().summary == ""
    assert {name: value for name, value in shown.items() if not name.startswith("phones")} == {
        name: [value] if isinstance(value, str) else value
        for name, value in typed.items()
        if not name.startswith("phones")
    } | {"csrfmiddlewaretoken": shown["csrfmiddlewaretoken"]}


def test_what_is_wrong_is_said_where_it_stands_and_nothing_is_lost(frieda):
    offer = full_service()
    typed = as_shown(frieda.get(address_of(offer)))
    typed |= {
        "summary": "Bleibt stehen",
        "minimum_age": "80",
        "maximum_age": "60",
        "phones-0-number": "keine Nummer",
        "schedules-0-closes_at": "06:00",
    }
    page = frieda.post(address_of(offer), typed)
    shown = page.content.decode()
    assert page.status_code == 200
    assert as_shown(page)["summary"] == ["Bleibt stehen"]
    assert 'href="#id_maximum_age"' in shown
    assert 'href="#id_phones-0-number"' in shown
    assert 'href="#id_schedules-0-closes_at"' in shown
    assert "Diese Nummer kann niemand anrufen." in shown
    assert Entry.objects.count() == 0


def test_who_saves_second_sees_both_versions(frieda):
    offer = full_service()
    first = as_shown(frieda.get(address_of(offer)))
    second = dict(first)
    frieda.post(address_of(offer), first | {"summary": "Von Frieda"})
    page = frieda.post(
        address_of(offer), second | {"summary": "Von Arno", "phones-0-number": "030 23125-119"}
    )
    assert page.status_code == 409
    rows = page.context["conflict"].rows
    assert [(row.name, row.before, row.after) for row in rows] == [
        ("In einem Satz", "Von Frieda", "Von Arno"),
        ("Telefonnummern", "030 23125-114", "030 23125-119"),
    ]
    assert as_shown(page)["summary"] == ["Von Arno"]
    assert Service.objects.get().summary == "Von Frieda"
    frieda.post(address_of(offer), as_shown(page))
    assert Service.objects.get().summary == "Von Arno"


def test_a_new_offer_with_a_new_address_is_made_once(frieda):
    house = organization()
    kind = term("tagespflege")
    target = term("demenz", TermKind.TARGET_GROUP)
    assert "Zu welcher Organisation" in frieda.get(f"{LIST}neu/").content.decode()
    address = f"{LIST}neu/?organisation={house.pk}"
    typed = as_shown(frieda.get(address))
    typed |= {
        "name": "Café Vergissmeinnicht",
        "main_kind": kind.pk,
        "targets": [target.pk],
        "sites-0-town": "Brück",
        "sites-0-street": "Am Alten Bahnhof 3",
        "sites-0-is_protected": "on",
        "schedules-0-days": ["0", "2"],
        "schedules-0-opens_at": "14:00",
        "areas-0-place": "BODY",
    }
    pages = [frieda.post(address, typed) for _click in range(2)]
    offer = Service.objects.get()
    assert [page["Location"] for page in pages] == [address_of(offer)] * 2
    assert offer.slug == "cafe-vergissmeinnicht"
    assert [(a.term.code, a.is_main) for a in offer.attributes.all()] == [
        ("tagespflege", True),
        ("demenz", False),
    ]
    assert [s.rrule for s in offer.schedules.all()] == ["FREQ=WEEKLY;BYDAY=MO,WE"]
    place = Location.objects.get()
    assert (place.town, place.is_protected, place.organization) == ("Brück", True, house)
    assert Entry.objects.filter(event="directory.service.created").count() == 1


def test_the_note_of_a_term_outlives_a_save(frieda):
    offer = full_service()
    typed = as_shown(frieda.get(address_of(offer)))
    main, polish = offer.attributes.get(is_main=True), offer.attributes.get(note__gt="")
    other = term("kurzzeitpflege")
    frieda.post(address_of(offer), typed | {"main_kind": other.pk})
    said = list(Attribute.objects.order_by("pk").values_list("term", "is_main", "note"))
    assert (polish.term_id, False, "bitte vorher anrufen") in said
    assert (other.pk, True, "") in said
    assert main.term_id not in [term_id for term_id, _main, _note in said]


def test_a_struck_row_goes(frieda):
    offer = full_service()
    typed = as_shown(frieda.get(address_of(offer)))
    frieda.post(address_of(offer), typed | {"costs-0-remove": "on"})
    assert CostOption.objects.count() == 0


def test_confirming_needs_the_version_on_the_screen(frieda):
    offer = full_service(assured_at=None)
    seen = as_shown(frieda.get(address_of(offer)))["seen"][0]
    frieda.post(f"{address_of(offer)}bestaetigen/", {"seen": seen})
    assert Service.objects.get().assured_at is not None
    Service.objects.update(modified_at=NOW.replace(hour=12), assured_at=None)
    page = frieda.post(f"{address_of(offer)}bestaetigen/", {"seen": seen}, follow=True)
    assert "Sehen Sie sich beide Fassungen an." in page.content.decode()
    assert Service.objects.get().assured_at is None


def test_closing_asks_and_opening_undoes(frieda):
    offer = full_service()
    close, reopen = f"{address_of(offer)}schliessen/", f"{address_of(offer)}oeffnen/"
    assert "vorübergehend schließen?" in frieda.get(close).content.decode()
    wrong = frieda.post(close, {"closed_from": "2026-12-24", "closed_to": "2026-12-01"})
    assert "Das Ende muss nach dem Anfang liegen." in wrong.content.decode()
    frieda.post(close, {"closed_from": "2026-12-24", "closed_to": "", "reason": "Ferien"})
    assert Service.objects.get().closed_from == date(2026, 12, 24)
    for _click in range(2):
        page = frieda.post(reopen, follow=True)
    assert "Dieses Angebot ist nicht geschlossen." in page.content.decode()
    assert Service.objects.get().closed_from is None
    assert frieda.get(reopen).status_code == 405


def test_retiring_asks_and_happens_once(frieda):
    offer = full_service()
    address = f"{address_of(offer)}beenden/"
    assert "gibt es nicht mehr?" in frieda.get(address).content.decode()
    assert Service.objects.get().status == "ACTIVE"
    for _click in range(2):
        page = frieda.post(address, {"why": "Haus verkauft"}, follow=True)
    assert "schon als beendet eingetragen" in page.content.decode()
    assert Entry.objects.get(event="directory.service.retired").why == "Haus verkauft"


def test_a_protected_street_is_shown_only_to_who_may_read_it():
    network()
    offer = full_service()
    Location.objects.update(is_protected=True)
    changes = {"sites": [[], ["Haus am Bahnhof, Brück, Eingang im Hof"]], "summary": ["", "Neu"]}
    record(event="directory.service.changed", subject=offer, by=None, at=NOW, changes=changes)
    for name, may in (("frieda", True), ("arno", True), ("selma", False)):
        shown = signed_in(name).get(address_of(offer)).content.decode()
        for secret in ("Am Alten Bahnhof 3", "Haus am Bahnhof", "Eingang im Hof<", 'im Hof"'):
            assert (secret in shown) == may
        assert "Adresse geschützt" in shown


@pytest.mark.parametrize("name", ["arno", "selma"])
def test_advice_and_planning_read_and_do_not_write(name):
    network()
    offer = full_service()
    client = signed_in(name)
    page = client.get(address_of(offer))
    assert "Ändern kann die Koordination." in page.content.decode()
    assert "Weitere Nummer" not in page.content.decode()
    refused = client.post(address_of(offer), {"name": "Gekapert"})
    assert refused.status_code == 403
    assert "Ändern kann nur die Koordination." in refused.content.decode()
    for deed in ("bestaetigen", "oeffnen", "beenden", "schliessen"):
        assert client.post(f"{address_of(offer)}{deed}/").status_code == 403
    assert client.get(f"{LIST}neu/").status_code == 403
    assert Entry.objects.count() == 0


def test_nobody_else_reads():
    offer = full_service()
    for name in ("stella", "ida"):
        assert signed_in(name).get(address_of(offer)).status_code == 403


@pytest.mark.parametrize("rows", [1, 3])
def test_an_offer_costs_the_same_with_one_and_with_three_rows(
    frieda, rows, django_assert_num_queries
):
    offer = full_service()
    for number in range(1, rows):
        CostOption.objects.create(service=offer, option=f"Preis {number}")
        ServiceArea.objects.create(service=offer, kind="RADIUS", radius_km=number)
        Attribute.objects.create(service=offer, term=term(f"art-{number}"))
    with django_assert_num_queries(32):
        assert frieda.get(address_of(offer)).status_code == 200


def test_a_thousand_offers_cost_one_page(frieda, django_assert_num_queries):
    house = organization()
    Service.objects.bulk_create(
        Service(name=f"Angebot {n}", slug=f"angebot-{n}", organization=house, modified_at=NOW)
        for n in range(1000)
    )
    with django_assert_num_queries(9):
        page = frieda.get(LIST)
    assert (page.context["paged"].total, len(page.context["paged"].rows)) == (1000, 50)
