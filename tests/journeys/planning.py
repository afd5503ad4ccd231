"""A planner's way through one network, click by click: the steps that the walks of `test_planning` share."""

import csv
import re
from dataclasses import dataclass
from pathlib import Path

from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from tests.journeys.acting import fill, follow, menu, press, tab

YEARS = tuple(range(2025, 2041))
FORECAST, SCENARIO, OFFER = "Wie heute", "Tagespflege mehr", "Tagespflege am Anger"
HOUSE, TOPIC, MEASURE = "Haus am Anger gGmbH", "Tagespflege", "20 Plätze in der Tagespflege"
STREET, PLACES = "Am Anger 4", 20
ASSUMED = {"share": "3,5", "places_per_client": "0,5", "utilisation": "80"}
"""Day care is in no table of the Pflegestatistik by Kreis: the planner assumes its share, and says so."""


@dataclass(frozen=True)
class Network:
    """What differs between the networks.

    `people`: title of the series the forecast stands on; `totals`: need of all areas by year, `own`: of `area`, as
    the page says them. `where`: postcode and town of the new house; `change`: what was measured, before and after.
    """

    preset: str
    files: tuple[str, ...]
    people: str
    areas: int
    totals: dict[int, str]
    own: dict[int, str]
    area: str
    steering: str
    group: str
    where: tuple[str, str]
    change: dict[str, tuple[str, str]]

    @property
    def place(self) -> str:
        return " ".join(self.where)


def take(page: Page, *files: Path | dict, **passport: str) -> None:
    """Files as they were published: dry run, every total as published, everything taken."""
    for file in files:
        menu(page, "Planung", "Zahlen")
        page.locator("input[type=file]").set_input_files(file)
        press(page, "Hochladen und prüfen")
        page.get_by_text("Noch ist nichts gespeichert.").wait_for()
        for name, value in passport.items():
            field = page.locator(f"[name=reihe-0-{name}]")
            is_choice = field.evaluate("field => field.tagName") == "SELECT"
            (field.select_option if is_choice else field.fill)(value)
        page.get_by_role("button", name="Übernehmen").click()
        page.get_by_role("status").get_by_text(re.compile(r"übernommen\.$")).first.wait_for()


def rates_as_typed(path: Path) -> dict[str, object]:
    """The published page of care rates as the plain table a planner types from it, in per cent."""
    lines = ["Gebiet;Jahr;Alter von;Alter bis unter;Geschlecht;Wert"]
    for row in csv.DictReader(path.read_text("utf-8").splitlines()):
        ages = re.findall(r"\d+", row["altersgruppe"])
        if ages and row["geschlecht"] != "insgesamt":
            first, below = ("0", ages[0]) if len(ages) == 1 and row["altersgruppe"].startswith("unter") else (*ages, "")[:2]  # fmt: skip
            value = row["pflegequote_prozent"].replace(".", ",")
            lines.append(f"Deutschland;2021;{first};{below};{row['geschlecht'][0]};{value}")
    text = "\n".join(lines)
    return {"name": "pflegequoten.csv", "mimeType": "text/csv", "buffer": text.encode()}


RATES = {
    "title": "Pflegequoten", "subject": "RATE", "unit": "Prozent", "publisher": "Destatis, GBE-Bund",
    "licence": "amtliche Statistik, mit Quelle", "as_of": "2021-12-31", "quality": "OFFICIAL",
    "table_number": "510:105",
}  # fmt: skip


def forecast(page: Page, there: Network) -> None:
    """A forecast from these series, with what is assumed about day care; its table of every area and year."""
    menu(page, "Planung", "Prognosen")
    follow(page, "Prognose anlegen")
    fill(page, name=FORECAST)
    for name, title in (
        ("population", there.people),
        ("structure", "Bevölkerung nach Alter und Geschlecht"),
        ("projection", "Vorausberechnung"),
        ("rates", "Pflegequoten"),
        ("care", "Pflegebedürftige"),
    ):
        choose(page.locator(f"select[name={name}]"), title)
    page.get_by_text("Tagespflege", exact=True).first.click()
    fill(page, **{f"day-{name}": value for name, value in ASSUMED.items()})
    page.locator("[name=day-source]").fill("Annahme der Sozialplanung")
    press(page, "Speichern")
    page.get_by_role("heading", name=FORECAST, level=1).wait_for()
    _table_says(page, there)


