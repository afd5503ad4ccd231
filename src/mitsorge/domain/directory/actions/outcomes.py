"""How a deed can end otherwise than wished: refused, overtaken, already done."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from mitsorge.domain.directory import wording
from mitsorge.domain.directory.rules import Problem


class EntryRefused(Exception):
    """What was typed cannot stand. `problems` name field and row; `sentences` say it in German."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        self.sentences = tuple(str(wording.FAULT[problem.fault]) for problem in problems)
        super().__init__(" ".join(dict.fromkeys(self.sentences)))


class ChangedMeanwhile(Exception):
    """Another change came first. `theirs` and `yours` are drafts of the two versions."""

    def __init__(self, *, changed_at: datetime, at: datetime, theirs: Any, yours: Any) -> None:
        self.changed_at, self.theirs, self.yours = changed_at, theirs, yours
        local = timezone.localtime(changed_at)
        words = {"time": date_format(local, "H:i"), "day": date_format(local, "DATE_FORMAT")}
        today = local.date() == timezone.localdate(at)
        sentence = (
            _("Jemand hat den Eintrag um %(time)s Uhr geändert.")
            if today
            else _("Jemand hat den Eintrag am %(day)s um %(time)s Uhr geändert.")
        )
        super().__init__(sentence % words + " " + _("Sehen Sie sich beide Fassungen an."))


class AlreadyDone(Exception):
    """Someone else was quicker. The text is a German sentence for the screen."""


def refuse(problems: Sequence[Problem]) -> None:
    """Raises `EntryRefused` when there is a problem."""
    if problems:
        raise EntryRefused(problems)
