"""From published tables to what a new house changed: in Planregionen, on the 100 m grid, in 63 quarters."""

import pytest
from django.utils import timezone
from playwright.sync_api import Page

from mitsorge.doors.setup import presets
from mitsorge.doors.setup.demo import fill_network
from tests.doors.imports.figures.published import (
    CARE,
    GRID,
    POPULATION,
    PROJECTION,
    QUARTERS,
    REGISTER,
)
from tests.journeys import acting, planning
from tests.journeys.planning import Network
from tests.sign_in import with_password

pytestmark = [
    pytest.mark.journey,
    pytest.mark.shared,
    pytest.mark.django_db(transaction=True),
]
RATES = "data/care/pflegequoten_DE_2021_gbe_bund.csv"
COMMON = (POPULATION, PROJECTION, CARE)
POTSDAM = Network(
    preset="netzwerk-soziale-dienste",
    files=(*COMMON, REGISTER),
    people="Einwohner der Gemeinden",
    areas=4,
    totals={2025: "9.985", 2040: "11.759"},
    own={2025: "944", 2040: "1.111"},
    area="Planregion 1",
    steering="Steuerungsgruppe",
    group="Runder Tisch Planregion 1",
    where=("14778", "Beetzsee"),
    change={"Menschen zu weit entfernt": ("608 Menschen", "0 Menschen")},
)

HILDBURGHAUSEN = Network(
    preset="pflegestammtisch-hildburghausen",
    files=(*COMMON, REGISTER, GRID),
    people="Einwohner der Gemeinden",
    areas=4,
    totals={2025: "4.338", 2040: "5.126"},
    own={2025: "992", 2040: "1.172"},
    area="Raum Heldburg",
    steering="Pflegestammtisch",
    group="Pflegestammtisch",
    where=("98663", "Heldburg"),
    change={
        "Menschen zu weit entfernt": ("121 Menschen", "79 Menschen"),
        "Plätze im Verhältnis zur Prognose": ("64 %", "154 %"),
    },
)
LEIPZIG = Network(
    preset="leikop",
    files=(*COMMON, QUARTERS),
    people="Einwohner der Ortsteile nach Alter",
    areas=63,
    totals={2025: "30.233", 2040: "35.355"},
    own={2025: "855", 2040: "1.030"},
    area="Grünau-Mitte",
    steering="Steuerungsgruppe",
    group="AG Bestandsanalyse",
    where=("04209", "Leipzig"),
    change={"Plätze im Verhältnis zur Prognose": ("0 %", "105 %")},
)


@pytest.fixture(params=[POTSDAM, HILDBURGHAUSEN, LEIPZIG], ids=lambda each: each.preset)
def there(request, page: Page, live_server) -> Network:
    """The offers of a demo, its planner and its coordinator; no figures yet."""
    network: Network = request.param
    acting.found(network.preset)
    fill_network(presets.load(network.preset), at=timezone.now())
    for name in ("selma", "frieda"):
        with_password(name)
    page.set_default_timeout(30_000)
    return network


def test_from_published_tables_to_what_a_new_house_changed(
    page: Page, there: Network, shared, accessible, picture
) -> None:
    if there is not POTSDAM:
        picture = planning.no_picture
    acting.enter(page, "selma")
    planning.take(page, *(shared / name for name in there.files))
    planning.take(page, planning.rates_as_typed(shared / RATES), **planning.RATES)
    planning.forecast(page, there)
    accessible()
    picture("prognose", *planning.down_to(page, "table"))
    planning.see_working(page, there)
    planning.committee_chose(page, there)
    planning.find_gap(page, there)
    accessible()
    picture("luecke", *planning.down_to(page, "table"))
    planning.try_out(page, there)
    accessible()
    picture("szenario", *planning.down_to(page, "dl"))
    sentence = planning.hand_on(page, there)
    accessible()
    acting.enter(page, "frieda")
    planning.group_reads(page, there, sentence)
    planning.agree_on_measure(page, sentence)
    planning.open_house(page, there)
    assert planning.see_change(page, there) == there.change
    accessible()
    picture("vorher-nachher", *planning.down_to(page, "article"))
