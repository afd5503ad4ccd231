"""A new series beside those that are there: labels that lie, and sources that contradict each other."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext as _

from mitsorge.domain.planning.queries.figures import series_about, tables_of
from mitsorge.domain.planning.rules import Level, Sex, Subject
from mitsorge.domain.planning.rules.bands import Band, likely_start, recut
from mitsorge.domain.planning.rules.merging import current_kreis
from mitsorge.domain.planning.rules.tables import SEXES, Place, Row, Table
from mitsorge.domain.planning.wording.numbers import rounded
from mitsorge.domain.planning.wording.remarks import age_words
from mitsorge.doors.imports.figures.keeping import Kept, Ours
from mitsorge.doors.imports.figures.read import Trap, TrapKind

TOLERANCE = 0.06
"""A share of an age group may differ by so much of itself: three years apart it changes by less."""
PEOPLE_TOLERANCE = 0.03
"""Two counts of the same people may differ by so much: the census of 2022 was 1.6 % off the register."""
YEARS_APART = 3
EVERYBODY = Band()

Ages = dict[Band, float]


def compared(kept: Kept, subject: object, mine: Ours) -> list[Trap]:
    """Traps for population figures that do not fit a stored series of the Kreis (3 queries)."""
    if subject != Subject.POPULATION or not kept.figures or not mine.kreis:
        return []
    stored = {each.pk: each for each in series_about(Subject.POPULATION)}
    tables = tables_of(stored, mine.kreis)
    year, ages = _of_the_kreis(kept, mine)
    beside = _beside(tables, mine.kreis, year, finer_than=len(ages))
    if not ages or beside is None:
        return []
    number, other_year, official = beside
    title = f"„{stored[number].title}“ ({other_year})"
    return [*_labels(ages, official, title), *_people(ages, official, title, year - other_year)]


def _of_the_kreis(kept: Kept, mine: Ours) -> tuple[int, Ages]:
    """The last year of the file, summed over the finest level that covers the Kreis; empty where parts are missing."""
    year = max(kept.years)
    for level, parts in _parts(mine):
        rows: dict[str, dict[Band, dict[Sex, float | None]]] = defaultdict(
            lambda: defaultdict(dict)
        )
        for each in kept.figures:
            if each.level == level and each.year == year:
                code = _code(level, each.area_code)
                rows[code][Band(each.age_from, each.age_to)][each.sex] = each.value
        if rows and parts <= rows.keys():
            return year, _summed(rows)
    return year, {}


def _parts(mine: Ours) -> list[tuple[Level, set[str]]]:
    kreis = {mine.kreis} if mine.kreis else set()
    towns = set(mine.keys[Level.MUNICIPALITY])
    return [(Level.KREIS, kreis), (Level.MUNICIPALITY, towns), (Level.AREA, set(mine.finest))]


def _code(level: Level, code: str) -> str:
    return current_kreis(code, date.max) if level == Level.KREIS else code


def _summed(rows: Mapping[str, Mapping[Band, Mapping[Sex, float | None]]]) -> Ages:
    found: dict[Band, float] = defaultdict(float)
    for bands in rows.values():
        for band, by_sex in bands.items():
            values = (
                [by_sex[s] for s in SEXES] if set(SEXES) <= by_sex.keys() else [*by_sex.values()]
            )
            if None in values:
                return {}
            found[band] += sum(value or 0.0 for value in values)
    return dict(found)


def _beside(
    tables: Mapping[int, Table], kreis: str, year: int, *, finer_than: int
) -> tuple[int, int, Ages] | None:
    """The stored series nearest in years that tells most ages apart: (its id, its year, its people)."""
    found: list[tuple[int, int, int, int, Ages]] = []
    place: Place = (Level.KREIS, kreis)
    for number, table in tables.items():
        for other in table.years([place]):
            ages = _known(table.row(place, other, Sex.BOTH))
            if ages and abs(other - year) <= YEARS_APART:
                found.append((-len(ages), abs(other - year), number, other, ages))
    if not found:
        return None
    _finest, _apart, number, other, ages = min(found, key=lambda each: each[:4])
    return number, other, ages


def _known(row: Row) -> Ages:
    known = {band: value for band, value in row.items() if value is not None}
    return known if len(known) == len(row) else {}


def _labels(ages: Ages, official: Ages, title: str) -> list[Trap]:
    """Open age groups whose share does not fit the stored one, with the label that would fit."""
    people = _whole(ages)
    found = []
    for band, value in ages.items():
        share = recut(official, [band, EVERYBODY]).values
        wanted, whole = share.get(band), share.get(EVERYBODY)
        if band.age_to is None and band.age_from and wanted and whole and people:
            off = (value / people) / (wanted / whole) - 1
            if abs(off) > TOLERANCE:
                found.append(_mislabelled(band, value / people, wanted / whole, official, title))
    return found


def _whole(ages: Ages) -> float | None:
    return recut(ages, [EVERYBODY]).values.get(EVERYBODY)


def _mislabelled(band: Band, share: float, wanted: float, official: Ages, title: str) -> Trap:
    words = {
        "band": age_words(band),
        "share": rounded(share * 100, 1),
        "wanted": rounded(wanted * 100, 1),
        "title": title,
    }
    sentence = _(
        "„%(band)s“ passt nicht zu %(title)s: hier %(share)s %% der Menschen, dort %(wanted)s %%."
    )
    start = likely_start(share, official)
    if start and start != band.age_from:
        words["likely"] = age_words(Band(start))
        sentence += " " + _("Besser passt „%(likely)s“. Vielleicht ist die Spalte falsch benannt.")
    return Trap(TrapKind.MISLABELLED, sentence % words)


def _people(ages: Ages, official: Ages, title: str, apart: int) -> list[Trap]:
    """Everybody of the Kreis beside the stored count."""
    here, there = _whole(ages), _whole(official)
    if not here or not there or abs(here / there - 1) <= PEOPLE_TOLERANCE * (1 + abs(apart) / 3):
        return []
    sentence = _(
        "Zwei Quellen widersprechen sich: hier leben %(here)s Menschen im Kreis, in %(title)s %(there)s."
    )
    words = {"here": _n(here), "there": _n(there), "title": title}
    return [Trap(TrapKind.CONTRADICTION, sentence % words)]


def _n(value: float) -> str:
    return rounded(value)
