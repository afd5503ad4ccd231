"""What somebody wrote herself in a mail: without the letter it answers, greeting and signature. Plain Python."""

import re
from collections.abc import Iterator

from mitsorge.domain.upkeep.rules.mail_words import CLOSINGS, GREETINGS, TELLING

CUT = (
    re.compile(r"^--\s?$"),
    re.compile(r"^_{5,}$"),
    re.compile(r"^-{2,}\s*(ursprüngliche nachricht|original message|weitergeleitete nachricht)", re.I),
    re.compile(r"^(am|on)\s.*\b(schrieb|wrote)\b.*:?$", re.I),
    re.compile(r"^.*\bschrieb am\b.*:$", re.I),
    re.compile(r"^(von|from):\s.*", re.I),
    re.compile(r"^(von meinem|gesendet (von|mit)|sent from|diese nachricht wurde von)\b", re.I),
)  # fmt: skip
"""From such a line on nothing is hers any more."""
BROKEN_INTRO = re.compile(r"^(am|on)\s.*\d{4}.*$", re.IGNORECASE)
"""The first half of "Am 3.4.2026 um 10:00 schrieb …" where the program broke the line."""


def own_lines(text: str) -> Iterator[str]:
    """The lines that count, trimmed."""
    lines = [line.strip() for line in text.replace("\r\n", "\n").replace("\xa0", " ").split("\n")]
    for number, line in enumerate(lines):
        following = lines[number + 1] if number + 1 < len(lines) else ""
        if _ends(line) or _is_broken_intro(line, following):
            return
        if line and not line.startswith((">", "|")) and not _is_greeting(line):
            yield line


def _ends(line: str) -> bool:
    words = line.lower().strip(" ,.!")
    return words in CLOSINGS or any(pattern.match(line) for pattern in CUT)


def _is_broken_intro(line: str, following: str) -> bool:
    both = f"{line} {following}"
    return bool(BROKEN_INTRO.match(line)) and any(pattern.match(both) for pattern in CUT)


def _is_greeting(line: str) -> bool:
    """A greeting tells nothing: no number, no word of a report."""
    words = line.lower().rstrip(" ,.!")
    plain = not re.search(r"[\d,.;:?]", words) and TELLING.isdisjoint(words.split())
    return plain and words.startswith(GREETINGS)
