"""Opening hours as lines: "Montag bis Freitag, 8 bis 16 Uhr"."""

from collections.abc import Iterable
from datetime import date, time

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mitsorge.domain.directory.rules.hours import (
    EVERY_DAY,
    Opening,
    Pattern,
    Rhythm,
    Slot,
    holds,
    openings,
)

WEEKDAY = (
    gettext_lazy("Montag"),
    gettext_lazy("Dienstag"),
    gettext_lazy("Mittwoch"),
    gettext_lazy("Donnerstag"),
    gettext_lazy("Freitag"),
    gettext_lazy("Samstag"),
    gettext_lazy("Sonntag"),
)
NTH = {
    1: gettext_lazy("1."),
    2: gettext_lazy("2."),
    3: gettext_lazy("3."),
    4: gettext_lazy("4."),
    5: gettext_lazy("5."),
    -1: gettext_lazy("letzten"),
    -2: gettext_lazy("vorletzten"),
}


def opening_lines(slots: Iterable[Slot], *, on: date) -> list[str]:
    """The lines that hold on a day: the week first, then rarer days, then "nach Vereinbarung"."""
    given = [slot for slot in slots if holds(slot, on=on)]
    lines = [_line(opening) for opening in openings(given, on=on)]
    lines += [_unruled(slot) for slot in given if not slot.rrule]
    return list(dict.fromkeys(lines))


def _unruled(slot: Slot) -> str:
    words = _("nach Vereinbarung") if slot.by_appointment else ""
    return ", ".join(part for part in (words, slot.description) if part)


def _line(opening: Opening) -> str:
    if opening.pattern.rhythm is Rhythm.OTHER:
        head = opening.description or _("zu wechselnden Zeiten")
        return ", ".join(part for part in (head, _spans(opening)) if part)
    parts = (_days(opening.pattern), _spans(opening), opening.description)
    return ", ".join(part for part in parts if part)


def _days(pattern: Pattern) -> str:
    if pattern.rhythm is Rhythm.MONTHLY:
        nths = _and([str(NTH.get(nth, f"{nth}.")) for nth in pattern.nths])
        day = str(WEEKDAY[pattern.days[0]])
        if pattern.interval == 1:
            return _("jeden %(nths)s %(day)s im Monat") % {"nths": nths, "day": day}
        return _("alle %(n)s Monate am %(nths)s %(day)s") % {
            "n": pattern.interval,
            "nths": nths,
            "day": day,
        }
    days = _and([_run(run) for run in _runs(pattern.days)])
    if pattern.interval > 1:
        return _("alle %(n)s Wochen %(days)s") % {"n": pattern.interval, "days": days}
    return _("täglich") if pattern.days == EVERY_DAY else days


def _runs(days: tuple[int, ...]) -> list[list[int]]:
    runs: list[list[int]] = []
    for day in days:
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return [part for run in runs for part in ([run] if len(run) > 2 else [[day] for day in run])]


def _run(run: list[int]) -> str:
    first = str(WEEKDAY[run[0]])
    if len(run) == 1:
        return first
    return _("%(first)s bis %(last)s") % {"first": first, "last": str(WEEKDAY[run[-1]])}


def _spans(opening: Opening) -> str:
    spans = [span for span in opening.spans if span != (None, None)]
    if not spans:
        return ""
    if spans == [(time(0), time(0))] or spans == [(time(0), time(23, 59))]:
        return _("rund um die Uhr")
    return _("%(spans)s Uhr") % {"spans": _and([_span(*span) for span in spans])}


def _span(opens_at: time | None, closes_at: time | None) -> str:
    if opens_at is None:
        return _("bis %(end)s") % {"end": _clock(closes_at)}
    if closes_at is None:
        return _("ab %(start)s") % {"start": _clock(opens_at)}
    return _("%(start)s bis %(end)s") % {"start": _clock(opens_at), "end": _clock(closes_at)}


def _clock(at: time | None) -> str:
    if at is None:
        return ""
    return f"{at.hour}:{at.minute:02}" if at.minute else str(at.hour)


def _and(parts: list[str]) -> str:
    if len(parts) < 2:
        return "".join(parts)
    return _("%(some)s und %(last)s") % {"some": ", ".join(parts[:-1]), "last": parts[-1]}