def choose(field: Locator, words: str) -> None:
    """The first option that begins so."""
    option = field.locator("option").filter(has_text=re.compile(f"^{re.escape(words)}")).first
    field.select_option(option.get_attribute("value"))


def _table_says(page: Page, there: Network) -> None:
    table = page.get_by_role("table").first
    heads = table.get_by_role("columnheader").all_inner_texts()
    assert heads == ["Planungsraum", *map(str, YEARS)]
    assert table.locator("tbody tr").count() == there.areas
    total, own = table.locator("tfoot tr"), row_of(table, there.area)
    for row, told in ((total, there.totals), (own, there.own)):
        cells = row.locator("td").all_inner_texts()
        found = {year: cells[YEARS.index(year)].rpartition("\n")[2].strip() for year in told}
        assert found == told


def row_of(table: Locator, name: str) -> Locator:
    """The row of a table by the whole words of its head."""
    head = table.page.get_by_role("rowheader", name=name, exact=True)
    return table.get_by_role("row").filter(has=head)


def see_working(page: Page, there: Network) -> None:
    """How one number came about: its last line is what the table said."""
    year = YEARS[-1]
    name = re.compile(f"^Rechenweg {re.escape(there.area)} {year}")
    page.get_by_role("link", name=name).press("Enter")
    page.get_by_role("heading", level=1).wait_for()
    page.get_by_text(there.own[year]).first.wait_for()
    page.go_back()


def committee_chose(page: Page, there: Network) -> None:
    follow(page, "Ein Gremium hat gewählt")
    choose(page.locator("select[name=committee]"), there.steering)
    fill(page, on=f"{timezone.localdate():%Y-%m-%d}", why="Lieber ein Platz zu viel geplant.")
    press(page, "Wahl eintragen")
    page.get_by_role("heading", name=re.compile(f"^Gewählt von {there.steering}")).wait_for()


def find_gap(page: Page, there: Network) -> None:
    """From the list, filtered to day care in one area, to the gap with its evidence."""
    menu(page, "Planung", "Lücken und Doppelungen")
    page.locator("select[name=art]").select_option(label="Tagespflege")
    page.locator("select[name=raum]").select_option(label=there.area)
    page.locator("select[name=was]").select_option(label="Lücke")
    press(page, "Zeigen")
    follow(page, f"Tagespflege, {there.area}")
    page.get_by_role("heading", name=gap_title(there), level=1).wait_for()


def gap_title(there: Network) -> str:
    return f"Lücke: Tagespflege in {there.area}"


def try_out(page: Page, there: Network) -> None:
    """The measure before it is built: looked at, then taken into the scenario."""
    menu(page, "Planung", "Szenarien")
    follow(page, "Szenario anlegen")
    fill(page, name=SCENARIO, year=f"{timezone.localdate().year}")
    field = page.locator("select[name=term]")
    option = field.locator("option").filter(has_text=re.compile("Tagespflege$")).first
    field.select_option(option.get_attribute("value"))
    choose(page.locator("select[name=variant]"), FORECAST)
    press(page, "Speichern")
    page.get_by_role("heading", name=SCENARIO, level=1).wait_for()
    follow(page, "Maßnahme hinzufügen")
    page.get_by_role("main").locator("a[href*='art=ADD']").first.click()
    fill(page, name=OFFER, place=there.place, places=f"{PLACES}", cost="240000")
    press(page, "Wirkung ansehen")
    page.get_by_text("Noch ist nichts gespeichert.").wait_for()
    press(page, "Ins Szenario übernehmen")
    page.get_by_role("heading", name="Wer gewinnt, wer verliert").wait_for()
    before, after = _places_per_1000(page, there.area)
    assert after > before


def _places_per_1000(page: Page, area: str) -> tuple[float, float]:
    """Before and after, in one area."""
    table = page.get_by_role("region", name="Tabelle je Planungsraum").get_by_role("table")
    heads = table.get_by_role("columnheader").all_inner_texts()
    column = heads.index("Plätze je 1.000, vorher → nachher") - 1
    told = row_of(table, area).locator("td").nth(column).inner_text()
    numbers = re.findall(r"[\d.]+(?:,\d+)?", told)
    before, after = (float(words.replace(".", "").replace(",", ".")) for words in numbers)
    return before, after


