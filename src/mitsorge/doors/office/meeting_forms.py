"""Forms around meetings and agendas. They look at shapes; what may be is decided by the deeds."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mitsorge.domain.governance import wording
from mitsorge.domain.governance.models import AgendaItem, Committee, Meeting
from mitsorge.domain.governance.rules import ItemKind
from mitsorge.doors.office.fields import Clock, Day, FoldedTicks, Paragraphs, Text
from mitsorge.face.forms import offer_records


class MeetingForm(forms.Form):
    """When, where and with whom. `moments` are its begin and end once it is valid."""

    title = Text(_("Thema"), help_text=_("Nur, wenn die Sitzung ein besonderes Thema hat."))
    day = Day(label=_("Tag"), required=True)
    begins = Clock(label=_("Beginn"), required=True)
    ends = Clock(
        label=_("Ende"),
        required=True,
        help_text=_("Meist am selben Tag."),
    )
    last_day = Day(
        label=_("Ende an einem anderen Tag"), help_text=_("Nur, wenn es über Mitternacht geht.")
    )
    place = Text(_("Ort"), 300, help_text=_("Haus, Raum, Adresse"))
    online_url = forms.URLField(
        label=_("Adresse der Videokonferenz"),
        required=False,
        help_text=_("Beginnt mit https://"),
        assume_scheme="https",
        error_messages={"invalid": _("Das ist keine Adresse im Netz. Sie beginnt mit https://.")},
    )
    joint_with = forms.ModelMultipleChoiceField(
        label=_("Gemeinsam mit"),
        queryset=Committee.objects.none(),
        required=False,
        widget=FoldedTicks,
    )
    is_extraordinary = forms.BooleanField(label=_("außerordentliche Sitzung"), required=False)
    counts_only = forms.BooleanField(label=_("Anwesenheit nur zählen, keine Namen"), required=False)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    asks_late = False
    """Whether the period of invitation is over and somebody has to confirm."""

    def __init__(
        self, *args: Any, committee: Committee, fixed: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        others = Committee.objects.exclude(pk=committee.pk)
        offer_records(self, "joint_with", others)
        if fixed or not others.exists():
            del self.fields["joint_with"]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        day, last = found.get("day"), found.get("last_day")
        self._moment("begins", day, found.get("begins"))
        self._moment("ends", last or day, found.get("ends"))
        return found

    def _moment(self, name: str, day: date | None, clock: time | None) -> None:
        """The moment of a clock time; the hour left out in March is told, of the hour twice in October the first."""
        if day is None or clock is None:
            return
        local = datetime.combine(day, clock, timezone.get_default_timezone())
        back = local.astimezone(UTC).astimezone(timezone.get_default_timezone())
        if back.replace(tzinfo=None) != local.replace(tzinfo=None):
            words = _("Diese Uhrzeit gibt es an diesem Tag nicht: Die Uhr wird vorgestellt.")
            self.add_error(name, words)
        self.cleaned_data[f"{name}_at"] = local

    def values(self) -> dict[str, Any]:
        """What the deeds take."""
        said = self.cleaned_data
        plain = ("title", "place", "online_url", "is_extraordinary", "counts_only")
        return {
            "starts_at": said["begins_at"],
            "ends_at": said["ends_at"],
            **{name: said[name] for name in plain},
        }


def meeting_initial(meeting: Meeting) -> dict[str, Any]:
    """A stored meeting as its form shows it."""
    begin, end = timezone.localtime(meeting.starts_at), timezone.localtime(meeting.ends_at)
    return {
        "title": meeting.title,
        "day": begin.date(),
        "begins": begin.time(),
        "ends": end.time(),
        "last_day": end.date() if end.date() != begin.date() else None,
        "place": meeting.place,
        "online_url": meeting.online_url,
        "joint_with": [committee.pk for committee in meeting.joint_with.all()],
        "is_extraordinary": meeting.is_extraordinary,
        "counts_only": meeting.counts_only,
        "version": meeting.version,
    }


class ItemForm(forms.Form):
    """A Tagesordnungspunkt as it is announced."""

    title = Text(_("Titel"), required=True)
    kind = forms.ChoiceField(
        label=_("Art"), choices=list(wording.ITEM_KIND.items()), initial=ItemKind.DISCUSSION
    )
    text = Paragraphs(_("Worum geht es?"), 3)
    presenter = Text(_("Wer trägt vor?"), 160)
    brought_by = Text(_("Eingebracht von"))
    minutes_planned = forms.IntegerField(
        label=_("Minuten"),
        required=False,
        min_value=1,
        max_value=600,
        error_messages={"invalid": _("Geben Sie eine Zahl ein.")},
    )
    is_public = forms.BooleanField(label=_("öffentlich"), required=False, initial=True)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def values(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


class TopicForm(forms.Form):
    """A topic for some later meeting, in two fields."""

    title = Text(_("Titel"), required=True)
    text = Paragraphs(_("Worum geht es?"), 3)


def item_initial(item: AgendaItem) -> dict[str, Any]:
    """A stored item as its form shows it."""
    return {name: getattr(item, name) for name in ItemForm.base_fields}


class CancelForm(forms.Form):
    """Why a meeting does not take place."""

    why = Text(
        _("Grund der Absage"),
        300,
        required=True,
        help_text=_("Der Grund steht im Brief an die Eingeladenen."),
        error_messages={"required": _("Nennen Sie bitte den Grund der Absage.")},
    )


class PaperForm(forms.Form):
    """A document for a meeting, perhaps for one of its items."""

    upload = forms.FileField(
        label=_("PDF-Datei"), error_messages={"required": _("Wählen Sie bitte eine Datei.")}
    )
    name = Text(_("Titel"), help_text=_("Ohne Titel gilt der Name der Datei."))
    item = forms.ModelChoiceField(
        label=_("Zu welchem Punkt?"),
        queryset=AgendaItem.objects.none(),
        required=False,
        empty_label=_("zur ganzen Sitzung"),
    )
    is_public = forms.BooleanField(label=_("öffentlich"), required=False)

    def __init__(self, *args: Any, items: Iterable[AgendaItem], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = [item.pk for item in items]
        chosen = AgendaItem.objects.filter(pk__in=found).order_by("position", "pk")
        offer_records(self, "item", chosen)


class LateForm(forms.Form):
    """The confirmation that an invitation goes out although the period is over."""

    even_late = forms.BooleanField(
        label=_("Ich lade trotz abgelaufener Frist ein."), required=False
    )


def sentence_of_conflict(theirs: dict[str, Any]) -> str:
    """What the other version says, field by field, beside the form that keeps one's own."""
    words = {
        "title": gettext("Titel"),
        "place": gettext("Ort"),
        "starts_at": gettext("Beginn"),
        "ends_at": gettext("Ende"),
    }
    said = [f"{words[name]}: {_plain(value)}" for name, value in theirs.items() if name in words]
    return gettext("Dort steht jetzt: %s") % "; ".join(said) if said else ""


def _plain(value: Any) -> str:
    if isinstance(value, datetime):
        return f"{timezone.localtime(value):%d.%m.%Y, %H:%M}"
    return str(value) or gettext("leer")
