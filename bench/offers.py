"""German offers of which some stand there two to four times, written differently each time: the same every time.

Places are real (postcodes of Germany, streets of Leipzig), owners, houses and numbers are invented. What is typical
for such lists is in it: one owner with one switchboard and one domain for many houses, several kinds of offer in
one house, chains with the same name in every town, houses numbered or called after the points of the compass.
The rules were mended after a look at their errors here: no blind check (see `bench.faults`).
"""

import csv
import gzip
import itertools
import pathlib
import random
import string
from dataclasses import replace

from bench.faults import KINDS, spoiled
from bench.labelled import Labelled
from mitsorge.domain.duplicates.rules.records import Record

SHARED = pathlib.Path("../shared/data")
HOUSES = (
    "Abendsonne", "Lindenhof", "Mühlenfließ", "Burgwiesen", "Storchennest", "Rosengarten", "Am Markt", "Seeblick",
    "Kastanienallee", "Sonnenuhr", "Birkengrund", "Alte Schule", "Regenbogen", "Morgentau", "Weidenkorb", "St. Marien",
    "Brückenschlag", "Lichtblick", "Dreiklang", "Wegwarte", "Apfelbaum", "Silberdistel", "Eulenturm", "Windmühle",
    "St. Elisabeth", "Maria Hilf", "Haus Bethanien", "Am Stadtpark", "Zur Linde", "Herbstlaub", "Großes Haus", "Süßkirsche",
)  # fmt: skip
CHAINS = (
    "AWO Kreisverband {town} e. V.", "DRK Kreisverband {town} e.V.", "Caritasverband {town} e. V.", "Diakonie {town} gGmbH",
    "ASB Regionalverband {town}", "Volkssolidarität {town} e. V.", "Johanniter-Unfall-Hilfe e. V. {town}", "Malteser {town}",
)  # fmt: skip
OWNERS = (
    "{house} Pflege GmbH", "Pflegeteam {family} GmbH", "Haus {house} gGmbH", "{family} & {family2} GbR", "Stiftung {house}",
    "Nachbarn in {town} e. V.", "Krankenpflege {family}", "Sozialwerk {house} gGmbH", "Gemeinde {town}", "Pflegedienst {family}",
)  # fmt: skip
FREEMAIL = ("web.de", "gmx.de", "t-online.de", "gmail.com")


def offers(size: int, *, seed: int = 20261122) -> Labelled:
    """About `size` offers; every tenth stands there again, some of them twice or three times more."""
    draw = random.Random(seed)
    fresh = _Maker(draw)
    records: list[Record] = []
    entities: list[int] = []
    for entity, record in enumerate(itertools.chain.from_iterable(fresh.owners())):
        copies = draw.choices((0, 1, 2, 3), (89, 8, 2, 1))[0]
        for written in (record, *(spoiled(record, draw) for _copy in range(copies))):
            records.append(written)
            entities.append(entity)
        if len(records) >= size:
            break
    order = list(range(len(records)))
    draw.shuffle(order)
    shuffled = [replace(records[at], key=place) for place, at in enumerate(order)]
    groups: dict[int, list[int]] = {}
    for place, at in enumerate(order):
        groups.setdefault(entities[at], []).append(place)
    truth = frozenset(
        pair for group in groups.values() for pair in itertools.combinations(group, 2)
    )
    return Labelled(f"offers_{size // 1000}k", shuffled, truth)