def hand_on(page: Page, there: Network) -> str:
    """To the working group and as an impulse; the sentence as it was said."""
    find_gap(page, there)
    sentence = page.locator("p.ms-lead").inner_text()
    follow(page, "Auf eine Tagesordnung setzen")
    choose(page.locator("select[name=place]"), f"{there.group}: Themenspeicher")
    press(page, "Weitergeben")
    page.get_by_role("heading", name=re.compile(f"^Themenspeicher: {there.group}")).wait_for()
    press(page, "Als Impuls weitergeben")
    page.get_by_role("heading", name=re.compile("^Impuls ")).wait_for()
    return sentence


def group_reads(page: Page, there: Network, sentence: str) -> None:
    """Frieda, who runs the group, finds it among its topics, with the way back to the evidence."""
    menu(page, "Gremien", there.group)
    tab(page, there.group, "Sitzungen")
    topics = page.get_by_role("region", name="Themenspeicher")
    topics.get_by_role("link", name=gap_title(there)).click()
    assert page.locator("[name=text]").input_value().startswith(sentence)
    follow(page, "Aus der Planung")
    page.get_by_role("heading", name=gap_title(there), level=1).wait_for()


def agree_on_measure(page: Page, sentence: str) -> None:
    """The impulse becomes a topic, the topic a measure."""
    menu(page, "Empfehlungen")
    tab(page, "Empfehlungen", "Impulse")
    page.get_by_role("checkbox", name=sentence[:60]).check()
    fill(page, name=TOPIC)
    press(page, "Thema zuordnen")
    tab(page, "Empfehlungen", "Themen")
    follow(page, TOPIC)
    follow(page, "Maßnahme dazu planen")
    fill(page, title=MEASURE, owner="Sozialplanung")
    press(page, "Planen")
    page.get_by_role("heading", name=MEASURE, level=1).wait_for()


def open_house(page: Page, there: Network) -> None:
    """The measure is done: the house stands in the directory, with its place and its places."""
    postcode, town = there.where
    page.goto("/schreibtisch/organisationen/neu/")
    fill(page, name=HOUSE)
    page.get_by_role("button", name="Organisation anlegen").last.click()
    page.get_by_role("heading", name=HOUSE, level=1).wait_for()
    page.goto("/schreibtisch/angebote/neu/")
    page.get_by_label("Zu welcher Organisation").fill(HOUSE)
    press(page, "Weiter")
    fill(page, name=OFFER)
    field = page.locator("select[name=main_kind]")
    option = field.locator("option").filter(has_text=re.compile(r"^\W*Tagespflege$")).first
    field.select_option(option.get_attribute("value"))
    for anchor in ("wo", "plaetze"):
        page.locator(f"#{anchor} > summary").click()
    page.locator("#sites-0 details > summary").click()
    fill(page, **{"sites-0-street": STREET, "sites-0-postcode": postcode, "sites-0-town": town})
    page.locator("[name=capacities-0-kind]").select_option(label="Tagespflege")
    fill(page, **{"capacities-0-unit": "Tagespflegeplätze", "capacities-0-maximum": f"{PLACES}"})
    page.get_by_role("button", name="Angebot anlegen").last.click()
    page.get_by_role("heading", name=OFFER, level=1).wait_for()
    press(page, "Als bestätigt eintragen")


def see_change(page: Page, there: Network) -> dict[str, tuple[str, str]]:
    """Before and after of every measured value, by its words; not one stands still."""
    menu(page, "Gremien", there.group)
    tab(page, there.group, "Sitzungen")
    page.get_by_role("region", name="Themenspeicher").get_by_role(
        "link", name=gap_title(there)
    ).click()
    follow(page, "Aus der Planung")
    change = page.get_by_role("region", name=re.compile("^Vorher")).first
    expect(change.get_by_role("table")).to_be_visible()
    rows = change.locator("tbody tr").all()
    told = [
        (row.locator("th").inner_text(), *row.locator("td").all_inner_texts()[:2]) for row in rows
    ]
    return {measure: (before, after) for measure, before, after in told}


def no_picture(_name: str, _first: Locator, _last: Locator) -> None:
    """For networks the handbook does not show."""


def down_to(page: Page, last: str) -> tuple[Locator, Locator]:
    """What a picture shows: from the heading to the first element of this kind."""
    main = page.get_by_role("main")
    return main.get_by_role("heading", level=1), main.locator(last).first
