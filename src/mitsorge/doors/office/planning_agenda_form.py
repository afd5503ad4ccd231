"""Where a finding shall be talked about: a committee's backlog or one of its next meetings."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from mitsorge.domain.governance.models import Committee, Meeting
from mitsorge.domain.governance.permissions import may_keep_committees, run_by
from mitsorge.domain.governance.queries.meetings import AHEAD
from mitsorge.foundation.people.models import Account

BACKLOG = "0"
"""In a choice "committee-meeting": no meeting."""


class AgendaForm(forms.Form):
    """One list of all places: committees of the area first, each with its backlog and the meetings ahead."""

    place = forms.ChoiceField(
        label=_("Wo soll darüber gesprochen werden?"),
        error_messages={
            "required": _("Wählen Sie ein Gremium oder eine Sitzung."),
            "invalid_choice": _("Diese Sitzung steht nicht mehr zur Wahl. Wählen Sie eine andere."),
        },
    )

    def __init__(self, *args: Any, account: Account, area: str, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["place"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - as declared above
        field.choices = [("", _("bitte wählen")), *_places(account, area, on)]

    def target(self) -> dict[str, int | None]:
        """Ids for the deed, once the form is valid."""
        committee, meeting = str(self.cleaned_data["place"]).split("-")
        return {"committee_id": int(committee), "meeting_id": int(meeting) or None}


def _places(account: Account, area: str, on: date) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Groups of choices (at most 5 queries). Who does not run a committee may only propose for its backlog."""
    keeps = may_keep_committees(account)
    runs = frozenset() if keeps else run_by(account, on)
    committees = Committee.objects.select_related("planning_area").order_by("name", "pk")
    there = [each for each in committees if each.active_to is None or each.active_to > on]
    there.sort(key=lambda each: not (each.planning_area and each.planning_area.code == area))
    ahead: dict[int, list[Meeting]] = {}
    rows = Meeting.objects.filter(status__in=AHEAD, starts_at__gt=timezone.now())
    for meeting in rows.order_by("starts_at", "pk"):
        ahead.setdefault(meeting.committee_id, []).append(meeting)
    for committee in there:
        may = keeps or committee.pk in runs
        yield committee.name, list(_of(committee, ahead.get(committee.pk, []) if may else [], may))


def _of(committee: Committee, meetings: list[Meeting], may_run: bool) -> Iterator[tuple[str, str]]:
    words = _now("Themenspeicher") if may_run else _now("Themenspeicher (als Vorschlag)")
    yield f"{committee.pk}-{BACKLOG}", f"{committee}: {words}"
    for meeting in meetings:
        day = date_format(timezone.localtime(meeting.starts_at), "j. F Y")
        yield f"{committee.pk}-{meeting.pk}", _now("%(committee)s: Sitzung am %(day)s") % {"committee": committee, "day": day}  # fmt: skip
