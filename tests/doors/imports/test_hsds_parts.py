"""Prices, periods and contacts of HSDS 3.x, from JSON and from the tabular package."""

import json
from datetime import date
from decimal import Decimal

import pytest

from mitsorge.domain.directory.models import Contact, CostOption, Schedule, Service
from mitsorge.domain.directory.queries import service_for_edit
from mitsorge.doors.imports.findings import Outcome
from mitsorge.doors.imports.hsds import parts
from mitsorge.doors.imports.planning.packing import unpack
from tests.doors.imports.test_hsds import SERVICE, TABLES, _apply, _package, _upload

FULL = SERVICE | {
    "schedules": [
        {
            "id": "s1",
            "freq": "WEEKLY",
            "byday": "MO,TU",
            "opens_at": "08:00",
            "closes_at": "16:00",
            "valid_from": "2026-12-01",
            "valid_to": "2027-02-28",
        },
        {"id": "s2", "description": "nach Vereinbarung", "valid_from": "2027-03-01"},
    ],
    "cost_options": [
        {
            "id": "c1",
            "option": "Tagessatz",
            "amount": 74.5,
            "currency": "EUR",
            "amount_description": "mit Mittagessen",
            "valid_from": "2026-01-01",
            "valid_to": "2026-12-31",
        },
        {"id": "c2", "amount_description": "auf Anfrage"},
    ],
    "contacts": [
        {
            "id": "k1",
            "name": "Erika Musterfrau",
            "title": "Pflegedienstleitung",
            "email": "leitung@see.example",
            "phones": [{"id": "p3", "number": "030 23125-113"}],
        },
        {"id": "k2", "name": "Karl Mustermann"},
    ],
}
PACKED = TABLES | {
    "phones": "id,service_id,contact_id,number,type\np1,s1,,030 23125-111,voice\np2,s1,k1,030 23125-113,voice\n",
    "cost_options": "id,service_id,option,amount,currency,valid_from,valid_to\nc1,s1,Tagessatz,74.50,EUR,2026-01-01,2026-12-31\n",
    "contacts": "id,service_id,name,title\nk1,s1,Erika Musterfrau,Pflegedienstleitung\n",
    "schedules": "id,service_at_location_id,freq,byday,opens_at,closes_at,valid_from\nz1,x1,WEEKLY,MO,08:00,16:00,2026-12-01\n",
}


def take(content: bytes, frieda, name: str = "hsds.json"):
    """Everything of a file, suspicious rows too; its preview."""
    run = _upload(content, frieda, name)
    preview = unpack(run.preview)
    run.ticked = [row.number for row in preview.rows]
    run.save()
    assert _apply(run, frieda).state == "DONE"
    return preview


def test_a_compiled_service_brings_prices_periods_and_functions(frieda):
    preview = take(json.dumps(FULL).encode(), frieda)
    (row,) = preview.rows
    assert [finding.code for finding in row.findings] == ["person", "person", "function_missing"]
    assert list(CostOption.objects.values_list("option", "amount", "amount_description", "valid_from", "valid_to")) == [
        ("Tagessatz", Decimal("74.50"), "mit Mittagessen", date(2026, 1, 1), date(2027, 1, 1)),
        ("Preis", None, "auf Anfrage", None, None),
    ]  # fmt: skip
    assert list(Schedule.objects.values_list("rrule", "by_appointment", "valid_from", "valid_to")) == [
        ("FREQ=WEEKLY;BYDAY=MO,TU", False, date(2026, 12, 1), date(2027, 3, 1)),
        ("", True, date(2027, 3, 1), None),
    ]  # fmt: skip
    contact = Contact.objects.get()
    assert (contact.function, contact.email) == ("Pflegedienstleitung", "leitung@see.example")
    assert list(contact.phones.values_list("number", flat=True)) == ["+493023125113"]
    assert service_for_edit(Service.objects.get().pk) is not None


def test_no_name_of_a_person_stays_anywhere(frieda):
    preview = take(json.dumps(FULL).encode(), frieda)
    assert "Muster" not in json.dumps([row.values for row in preview.rows])
    assert not Contact.objects.filter(function__contains="Muster").exists()
    assert "Namen von Personen übernehmen wir nicht: contact.name." in preview.notes


@pytest.mark.parametrize(
    ("content", "name"),
    [(json.dumps(FULL).encode(), "hsds.json"), (_package(**PACKED), "hsds.zip")],
    ids=["JSON", "package"],
)
def test_a_second_run_changes_nothing(frieda, content, name):
    take(content, frieda, name)
    again = unpack(_upload(content, frieda, name).preview)
    assert {row.outcome for row in again.rows} == {Outcome.UNCHANGED}


def test_the_package_brings_the_same(frieda):
    take(_package(**PACKED), frieda, "hsds.zip")
    service = Service.objects.get(name="Tagespflege am See")
    (cost,), (opening,) = service.costs.all(), service.schedules.all()
    assert (cost.amount, cost.valid_to) == (Decimal("74.50"), date(2027, 1, 1))
    assert (opening.rrule, opening.valid_from) == ("FREQ=WEEKLY;BYDAY=MO", date(2026, 12, 1))
    (contact,) = service.contacts.all()
    assert [phone.number for phone in contact.phones.all()] == ["+493023125113"]
    assert [phone.number for phone in service.phones.all()] == ["+493023125111"]


