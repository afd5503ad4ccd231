"""The evidence of a finding as rows of a table, and the frozen one beside the present."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from mitsorge.domain.planning import wording
from mitsorge.domain.planning.models import Finding
from mitsorge.domain.planning.queries.findings import Present, about_of
from mitsorge.domain.planning.rules import Confidence, FindingKind
from mitsorge.domain.planning.rules.evidence import Found, Measure, Reading, evidence_from
from mitsorge.domain.planning.wording.findings import (
    MEASURE,
    against,
    is_close,
    people,
    percent,
    reading_words,
    sentence,
    whole,
    with_stale_words,
)
from mitsorge.domain.planning.wording.numbers import amount
from mitsorge.face.exports.sheets import Sheet
from mitsorge.face.exports.source import Source

DOTS = {Confidence.HINT: 1, Confidence.LIKELY: 2, Confidence.SECURED: 3}


@dataclass(frozen=True)
class EvidenceRow:
    """One measured value as the page shows it; every field is words."""

    measure: str
    value: str
    limit: str
    numerator: str
    denominator: str
    with_stale: str
    source: str
    as_of: date | None
    quality: str


def evidence_rows(found: Found) -> list[EvidenceRow]:
    return [_row(found, reading) for reading in found.evidence.readings]


def _row(found: Found, reading: Reading) -> EvidenceRow:
    numerator, denominator = _parts(reading, found.age_from)
    return EvidenceRow(
        measure=str(MEASURE[reading.measure]),
        value=reading_words(reading, reading.value),
        limit=limit_words(reading, found.kind),
        numerator=numerator,
        denominator=denominator,
        with_stale=with_stale_words(reading),
        source=reading.source,
        as_of=reading.as_of,
        quality=str(wording.QUALITY[reading.quality]),
    )


def evidence_sheet(found: Found, title: str) -> Sheet:
    """The same rows as a file, with the sentence and what speaks against it."""
    head = [_("Was gemessen ist"), _("Wert"), _("Maßstab"), _("Zähler"), _("Nenner"), _("mit unbestätigten")]  # fmt: skip
    told = evidence_rows(found)
    rows = [
        [row.measure, row.value, row.limit, row.numerator, row.denominator, row.with_stale]
        for row in told
    ]
    sources = [
        Source(what=row.measure, table=row.source, as_of=row.as_of, quality=row.quality)
        for row in told
    ]
    limits = Source(
        what=_("Maßstab"), table=found.evidence.yardstick, as_of=found.evidence.valid_from
    )
    notes = [sentence(found), *against(found.evidence)]
    return Sheet(title, [*sources, limits], head, rows, notes)


def _parts(reading: Reading, age: int) -> tuple[str, str]:
    if reading.measure == Measure.FAR:
        far = people(reading.numerator, reading.denominator)
        lives = {"n": people(reading.denominator), "age": age}
        return _("%(n)s Menschen") % {"n": far}, _("%(n)s Menschen ab %(age)s") % lives
    places = _("%(n)s Plätze") % {"n": whole(reading.numerator)}
    if reading.measure == Measure.PLACES:
        lives = {"n": people(reading.denominator * 1000), "age": age}
        return places, _("%(n)s Menschen ab %(age)s") % lives
    return places, _("%(n)s Plätze") % {"n": amount(reading.denominator)}


def limit_words(reading: Reading, kind: str) -> str:
    """What the yardstick asks for: "höchstens 15 km", "mindestens 80 %"."""
    if reading.measure == Measure.FAR:
        return _("höchstens %(n)s km") % {"n": amount(reading.limit)}
    told = percent(reading.limit)
    if reading.measure == Measure.PLACES:
        told = _("%(n)s je 1.000") % {"n": amount(reading.limit)}
    most = _("höchstens %(n)s") if kind == FindingKind.OVERLAP else _("mindestens %(n)s")
    return most % {"n": told}


@dataclass(frozen=True)
class Since:
    """One value then and now. `now` empty: it is not measured today."""

    measure: str
    then: str
    now: str
    change: str


@dataclass(frozen=True)
class Handed:
    """A finding that was handed on, beside the present. `over`: the present computation finds it no longer."""

    finding: Finding
    on: date
    rows: Sequence[Since]
    over: bool


def handed(finding: Finding, now: Present) -> Handed:
    """The frozen evidence against the present computation (no query)."""
    about = (
        FindingKind(finding.kind),
        finding.term.code,
        finding.planning_area.code,
        finding.age_from,
    )
    evidence = evidence_from(finding.evidence)
    present = {reading.measure: reading for reading in now.readings.get(about, ())}
    rows = tuple(_since(evidence.readings, present))
    over = bool(present) and all(about_of(each) != about for each in now.found)
    return Handed(finding, evidence.on, rows, over)


def since_sheet(then: Handed, title: str) -> Sheet:
    """The frozen evidence beside the present, as a file."""
    day = date_format(then.on, "j. F Y")
    head = [_("Was gemessen ist"), _("Vorher, %(day)s") % {"day": day}, _("Heute"), _("Unterschied")]  # fmt: skip
    rows = [
        [row.measure, row.then, row.now or _("heute nicht gemessen"), row.change or "–"]
        for row in then.rows
    ]
    source = Source(what=title, as_of=then.on, method=then.finding.sentence)
    return Sheet(_("%(title)s, vorher und nachher") % {"title": title}, [source], head, rows)


def _since(then: Sequence[Reading], now: dict[Measure, Reading]) -> Iterator[Since]:
    for before in then:
        after = now.get(before.measure)
        words = reading_words(before, before.value)
        if after is None:
            yield Since(str(MEASURE[before.measure]), words, "", "")
            continue
        today = reading_words(after, after.value)
        if before.measure == Measure.FAR and is_close(before.value, after.value):
            today = words
        yield Since(
            str(MEASURE[before.measure]), words, today, _change(words, today, before, after)
        )


def _change(words: str, today: str, before: Reading, after: Reading) -> str:
    """Told only where the words differ: a change of fewer than the limit stays hidden."""
    if words == today:
        return _("unverändert")
    return _("mehr") if after.value > before.value else _("weniger")
