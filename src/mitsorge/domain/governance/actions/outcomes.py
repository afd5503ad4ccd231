"""How deeds end that were not done. Each is a German sentence to show as it stands."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _


class Refused(Exception):
    """A rule or the course of things stands against it: one sentence says why and what helps."""

    def __init__(self, sentence: object) -> None:
        self.sentence = str(sentence)
        super().__init__(self.sentence)


class AlreadyDone(Exception):
    """Somebody else did the same a moment earlier. Nothing was lost: a calm sentence, no error."""


class ItemChanged(Exception):
    """Two wrote at the same time, and the other came first. Nothing was written.

    `theirs` and `yours` map the fields of the record to values; `theirs` also holds `version`.
    """

    def __init__(
        self, *, theirs: Mapping[str, Any], yours: Mapping[str, Any], changed_at: datetime
    ) -> None:
        self.theirs, self.yours, self.changed_at = theirs, yours, changed_at
        clock = date_format(timezone.localtime(changed_at), "H:i")
        sentence = _("Um %(time)s Uhr hat jemand anderes hier gespeichert.") % {"time": clock}
        super().__init__(sentence + " " + _("Ihre Fassung ist noch da. Vergleichen Sie beide."))