def test_a_new_price_replaces_the_old_one_and_touches_nothing_else(frieda):
    take(json.dumps(FULL).encode(), frieda)
    dearer = [{**FULL["cost_options"][0], "amount": "80"}, FULL["cost_options"][1]]
    kept = list(Contact.objects.values_list("pk", flat=True))
    preview = take(json.dumps(FULL | {"cost_options": dearer}).encode(), frieda)
    (row,) = preview.rows
    assert [change.field for change in row.changes] == ["costs"]
    assert [cost.amount for cost in CostOption.objects.all()] == [Decimal("80.00"), None]
    assert list(Contact.objects.values_list("pk", flat=True)) == kept


@pytest.mark.parametrize(
    ("table", "text", "expected"),
    [
        ("cost_options", "id,service_id,option\nc1,s9,Tag\n", "dangling_reference"),
        ("cost_options", "id,service_id,option\nc1,,Tag\n", "ownerless"),
        ("contacts", "id,service_id,title\nk1,s9,Leitung\n", "dangling_reference"),
        ("contacts", "id,service_id,title\nk1,,Leitung\n", "ownerless"),
        ("schedules", "id,service_id,description\nz1,s9,werktags\n", "dangling_reference"),
        ("schedules", "id,service_id,description\nz1,,werktags\n", "ownerless"),
    ],
)
def test_what_belongs_to_no_offer_is_refused(frieda, table, text, expected):
    tables = {**TABLES, table: text}
    rows = unpack(_upload(_package(**tables), frieda, "hsds.zip").preview).rows
    assert [row.outcome for row in rows] == [Outcome.NEW, Outcome.NEW, Outcome.REFUSED]
    assert [finding.code for finding in rows[2].findings] == [expected]


def test_a_phone_of_a_contact_that_is_not_there_takes_the_offer_down(frieda):
    text = "id,service_id,contact_id,number\np1,s1,k9,030 23125-111\n"
    tables = {**TABLES, "phones": text}
    rows = unpack(_upload(_package(**tables), frieda, "hsds.zip").preview).rows
    assert [row.outcome for row in rows] == [Outcome.REFUSED, Outcome.NEW]


@pytest.mark.parametrize(
    ("record", "expected", "codes"),
    [
        ({"option": "Tag", "amount": "74.505"}, ["Tag", "74.50", "", "", "", ""], []),
        ({"option": "Tag", "amount": 0}, ["Tag", "0.00", "", "", "", ""], []),
        ({"amount": 12, "currency": "eur"}, ["Preis", "12.00", "", "", "", ""], []),
        ({"option": "Tag", "amount": 5, "currency": "USD"}, None, ["price_wrong"]),
        ({"option": "Tag", "amount": -1}, None, ["price_wrong"]),
        ({"option": "Tag", "amount": "NaN"}, None, ["price_wrong"]),
        ({"option": "Tag", "amount": "Infinity"}, None, ["price_wrong"]),
        ({"option": "Tag", "amount": "viel"}, None, ["price_wrong"]),
        ({"option": "Tag", "amount": "1e9"}, None, ["price_wrong"]),
        ({"option": "=1+1"}, None, ["injection"]),
        ({"option": "Tag", "valid_from": "2026-02-30"}, None, ["date_wrong"]),
        ({"option": "Tag", "valid_from": "2026-03-01", "valid_to": "2026-02-01"}, None, ["period_reversed"]),
        ({"option": "Tag", "valid_from": "2026-03-01", "valid_to": "2026-03-01"}, ["Tag", "", "", "", "2026-03-01", "2026-03-02"], []),
        ({"option": "Tag", "valid_to": "9999-12-31"}, ["Tag", "", "", "", "", ""], []),
        ({}, None, []),
        ({"option": None, "amount": None, "valid_to": None}, None, []),
    ],
)  # fmt: skip
def test_prices(record, expected, codes):
    value, findings = parts.cost(record)
    assert (value, [finding.code for finding in findings]) == (expected, codes)


@pytest.mark.parametrize(
    ("record", "function"),
    [
        ({"title": "Pflegedienstleitung"}, "Pflegedienstleitung"),
        ({"department": "Sozialdienst"}, "Sozialdienst"),
        ({"name": "Erika Musterfrau", "title": "Leitung"}, "Leitung"),
        ({"title": "Frau Musterfrau", "department": "Leitung"}, "Leitung"),
        ({"name": "Erika Musterfrau", "title": "Erika Musterfrau, Leitung"}, None),
        ({"title": "Dr. Mustermann"}, None),
        ({"name": "Erika Musterfrau"}, None),
        ({}, None),
    ],
)
def test_contacts_are_functions(record, function):
    value, _findings = parts.contact(record, ())
    assert (value and value[0]) == function
