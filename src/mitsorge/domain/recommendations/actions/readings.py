"""Indicators of a measure and what they showed."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from mitsorge.domain.governance.actions.outcomes import Refused
from mitsorge.domain.recommendations.models import Indicator, Measure, Reading
from mitsorge.domain.recommendations.rules import Quality
from mitsorge.domain.recommendations.rules.duties import KEEPERS, Duty
from mitsorge.domain.recommendations.rules.indicators import (
    PERCENT,
    NothingToDivideBy,
    value_of,
)
from mitsorge.foundation.journal import actions as journal
from mitsorge.foundation.people.models import Account
from mitsorge.foundation.people.permissions import check_holds

FIELDS = (
    *("name", "definition", "numerator", "denominator", "unit", "source", "target_value"),
    *("target_on", "lower_is_better", "suppress_below", "next_reading_on"),
)


@transaction.atomic
def add_indicator(
    *,
    measure_id: int,
    name: str,
    unit: str,
    source: str,
    definition: str = "",
    numerator: str = "",
    denominator: str = "",
    target_value: Decimal | None = None,
    target_on: date | None = None,
    lower_is_better: bool = False,
    suppress_below: int = 0,
    next_reading_on: date | None = None,
    by: Account,
    at: datetime,
) -> Indicator:
    """What shall show an effect. Raises `Refused` without name, unit and source, or for half a fraction."""
    check_holds(by, KEEPERS[Duty.KEEP_MEASURES])
    values: dict[str, Any] = {"name": name, "unit": unit, "source": source}
    values |= {"definition": definition, "numerator": numerator, "denominator": denominator}
    values |= {"target_value": target_value, "target_on": target_on}
    values |= {"lower_is_better": lower_is_better, "suppress_below": suppress_below}
    _check_indicator(values)
    values["next_reading_on"] = next_reading_on
    new = Indicator.objects.create(measure=Measure.objects.get(pk=measure_id), **values)
    journal.record(event="recommendations.indicator.added", subject=new, by=by, at=at)
    return new


@transaction.atomic
def change_indicator(
    *, indicator_id: int, values: Mapping[str, Any], by: Account, at: datetime
) -> None:
    """Changes some of `FIELDS`; what changes nothing leaves no trace."""
    check_holds(by, KEEPERS[Duty.KEEP_MEASURES])
    indicator = Indicator.objects.select_for_update().get(pk=indicator_id)
    now = {name: getattr(indicator, name) for name in FIELDS}
    changes = {n: [now[n], v] for n, v in values.items() if n in now and now[n] != v}
    if not changes:
        return
    _check_indicator({**now, **values})
    Indicator.objects.filter(pk=indicator_id).update(**{n: pair[1] for n, pair in changes.items()})
    plain = {n: [str(v) if v is not None else None for v in pair] for n, pair in changes.items()}
    event = "recommendations.indicator.changed"
    journal.record(event=event, subject=indicator, by=by, at=at, changes=plain)


def _check_indicator(values: Mapping[str, Any]) -> None:
    if not all(str(values[name]).strip() for name in ("name", "unit", "source")):
        raise Refused(_("Eine Kennzahl braucht einen Namen, eine Einheit und eine Quelle."))
    if bool(values["numerator"]) != bool(values["denominator"]):
        raise Refused(_("Zähler und Nenner gehören zusammen. Beschreiben Sie beide oder keinen."))


@transaction.atomic
def read(
    *,
    indicator_id: int,
    on: date,
    value: Decimal | int | None = None,
    numerator: int | None = None,
    denominator: int | None = None,
    is_baseline: bool = False,
    quality: Quality = Quality.LIKELY,
    note: str = "",
    next_reading_on: date | None = None,
    by: Account,
    at: datetime,
) -> Reading:
    """Records one reading; `next_reading_on` says when the next one is due, None: there is none.

    From numerator and denominator the value follows. Neither value nor numerator: "keine Messung", and `note`
    says why. The same reading twice is one; another one of that day is `Refused`.
    """
    check_holds(by, KEEPERS[Duty.KEEP_MEASURES])
    indicator = Indicator.objects.select_for_update().get(pk=indicator_id)
    if numerator is not None:
        value = _value(indicator, numerator, denominator)
    fields: dict[str, Any] = {"numerator": numerator, "denominator": denominator}
    fields |= {"is_baseline": is_baseline}
    fields |= {"quality": quality, "note": note.strip()}
    fields["value"] = None if value is None else Decimal(value)
    _check_reading(fields, on, at)
    if known := indicator.readings.filter(on=on).first():
        return _same(known, fields)
    _check_baseline(indicator, is_baseline)
    new = Reading.objects.create(indicator=indicator, on=on, recorded_at=at, **fields)
    Indicator.objects.filter(pk=indicator_id).update(next_reading_on=next_reading_on)
    journal.record(event="recommendations.reading.recorded", subject=new, by=by, at=at)
    return new


def _value(indicator: Indicator, numerator: int, denominator: int | None) -> Decimal:
    if indicator.unit == PERCENT and denominator and numerator > denominator:
        raise Refused(_("Der Zähler ist größer als der Nenner. Bitte prüfen Sie beide."))
    try:
        return value_of(numerator, denominator, indicator.unit)
    except NothingToDivideBy:
        raise Refused(
            _(
                "Der Nenner ist null: daraus wird kein Wert. "
                "Tragen Sie „keine Messung“ ein und sagen Sie, warum."
            )
        ) from None


def _check_reading(fields: Mapping[str, Any], on: date, at: datetime) -> None:
    if on > timezone.localdate(at):
        raise Refused(_("Dieser Tag liegt in der Zukunft. Von wann ist der Wert?"))
    if fields["value"] is None and not fields["note"]:
        raise Refused(_("Ohne Wert brauchen wir den Grund: Warum gab es keine Messung?"))


def _same(known: Reading, fields: Mapping[str, Any]) -> Reading:
    if all(getattr(known, name) == value for name, value in fields.items()):
        return known
    day = date_format(known.on)
    raise Refused(_("Vom %(day)s steht schon ein Messwert da. Berichtigen Sie ihn.") % {"day": day})


def _check_baseline(indicator: Indicator, is_baseline: bool) -> None:
    if is_baseline and indicator.readings.filter(is_baseline=True).exists():
        raise Refused(_("Es gibt schon einen Ausgangswert. Zwei Anfänge kann es nicht geben."))


@transaction.atomic
def correct(
    *,
    reading_id: int,
    value: Decimal | int | None = None,
    numerator: int | None = None,
    denominator: int | None = None,
    quality: Quality = Quality.LIKELY,
    note: str = "",
    why: str,
    by: Account,
    at: datetime,
) -> None:
    """Puts a wrong reading right; the journal keeps the old value and `why`. Raises `Refused` without `why`."""
    check_holds(by, KEEPERS[Duty.KEEP_MEASURES])
    reading = Reading.objects.select_related("indicator").get(pk=reading_id)
    if not why.strip():
        raise Refused(_("Sagen Sie bitte, warum der Messwert falsch war."))
    if numerator is not None:
        value = _value(reading.indicator, numerator, denominator)
    fields: dict[str, Any] = {"numerator": numerator, "denominator": denominator}
    fields |= {"quality": quality, "note": note.strip()}
    fields["value"] = None if value is None else Decimal(value)
    _check_reading(fields, reading.on, at)
    changes = {
        name: [_told(getattr(reading, name)), _told(new)]
        for name, new in fields.items()
        if getattr(reading, name) != new
    }
    Reading.objects.filter(pk=reading_id).update(**fields, recorded_at=at)
    event = "recommendations.reading.changed"
    journal.record(event=event, subject=reading, by=by, at=at, why=why, changes=changes)


def _told(value: Any) -> Any:
    return str(value) if isinstance(value, Decimal) else value
