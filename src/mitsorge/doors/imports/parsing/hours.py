"""Opening hours as people write them: "Mo-Fr 8-16 Uhr, Sa nach Vereinbarung".

The stored form of one rule is "RRULE|opens|closes|note", with by-appointment as "|||nach Vereinbarung".
"""

import re

from django.utils.translation import gettext as _

from mitsorge.doors.imports.findings import doubt
from mitsorge.doors.imports.parsing.numbers import Parsed
from mitsorge.doors.imports.parsing.text import looks_like_formula, plain
from mitsorge.doors.imports.parsing.values import is_empty
from mitsorge.doors.imports.reading import Cell

DAYS = ("mo", "di", "mi", "do", "fr", "sa", "so")
CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
APPOINTMENT = re.compile(
    r"(?:nur\s+)?(?:nach|mit)\s+(?:telefonischer\s+)?(?:vereinbarung|absprache|termin(?:vereinbarung)?)|n\.\s?v\.",
    re.IGNORECASE,
)
DAY = r"(mo|di|mi|do|fr|sa|so)(?:\.|[a-z]*tags?|nnabend|ittwochs?)?"
TIME = r"(\d{1,2})(?:[:.](\d{2}))?\s*(?:uhr|h)?"
PIECE = re.compile(
    rf"^((?:{DAY}\s*(?:-|–|bis|,|\+|&|/|und)?\s*)+):?\s*(?:von\s+)?((?:{TIME}\s*(?:-|–|bis)\s*{TIME}\s*(?:,|und|u\.|\+|/)?\s*)+)$",
    re.IGNORECASE,
)
RANGE = re.compile(rf"{TIME}\s*(?:-|–|bis)\s*{TIME}", re.IGNORECASE)
DAY_OR_LINK = re.compile(rf"{DAY}|(-|–|bis)", re.IGNORECASE)
EVERY_DAY = re.compile(r"^(?:täglich|tgl\.?|jeden tag)\b", re.IGNORECASE)
ALWAYS = re.compile(r"24\s*(?:h|stunden|std)|rund um die uhr|24/7", re.IGNORECASE)
LIMIT = 200


def hours(raw: Cell) -> Parsed:
    """The rules of a cell; what cannot be read stays as the writer's own words."""
    text = plain(raw)
    if is_empty(text):
        return None, None
    if looks_like_formula(text):
        return None, doubt(
            "hours_wrong", _("„%(text)s“ sieht aus wie eine Formel.") % {"text": text[:40]}
        )
    rules: list[str] = []
    for piece in re.split(r"\s*[;\n]\s*|(?<=[\dr]),\s*(?=[A-Za-z]{2})", text):
        found = _rules(piece.strip())
        if found is None:
            return _own_words(text)
        rules.extend(found)
    return (rules or None), None


def _own_words(text: str) -> Parsed:
    line = text.replace("\n", "; ").replace("|", "/")
    if len(line) <= LIMIT:
        return [f"|||{line}"], None
    return [f"|||{line[: LIMIT - 1]}…"], doubt(
        "too_long",
        _("Der Text hat %(n)s Zeichen, erlaubt sind %(limit)s. Er wird gekürzt.")
        % {"n": len(line), "limit": LIMIT},
    )


def _rules(piece: str) -> list[str] | None:
    if not piece:
        return []
    if APPOINTMENT.fullmatch(piece):
        return ["|||nach Vereinbarung"]
    if ALWAYS.search(piece) and len(piece) < 30:
        return ["FREQ=DAILY|00:00|00:00|"]
    everyday = EVERY_DAY.match(piece)
    if everyday:
        piece = "Mo-So " + piece[everyday.end() :].strip()
    match = PIECE.match(piece)
    days = _days(match[1]) if match else None
    times = [_times(*found) for found in RANGE.findall(match[3])] if match else []
    known = [span for span in times if span]
    if not match or not days or not known or len(known) < len(times):
        return None
    return [f"FREQ=WEEKLY;BYDAY={days}|{opens}|{closes}|" for opens, closes in known]


def _days(text: str) -> str | None:
    found: list[int] = []
    is_range = False
    for name, link in DAY_OR_LINK.findall(text):
        if link:
            is_range = True
            continue
        index = DAYS.index(name.lower())
        first = found[-1] + 1 if is_range and found else index
        if first > index:
            return None
        found.extend(range(first, index + 1))
        is_range = False
    return ",".join(CODES[index] for index in sorted(set(found))) or None


def _times(h1: str, m1: str, h2: str, m2: str) -> tuple[str, str] | None:
    opens, closes = f"{int(h1):02}:{m1 or '00'}", f"{int(h2):02}:{m2 or '00'}"
    if closes == "24:00":
        return opens, "00:00"
    return (opens, closes) if opens < closes < "24:00" else None
