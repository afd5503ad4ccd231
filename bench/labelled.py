"""Sets of entries of which it is known what is the same twice: records, and the true pairs by their places."""

import csv
import gzip
import io
import itertools
import pathlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mitsorge.domain.duplicates.rules.records import Record

FOLDER = pathlib.Path("../shared/data/linkage")


@dataclass(frozen=True)
class Labelled:
    """`truth`: pairs of places (first < second). `one_to_one`: two lists, each without duplicates of its own."""

    name: str
    records: Sequence[Record]
    truth: frozenset[tuple[int, int]]
    one_to_one: bool = False


def _rows(path: str, *, escape: str | None = None, quote: str = '"') -> list[dict[str, str]]:
    file = FOLDER / path
    packed = file.read_bytes()
    text = (gzip.decompress(packed) if file.suffix == ".gz" else packed).decode()
    with io.StringIO(text) as opened:
        reader = csv.DictReader(opened, skipinitialspace=True, escapechar=escape, quotechar=quote)
        return [
            {key.strip(): (value or "").strip() for key, value in row.items()} for row in reader
        ]


def _pairs_of(entities: Iterable[object]) -> frozenset[tuple[int, int]]:
    places: dict[object, list[int]] = defaultdict(list)
    for place, entity in enumerate(entities):
        places[entity].append(place)
    return frozenset(pair for group in places.values() for pair in itertools.combinations(group, 2))


def fodors_zagats() -> Labelled:
    files = (f"fodors_zagats/{name}.csv" for name in ("fodors", "zagats"))
    lists = [_rows(file, escape="\\", quote="'") for file in files]
    records = [
        Record(
            key=place,
            name=row["name"],
            street=row["addr"],
            town=row["city"],
            phones=(row["phone"],),
            kinds=(row["type"],),
            source=source,
        )
        for place, (source, row) in enumerate(
            (source, row)
            for source, rows in zip(("fodors", "zagats"), lists, strict=True)
            for row in rows
        )
    ]
    first = {row["id"]: place for place, row in enumerate(lists[0])}
    second = {row["id"]: place + len(first) for place, row in enumerate(lists[1])}
    matches = _rows("fodors_zagats/matches_fodors_zagats.csv")
    truth = frozenset((first[row["fodors_id"]], second[row["zagats_id"]]) for row in matches)
    return Labelled("fodors_zagats", records, truth, one_to_one=True)


def chicago() -> Labelled:
    rows = _rows("chicago_early_childhood/csv_example_input_with_true_ids.csv.gz")
    records = [
        Record(
            key=place,
            name=row["Site name"],
            street=row["Address"],
            postcode=row["Zip"],
            phones=(row["Phone"],) if row["Phone"] else (),
            websites=(row["Website"],) if "." in row["Website"] else (),
            kinds=(row["Program Name"],) if row["Program Name"] else (),
            source=row["Source"],
        )
        for place, row in enumerate(rows)
    ]
    return Labelled("chicago", records, _pairs_of(row["True Id"] for row in rows))


def _person(place: int, row: dict[str, str], source: str) -> Record:
    return Record(
        key=place,
        name=f"{row['given_name']} {row['surname']}".strip(),
        street=f"{row['address_1']} {row['street_number']}, {row['address_2']}".strip(" ,"),
        postcode=row["postcode"],
        town=row["suburb"],
        numbers=(row["date_of_birth"],) if row["date_of_birth"] else (),
        source=source,
    )


def _febrl(name: str, files: Sequence[str], *, one_to_one: bool) -> Labelled:
    """Without the social security number: with it there would be nothing to find out."""
    rows = [(file, row) for file in files for row in _rows(f"febrl/{file}.csv.gz")]
    records = [_person(place, row, file) for place, (file, row) in enumerate(rows)]
    entities = (row["rec_id"].split("-")[1] for _file, row in rows)
    return Labelled(name, records, _pairs_of(entities), one_to_one)


def febrl1() -> Labelled:
    return _febrl("febrl1", ("dataset1",), one_to_one=False)


def febrl2() -> Labelled:
    return _febrl("febrl2", ("dataset2",), one_to_one=False)


def febrl3() -> Labelled:
    return _febrl("febrl3", ("dataset3",), one_to_one=False)


def febrl4() -> Labelled:
    return _febrl("febrl4", ("dataset4a", "dataset4b"), one_to_one=True)


def abt_buy() -> Labelled:
    """Goods with one long name: nothing the rules were made for; no result here changed them."""
    lists = [_rows(f"abt_buy/AbtBuy_{name}.csv.gz") for name in ("Abt", "Buy")]
    records, entities = [], []
    for source, rows in zip(("abt", "buy"), lists, strict=True):
        for row in rows:
            records.append(Record(key=len(records), name=row["title"], source=source))
            entities.append(row["unique_id"])
    across = frozenset(
        (a, b) for a, b in _pairs_of(entities) if records[a].source != records[b].source
    )
    return Labelled("abt_buy", records, across, one_to_one=True)
