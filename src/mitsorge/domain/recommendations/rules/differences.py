"""What is different between two texts, word by word."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

WORDS = re.compile(r"\S+\s*|\s+")
LINES = re.compile(r".*\n+|.+")
TOO_MANY = 4_000_000
"""So many pairs of words are compared at most; longer texts are compared line by line."""


class Kind(StrEnum):
    SAME = "SAME"
    GONE = "GONE"
    NEW = "NEW"


@dataclass(frozen=True)
class Part:
    """A run of text. All but the new ones make the text before, all but the gone ones the text after."""

    kind: Kind
    text: str


def differences(before: str, after: str) -> tuple[Part, ...]:
    """The parts in reading order; what is gone stands before what is new in its place."""
    old, new = WORDS.findall(before), WORDS.findall(after)
    if len(old) * len(new) > TOO_MANY:
        old, new = LINES.findall(before), LINES.findall(after)
    parts: list[Part] = []
    for tag, a, b, c, d in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if tag == "equal":
            parts.append(Part(Kind.SAME, "".join(old[a:b])))
            continue
        changed = (Part(Kind.GONE, "".join(old[a:b])), Part(Kind.NEW, "".join(new[c:d])))
        parts.extend(part for part in changed if part.text)
    return tuple(parts)


def differ(parts: tuple[Part, ...]) -> bool:
    return any(part.kind != Kind.SAME for part in parts)
