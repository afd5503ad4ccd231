"""The annual report in sentences a coordinator would write; every section may be changed afterwards."""

from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def opening(year: int) -> str:
    return _(
        "Dieser Bericht ist aus dem zusammengestellt, was im Netzwerk %(year)s festgehalten wurde."
    ) % {"year": year}


def meetings(rows: list[tuple[str, int, int, int]]) -> str:
    """`rows`: name, meetings, people on average, decisions."""
    if not rows:
        return _("In diesem Jahr ist keine Sitzung festgehalten.")
    total = sum(row[1] for row in rows)
    first = ngettext(
        "Die Gremien kamen zu %(n)s Sitzung zusammen.",
        "Die Gremien kamen zu %(n)s Sitzungen zusammen.",
        total,
    )
    lines = [_committee(*row) for row in rows]
    return "\n".join([first % {"n": total}, "", *lines])


def _committee(name: str, held: int, average: int, decisions: int) -> str:
    met = ngettext("%(n)s Sitzung", "%(n)s Sitzungen", held) % {"n": held}
    people = ngettext("%(n)s Person", "%(n)s Personen", average) % {"n": average}
    decided = ngettext("%(n)s Beschluss", "%(n)s Beschlüsse", decisions) % {"n": decisions}
    facts = {"name": name, "met": met, "people": people, "decided": decided}
    return _("- **%(name)s**: %(met)s, im Mittel %(people)s, %(decided)s") % facts


def recommendations(impulses: int, adopted: list[tuple[str, str, str]]) -> str:
    """`adopted`: number, title, addressee."""
    heard = ngettext("%(n)s Impuls ging ein.", "%(n)s Impulse gingen ein.", impulses) % {
        "n": impulses
    }
    n = len(adopted)
    carried = ngettext(
        "%(n)s Empfehlung wurde beschlossen:", "%(n)s Empfehlungen wurden beschlossen:", n
    )
    if not n:
        return f"{heard} {_('Beschlossen wurde keine Empfehlung.')}"
    lines = [
        _("- **%(number)s** %(title)s (an: %(who)s)")
        % {"number": number, "title": title, "who": who}
        for number, title, who in adopted
    ]
    return "\n".join([f"{heard} {carried % {'n': n}}", "", *lines])


def answers(rows: list[tuple[str, str, str, Any]], waiting: int) -> str:
    """`rows`: number, kind in words, office, day."""
    lines = [
        _("- **%(number)s** %(kind)s, %(who)s, %(day)s")
        % {"number": number, "kind": kind, "who": who, "day": date_format(day)}
        for number, kind, who, day in rows
    ]
    silence = ngettext(
        "Auf %(n)s Empfehlung stand am Jahresende die Antwort aus.",
        "Auf %(n)s Empfehlungen stand am Jahresende die Antwort aus.",
        waiting,
    ) % {"n": waiting}
    parts = lines or [_("In diesem Jahr kam keine Antwort.")]
    return "\n".join([*parts, *(["", silence] if waiting else [])])


def effects(rows: list[tuple[str, str, list[str]]]) -> str:
    """`rows`: measure, its state in words, what its indicators said."""
    if not rows:
        return _("In diesem Jahr lief keine Maßnahme.")
    return "\n".join(
        "- "
        + _("**%(title)s** (%(state)s)") % {"title": title, "state": state}
        + (": " + " ".join(said) if said else "")
        for title, state, said in rows
    )


def partners(before: int, joined: int, left: int, after: int) -> str:
    facts = {"before": before, "joined": joined, "left": left, "after": after}
    return (
        _(
            "Am Anfang des Jahres arbeiteten %(before)s Partner mit. Hinzu kamen %(joined)s, "
            "%(left)s gingen. Am Ende waren es %(after)s."
        )
        % facts
    )


def compared(name: str, before: str, after: str) -> str:
    return _("%(name)s: vorher %(before)s, jetzt %(after)s.") % {
        "name": name,
        "before": before,
        "after": after,
    }


def headings() -> tuple[str, str, str, str, str]:
    return (
        _("Sitzungen und Teilnahme"),
        _("Impulse und Empfehlungen"),
        _("Antworten"),
        _("Maßnahmen und Wirkung"),
        _("Partner"),
    )
