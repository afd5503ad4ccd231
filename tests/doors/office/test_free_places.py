"""The room for professionals; what the office types about places comes back."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from mitsorge.domain.directory.models import Attribute, ServiceCapacity, TaxonomyTerm
from mitsorge.domain.directory.rules import CapacityDraft
from mitsorge.doors.office.offer_rows import CapacityRow
from tests.domain.directory.factories import network, service
from tests.sign_in import signed_in

pytestmark = pytest.mark.django_db


def reported(slug="tagespflege-abendsonne", **fields):
    offer = service(slug)
    term, _new = TaxonomyTerm.objects.get_or_create(
        kind="CARE", code="tagespflege", defaults={"name": "Tagespflege"}
    )
    Attribute.objects.create(service=offer, term=term, is_main=True)
    given = {"unit": "Tagespflegeplätze", "kind": "DAY", "available": 2}
    given["updated_at"] = timezone.now() - timedelta(days=9)
    return ServiceCapacity.objects.create(service=offer, **given | fields)


def test_professionals_see_numbers_conditions_and_ages():
    network()
    reported(weekdays="MO,TU", care_grade_from=2, dementia_fit=True, maximum=12)
    page = signed_in("frieda").get("/schreibtisch/freie-plaetze/").content.decode()
    for words in (
        "2 frei",
        "von 12",
        "Montag, Dienstag · ab Pflegegrad 2 · für Menschen mit Demenz geeignet",
        "gemeldet vor 9 Tagen",
        "1 von 1 Angeboten haben aktuell gemeldet (100 %).",
        "Die Meldungen sind im Mittel 9,0 Tage alt.",
        "keine Zusage und keine Buchung",
    ):
        assert words in page


def test_an_old_report_tells_no_number():
    network()
    reported(available=7, updated_at=timezone.now() - timedelta(days=40))
    page = signed_in("frieda").get("/schreibtisch/freie-plaetze/?art=DAY").content.decode()
    assert "Keine aktuelle Meldung" in page
    assert "7 frei" not in page
    assert "0 von 1 Angeboten haben aktuell gemeldet (0 %)." in page


def test_nonsense_in_the_address_means_all():
    network()
    reported()
    page = signed_in("frieda").get(
        "/schreibtisch/freie-plaetze/?art=x&gebiet=%F0&bedingung=y&seite=z"
    )
    assert page.context["paged"].total == 1


def test_a_member_does_not_read_it():
    network()
    assert signed_in("paul").get("/schreibtisch/freie-plaetze/").status_code == 403


@pytest.mark.parametrize("rows", [1, 3])
def test_the_room_costs_the_same_for_one_and_for_three(rows, django_assert_num_queries):
    network()
    for number in range(rows):
        reported(f"angebot-{number}")
    frieda = signed_in("frieda")
    with django_assert_num_queries(
        9
    ):  # 3 session, account, roles; reports, 2 share, areas; network, footer
        page = frieda.get("/schreibtisch/freie-plaetze/")
    assert page.context["paged"].total == rows


def test_a_row_of_the_form_becomes_a_draft_and_back():
    typed = {
        "kind": "AMBULANT",
        "unit": "Aufnahmen",
        "available": "2",
        "weekdays": ["TH", "MO"],
        "hours_per_week": "12",
        "postcodes": "14822;14806",
        "care_grade_from": "1",
        "free_to": "2026-12-31",
        "sex": "FEMALE",
    }
    row = CapacityRow(typed)
    assert row.is_valid(), row.errors
    draft = row.draft()
    assert draft == CapacityDraft(
        unit="Aufnahmen",
        available=2,
        kind="AMBULANT",
        weekdays="MO,TH",
        hours_per_week=12,
        postcodes="14822, 14806",
        care_grade_from=1,
        free_to=date(2026, 12, 31),
        sex="FEMALE",
    )
    assert CapacityRow.initial_of(draft)["weekdays"] == ("MO", "TH")
