"""Editorial text for a sheet: the same simple marks as on the screen, as plain data without markup."""

import re
from typing import Any

BOLD = re.compile(r"\*\*(.+?)\*\*")
LINK = re.compile(r"\[([^\]]+)\]\(((?:https?://|mailto:|tel:)[^)\s]*)\)")
BULLET = re.compile(r"^[-*] +")
NUMBER = re.compile(r"^\d+[.)] +")
HEADING = re.compile(r"^(#{1,3}) +(.*)$")

Block = dict[str, Any]


def blocks(text: str) -> list[Block]:
    """Blocks with `kind` heading (`level` 2 or 3), paragraph, list or steps, and their `lines` of runs.

    A run is {"text", "bold"}. A sheet has its own heading of level 1, so # and ## are both level 2.
    """
    found: list[Block] = []
    for line in text.replace("\r\n", "\n").strip().split("\n"):
        _add(found, line.strip())
    return [block for block in found if block["kind"] != "gap"]


def _add(found: list[Block], line: str) -> None:
    before = found[-1]["kind"] if found else "gap"
    if not line:
        found.append({"kind": "gap"})
    elif heading := HEADING.match(line):
        level = 3 if len(heading[1]) == 3 else 2
        found.append({"kind": "heading", "level": level, "lines": [runs(heading[2])]})
    else:
        _append(found, before, line)


def _append(found: list[Block], before: str, line: str) -> None:
    """A line of a list or paragraph; it goes on with the one before where that is of its kind."""
    mark, kind = next(
        ((mark, kind) for mark, kind in ((BULLET, "list"), (NUMBER, "steps")) if mark.match(line)),
        (None, "paragraph"),
    )
    words = runs(mark.sub("", line) if mark else line)
    if before == kind:
        found[-1]["lines"].append(words)
    else:
        found.append({"kind": kind, "lines": [words]})


def runs(line: str) -> list[dict[str, Any]]:
    """A line cut where bold begins and ends; a link keeps its words and shows its address."""
    plain = LINK.sub(r"\1 (\2)", line)
    parts = BOLD.split(plain)
    return [{"text": part, "bold": n % 2 == 1} for n, part in enumerate(parts) if part]
