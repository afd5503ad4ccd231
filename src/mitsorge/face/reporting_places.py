"""Reporting free places in ten seconds: the same page by the link of a letter and from an account."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from dateutil.relativedelta import relativedelta
from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mitsorge.domain.directory import rules, wording
from mitsorge.domain.directory.actions import ChangedMeanwhile, EntryRefused
from mitsorge.domain.directory.queries import draft_of_report, places_slots
from mitsorge.domain.directory.rules import CapacityDraft, PlacesSlot
from mitsorge.domain.upkeep.actions.places import report_places
from mitsorge.domain.upkeep.rules import Via
from mitsorge.foundation.people.models import Account

NOW, LATER = "sofort", "spaeter"
NUMBERS = (("0", "0"), ("1", "1"), ("2", "2"), ("3", "3"), ("4", "4+"))


class PlacesForm(forms.Form):
    """A number, a day, a hint: big buttons that are radio fields."""

    use_required_attribute = False
    available = forms.ChoiceField(
        choices=NUMBERS,
        error_messages={"required": gettext_lazy("Tippen Sie an, wie viele Plätze frei sind.")},
    )
    start = forms.CharField(required=False)
    day = forms.DateField(
        required=False,
        error_messages={"invalid": gettext_lazy("Geben Sie den Tag so ein: 1.12.2026.")},
    )
    hint = forms.CharField(required=False, max_length=200)
    seen = forms.DateTimeField(required=False)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("start") == LATER and not values.get("day") and "day" not in self.errors:
            self.add_error("day", _("Sagen Sie uns noch, ab welchem Tag."))
        return values

    def free_from(self) -> date | None:
        """The chosen day; None for "now", and where nothing is free."""
        start = self.cleaned_data["start"]
        if start in (NOW, "") or self.cleaned_data["available"] == "0":
            return None
        if start == LATER:
            return self.cleaned_data["day"]
        try:
            return date.fromisoformat(start)
        except ValueError:
            return None


@dataclass(frozen=True)
class Sheet:
    """One slot with its form; `until`: the last day its report is shown as current; `changed`: what came first."""

    number: int
    slot: PlacesSlot
    form: PlacesForm
    light: rules.Places
    until: date | None
    changed: str = ""
    told: str = ""

    @property
    def days(self) -> int:
        return rules.shelf_days(self.slot.kind)

    @property
    def seen(self) -> str:
        return self.slot.updated_at.isoformat() if self.slot.updated_at else ""


def answer(
    request: HttpRequest,
    template: str,
    organization: UUID,
    *,
    via: Via,
    by: Account | None,
    **more: Any,
) -> HttpResponse:
    """GET shows one form per kind of places, POST reports one (3 queries to show). Other offers are not found."""
    today = timezone.localdate()
    slots = places_slots([organization], on=today)
    posted: Sheet | None = None
    if request.method == "POST":
        number, slot = _chosen(request, slots)
        form = PlacesForm(request.POST)
        posted = _act(number, slot, form, lambda **deed: report_places(
            organization=organization, via=via, by=by, at=timezone.now(), **deed
        ))  # fmt: skip
        if posted is None:
            messages.success(request, said_back(slot, on=today))
            return redirect(f"{request.path}#platz-{number}")
        slots = places_slots([organization], on=today)
    sheets = [
        posted if posted and posted.number == number else _sheet(number, slot, PlacesForm(), today)
        for number, slot in enumerate(slots, 1)
    ]
    context = {"sheets": sheets, "numbers": NUMBERS, "next_month": next_month(today), **more}
    return render(request, template, context, status=422 if posted else 200)


def next_month(today: date) -> date:
    """The first of the coming month."""
    return today + relativedelta(months=1, day=1)


def said_back(slot: PlacesSlot, *, on: date) -> str:
    """What is public now, and until when."""
    draft = draft_of_report(slot.service_id, slot.unit)
    if draft is None:
        return ""
    until = rules.counts_until(kind=draft.kind, updated_on=on, free_to=draft.free_to)
    words = {"what": told(draft), "day": date_format(until)}
    return _("Danke. Öffentlich steht jetzt: %(what)s. Das gilt bis %(day)s.") % words


def told(draft: CapacityDraft) -> str:
    """A report in one line: "Tagespflegeplätze: 2 frei, ab 1. Dezember 2026"."""
    count = wording.places_count(draft.available, on_request=draft.on_request)
    parts = [count, wording.places_period(draft), *wording.places_terms(draft), draft.conditions]
    return f"{draft.unit}: {', '.join(part for part in parts if part)}"


def _chosen(request: HttpRequest, slots: list[PlacesSlot]) -> tuple[int, PlacesSlot]:
    wanted = (request.POST.get("offer", ""), request.POST.get("unit", ""))
    for number, slot in enumerate(slots, 1):
        if (slot.slug, slot.unit) == wanted:
            return number, slot
    raise Http404


def _act(number: int, slot: PlacesSlot, form: PlacesForm, deed: Callable[..., Any]) -> Sheet | None:
    """None when it is done, else the sheet to show again."""
    today = timezone.localdate()
    if not form.is_valid():
        return _sheet(number, slot, form, today)
    known = draft_of_report(slot.service_id, slot.unit)
    draft = replace(
        known or CapacityDraft(slot.unit),
        kind=slot.kind,
        available=int(form.cleaned_data["available"]),
        on_request=False,
        free_from=form.free_from(),
        free_to=None,
        conditions=form.cleaned_data["hint"].strip(),
    )
    try:
        deed(service_id=slot.service_id, draft=draft, seen=form.cleaned_data["seen"])
    except EntryRefused as refused:
        form.add_error("available", str(refused))
    except ChangedMeanwhile as changed:
        sheet = _sheet(number, slot, form, today)
        return replace(sheet, changed=str(changed), told=told(changed.theirs))
    else:
        return None
    return _sheet(number, slot, form, today)


def _sheet(number: int, slot: PlacesSlot, form: PlacesForm, today: date) -> Sheet:
    light, until = rules.Places.UNKNOWN, None
    if slot.updated_at:
        updated_on = timezone.localdate(slot.updated_at)
        until = rules.counts_until(kind=slot.kind, updated_on=updated_on, free_to=slot.free_to)
        light = rules.light_of_report(
            kind=slot.kind,
            updated_on=updated_on,
            available=slot.available,
            on_request=slot.on_request,
            free_to=slot.free_to,
            on=today,
        )
    return Sheet(number, slot, form, light, until)
