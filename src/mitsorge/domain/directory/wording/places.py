"""Free places in words: how many, and for whom."""

from collections.abc import Iterator
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mitsorge.domain.directory.rules import places
from mitsorge.domain.directory.wording.codes import SEX
from mitsorge.domain.directory.wording.hours import WEEKDAY


def places_count(available: int | None, *, on_request: bool) -> str:
    """ "2 frei", "voll" or "auf Anfrage"; empty where nothing was said."""
    if on_request:
        return _("auf Anfrage")
    if available is None:
        return ""
    return _("%(n)s frei") % {"n": available} if available else _("voll")


def places_period(row: Any) -> str:
    """From when until when, as a report or a draft says it; empty for "now, until further notice"."""
    first, last = (date_format(day) if day else "" for day in (row.free_from, row.free_to))
    if first and last:
        return _("ab %(first)s bis %(last)s") % {"first": first, "last": last}
    if first:
        return _("ab %(first)s") % {"first": first}
    return _("bis %(last)s") % {"last": last} if last else ""


def places_terms(row: Any) -> list[str]:
    """The conditions of a report or a draft, one by one, in fixed words; its free text is not among them."""
    return [str(words) for words in _terms(row) if words]


def _terms(row: Any) -> Iterator[Any]:
    days = places.weekdays_of(row.weekdays)
    yield ", ".join(str(WEEKDAY[places.WEEKDAYS.index(day)]) for day in days)
    if row.hours_per_week is not None:
        yield ngettext(
            "%(n)s Stunde in der Woche", "%(n)s Stunden in der Woche", row.hours_per_week
        ) % {"n": row.hours_per_week}
    if row.postcodes:
        yield _("in %(postcodes)s") % {"postcodes": row.postcodes}
    if row.care_grade_from:
        yield _("ab Pflegegrad %(grade)s") % {"grade": row.care_grade_from}
    if row.dementia_fit:
        yield _("für Menschen mit Demenz geeignet")
    if row.single_room:
        yield _("Einzelzimmer")
    yield SEX.get(row.sex, "")
