"""The words of one version."""

from dataclasses import dataclass, fields, replace
from datetime import date


@dataclass(frozen=True)
class VersionWords:
    """What a version says. `change_note`: what is new in it; `target_date`: until when it should be done."""

    text: str
    situation: str = ""
    evidence: str = ""
    gap: str = ""
    cost: str = ""
    target_date: date | None = None
    change_note: str = ""

    def tidy(self) -> "VersionWords":
        """The same without blanks at the ends and with one kind of line end."""
        texts = {
            each.name: getattr(self, each.name).replace("\r\n", "\n").strip()
            for each in fields(self)
            if each.name != "target_date"
        }
        return replace(self, **texts)


WORD_FIELDS = tuple(each.name for each in fields(VersionWords))
SECTIONS = ("situation", "evidence", "gap", "text", "cost", "target_date")
"""In the order in which they are read; a proposal for amendment names one of them."""
LIMITS = {"cost": 300, "change_note": 300}
