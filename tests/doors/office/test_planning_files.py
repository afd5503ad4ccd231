"""Every table of planning as CSV and XLSX, every picture as SVG and PNG: all in one shape."""

import csv
import re
from datetime import date
from io import BytesIO, StringIO

import pytest
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from mitsorge.domain.directory.models import TaxonomyTerm
from mitsorge.domain.directory.rules import TermKind
from mitsorge.domain.planning.actions.findings import send_as_impulse
from mitsorge.domain.planning.models import Finding, Variant, Yardstick
from mitsorge.domain.planning.queries.findings import findings_now
from mitsorge.foundation.people.models import Account
from mitsorge.foundation.places.models import Body, Municipality
from tests.domain.planning import figures, scenes
from tests.domain.planning.queries.test_supply import an_offer
from tests.network import a_network
from tests.sign_in import signed_in

PLANNING = "/schreibtisch/planung/"
PASSPORT = ["Was", "Einheit", "Herausgeber", "Tabelle", "Lizenz", "Stand", "Güte", "Wie die Zahlen entstanden sind"]  # fmt: skip
GAP = "luecken/luecke/tagespflege/P2/65/"
PAGES = ["", "vergleich/", "gebiete/P1/", "gebiete/P1/prognose/", "prognosen/vergleich/", GAP]


def square(west: float) -> dict[str, object]:
    ring = [[west, 52], [west + 0.2, 52], [west + 0.2, 52.2], [west, 52.2], [west, 52]]
    return {"type": "Polygon", "coordinates": [ring]}


@pytest.fixture
def selma(db) -> Client:
    """P1 and P2 with people, a forecast, and a gap of day care in P2 that was handed on."""
    a_network()
    client = signed_in("selma")
    figures.the_areas(Body.objects.get())
    places = [(1000, 200, 52.1, 12.5), (500, 150, 52.1, 12.55), (2000, 500, 52.4, 12.9)]
    for n, (people, older, lat, lon) in enumerate(places, 1):
        Municipality.objects.filter(ags=f"1206900{n}").update(
            population=people, population_67plus=older, outline=square(12 + 0.2 * n),
            latitude=lat, longitude=lon,
        )  # fmt: skip
    term = TaxonomyTerm.objects.create(kind=TermKind.CARE, code="tagespflege", name="Tagespflege")
    Yardstick.objects.create(
        term=term, age_from=65, max_km=15, source="Vorschlag", valid_from="2026-01-01"
    )
    an_offer(term, point=(52.1, 12.5), assured_at=timezone.now())
    figures.a_variant()
    by = Account.objects.get(email="selma@mitsorge.example")
    send_as_impulse(found=findings_now(date.today())[0], by=by, at=timezone.now())  # noqa: DTZ011 - any day will do
    return client


def addresses(client: Client, pages: list[str]) -> set[str]:
    """Every file the pages lead to."""
    found: set[str] = set()
    for page in pages:
        told = client.get(f"{PLANNING}{page}").content.decode()
        found |= set(
            re.findall(r'href="(/schreibtisch/[^"]+\.(?:csv|xlsx|svg|png)(?:\?[^"]*)?)"', told)
        )
    return {address.replace("&amp;", "&") for address in found}


def all_pages() -> list[str]:
    variant = Variant.objects.get()
    steps = f"prognosen/{variant.uid}/rechenweg/?raum=P1&jahr=2030&art=ALL"
    return [*PAGES, f"prognosen/{variant.uid}/", steps, f"zahlen/{variant.population.uid}/"]


def stem(address: str) -> str:
    return re.sub(r"\.(csv|xlsx|svg|png)", "", address)


def test_whoever_finds_one_ending_finds_its_twin(selma):
    found = addresses(selma, all_pages())
    tables = {stem(each) for each in found if ".csv" in each}
    pictures = {stem(each) for each in found if ".svg" in each}
    assert tables == {stem(each) for each in found if ".xlsx" in each}
    assert pictures == {stem(each) for each in found if ".png" in each}
    assert (len(tables), len(pictures)) == (11, 5)


def test_every_table_has_its_passport(selma):
    for address in addresses(selma, all_pages()):
        content = selma.get(address)
        assert (address, content.status_code) == (address, 200)
        if ".xlsx" in address:
            book = load_workbook(BytesIO(content.content))
            told = [[cell.value for cell in row] for row in book["Passport"].iter_rows()]
            assert (address, told[0]) == (address, PASSPORT)
            assert (address, bool(told[1][0])) == (address, True)
        if ".csv" in address:
            rows = list(csv.reader(StringIO(content.content.decode("utf-8-sig")), delimiter=";"))
            assert (address, [row[0] for row in rows[:2]]) == (address, ["Tabelle", "Quelle 1"])


def test_before_and_after_as_a_table(selma):
    finding = Finding.objects.get()
    content = selma.get(f"{PLANNING}weitergegeben/{finding.uid}/vorher-nachher.csv").content
    rows = list(csv.reader(StringIO(content.decode("utf-8-sig")), delimiter=";"))
    assert rows[-1][1:] == ["400 Menschen", "400 Menschen", "unverändert"]


def test_scenarios_side_by_side_as_a_table(selma):
    for name in ("Eins", "Zwei"):
        scenes.a_scenario(name=name)
    page = selma.get(f"{PLANNING}szenarien/").content.decode()
    uids = re.findall(r"/szenarien/([0-9a-f-]{36})/", page)
    query = "&".join(f"s={uid}" for uid in dict.fromkeys(uids))
    content = selma.get(f"{PLANNING}szenarien/vergleich/tabelle.csv?{query}").content
    assert ["Was", "Eins", "Zwei"] in csv.reader(StringIO(content.decode("utf-8-sig")), delimiter=";")  # fmt: skip
    assert selma.get(f"{PLANNING}szenarien/vergleich/tabelle.csv").status_code == 404
