"""The open data beside the project, and small tables in the published shapes."""

import csv
import gzip
import json
from pathlib import Path

from mitsorge.foundation.places.models import Body, Municipality, PlanningArea

POPULATION = "data/population/12411-0018_bevoelkerung_kreise_2015_2020.csv.gz"
PROJECTION = (
    "data/population/12421-0002_vorausberechnung_DE_alter_geschlecht_2020_2050_G2L2W1.csv.gz"
)
CARE = "data/care/22411-02-03-4_pflegebeduerftige_kreise_leistungsart_2015_2017_2019.csv.gz"
REGISTER = "data/geo/GV100AD_301123.txt.gz"
GRID = "data/population/zensus2022_100m_thueringen_16.gpkg.xz"
QUARTERS = "data/leipzig/leipzig_statistik_ortsteile_2000_2023.csv.gz"
OUTLINES = "data/geo/gemeinden_4_regionen.geojson"
LEIPZIG = "data/leipzig/leipzig_ortsteile_63.geojson"


def a_body(ags: str, name: str = "Landkreis", land: str = "TH") -> Body:
    kind = "CITY" if len(ags) == 8 else "COUNTY"
    return Body.objects.create(name=name, kind=kind, ags=ags, land=land)


def municipalities(shared: Path, ags: str) -> list[Municipality]:
    """The municipalities of a Kreis with their outlines."""
    features = json.loads((shared / OUTLINES).read_text("utf-8"))["features"]
    rows = [
        Municipality(
            ags=f["properties"]["ags"], name=f["properties"]["name"], outline=f["geometry"]
        )
        for f in features
        if f["properties"]["ags"].startswith(ags)
    ]
    return Municipality.objects.bulk_create(rows)


def an_area(body: Body, code: str, name: str, parts=(), **more) -> PlanningArea:
    area = PlanningArea.objects.create(
        code=code, name=name, kind=more.pop("kind", "REGION"), body=body,
        active_from="2020-01-01", **more,
    )  # fmt: skip
    area.municipalities.set(parts)
    return area


def the_quarters(shared: Path) -> Body:
    """Leipzig with its 63 quarters."""
    body = a_body("14713000", "Stadt Leipzig", "SN")
    for feature in json.loads((shared / LEIPZIG).read_text("utf-8"))["features"]:
        facts = feature["properties"]
        an_area(body, str(facts["ot_nr"]), facts["name"], kind="QUARTER")
    return body


def read_gz(path: Path) -> bytes:
    with gzip.open(path) as file:
        return file.read()


def genesis(table: str, *lines: str) -> bytes:
    """A GENESIS table in latin-1 with its foot."""
    foot = ["__________", "Ab 2011: Ergebnisse auf Grundlage des Zensus 2011.", "Stand: 17.08.2021"]
    return "\r\n".join([f"GENESIS-Tabelle: {table}", *lines, *foot]).encode("latin-1")


def population(*lines: str, ages: str = "unter 65 Jahre;65 Jahre und mehr") -> bytes:
    """12411 with two age groups per sex."""
    return genesis(
        "12411-0018",
        "Bevölkerung: Kreise, Stichtag, Geschlecht, Altersgruppen;;;;;;",
        "Fortschreibung des Bevölkerungsstandes;;;;;;",
        "Bevölkerungsstand (Anzahl);;;;;;",
        ";;;männlich;männlich;weiblich;weiblich",
        f";;;{ages};{ages}",
        *lines,
    )


def care(*lines: str) -> bytes:
    """22411 with four columns."""
    return genesis(
        "22411-02-03-4",
        "Pflegebedürftige nach Leistungsart und Geschlecht;;;;;;;",
        "Pflegestatistik;;;;;;;",
        ";;;;Pflegebedürftige;mit erheblich eingeschränkter Alltagskompetenz;ambulante Pflege;Pflegegeldempfänger",
        ";;;;Anzahl;Anzahl;Anzahl;Anzahl",
        *lines,
    )


def rows_of(text: str, delimiter: str = ",") -> list[dict[str, str]]:
    return list(csv.DictReader(text.splitlines(), delimiter=delimiter))