class _Maker:
    """Draws owners with their houses and the offers in them."""

    def __init__(self, draw: random.Random) -> None:
        self.draw = draw
        self.towns = _towns()
        with (SHARED / "leipzig/leipzig_strassen.csv").open(encoding="utf-8") as file:
            self.streets = sorted(
                {street for row in csv.reader(file) for street in row[:1] if _is_street(street)}
            )
        self.families = _families(draw)

    def owners(self):
        while True:
            yield list(self.owner())

    def owner(self):
        draw = self.draw
        home = draw.choice(self.towns)
        words = {
            "town": home[1],
            "house": draw.choice(HOUSES),
            "family": draw.choice(self.families),
            "family2": draw.choice(self.families),
        }
        name = draw.choice(CHAINS if draw.random() < 0.35 else OWNERS).format(**words)
        switchboard = self.phone()
        host = _host(name, draw)
        for _house in range(min(int(draw.paretovariate(1.3)), 25)):
            town = home if draw.random() < 0.6 else draw.choice(self.towns)
            yield from self.house(name, switchboard, host, town)

    def house(self, owner: str, switchboard: str, host: str, town: tuple):
        draw = self.draw
        street = f"{draw.choice(self.streets)} {draw.randint(1, 180)}{draw.choice(['', '', '', '', ' a', 'b'])}"
        called = draw.choice(
            [
                *HOUSES,
                draw.choice(self.families),
                f"{draw.choice(HOUSES)} {draw.choice(['I', 'II', 'Nord', 'Süd', '1', '2'])}",
            ]
        )
        latitude, longitude = town[2] + draw.gauss(0, 0.02), town[3] + draw.gauss(0, 0.03)
        for kind in draw.sample(KINDS, draw.choices((1, 2, 3, 4), (60, 25, 10, 5))[0]):
            name = self.offer_name(kind, called, owner, town[1])
            yield Record(
                key=0, name=name, street=street, postcode=town[0], town=town[1], latitude=latitude, longitude=longitude,
                phones=(switchboard if draw.random() < 0.4 else self.phone(),),
                emails=(f"{draw.choice(['info', 'kontakt', 'pflege', 'post'])}@{host}",) if draw.random() < 0.6 else (),
                websites=(f"https://www.{host}/",) if host not in FREEMAIL and draw.random() < 0.6 else (),
                kinds=(kind,), source="list",
            )  # fmt: skip

    def offer_name(self, kind: str, called: str, owner: str, town: str) -> str:
        form = self.draw.choice(
            (
                "{kind} {called}",
                "{kind} {called}",
                "{owner} {kind}",
                "{owner} - {kind} {called}",
                "{kind} {town}",
                "{called}",
                "{owner}",
            )
        )
        return form.format(kind=kind, called=called, owner=owner, town=town)

    def phone(self) -> str:
        return f"0{self.draw.randint(2010, 9999)} {self.draw.randint(10_000, 9_999_999)}"


def _towns() -> list[tuple[str, str, float, float]]:
    """(postcode, place, latitude, longitude); places of large customers of the post are left out."""
    with gzip.open(SHARED / "geo/plz_geonames_de.csv.gz", "rt", encoding="utf-8") as file:
        where = {row["zipcode"]: row for row in csv.DictReader(file) if row["latitude"]}
    with gzip.open(SHARED / "geo/plz_ort_ags_osm.csv.gz", "rt", encoding="utf-8") as file:
        towns = sorted({(row["plz"], row["ort"]) for row in csv.DictReader(file)})
    return [
        (code, town, float(where[code]["latitude"]), float(where[code]["longitude"]))
        for code, town in towns
        if code in where
    ]


def _is_street(text: str) -> bool:
    return (
        text[:1].isupper()
        and " " not in text[:2]
        and len(text) > 5
        and not any(c in text for c in ":/_<>0123456789")
    )


def _families(draw: random.Random) -> list[str]:
    starts = [
        "Ber",
        "Hoff",
        "Wag",
        "Schrö",
        "Krau",
        "Löw",
        "Stein",
        "Zim",
        "Neu",
        "Kö",
        "Bau",
        "Rich",
        "Lan",
        "Wei",
        "Schu",
        "Mei",
        "Fran",
        "Al",
        "Vog",
        "Ha",
        "Ru",
        "Gro",
        "Thie",
        "Bött",
    ]
    ends = [
        "mann",
        "ner",
        "bach",
        "der",
        "hardt",
        "ling",
        "brecht",
        "meister",
        "wald",
        "se",
        "cher",
        "big",
        "stein",
        "ert",
        "hagen",
        "ke",
        "ler",
        "nig",
    ]
    return sorted(
        {start + draw.choice(["", "", "e", "en", "i"]) + end for start in starts for end in ends}
    )


def _host(name: str, draw: random.Random) -> str:
    if draw.random() < 0.15:
        return draw.choice(FREEMAIL)
    letters = "".join(char for char in name.lower() if char in string.ascii_lowercase)
    return f"{letters[:24]}{draw.randint(1, 999)}.example"
