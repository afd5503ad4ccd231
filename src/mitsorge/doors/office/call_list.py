"""The call list: organizations that no letter reaches or that answered none. One call after the other."""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mitsorge.domain.directory.models import Organization
from mitsorge.domain.upkeep import wording
from mitsorge.domain.upkeep.actions import reach as reach_deeds
from mitsorge.domain.upkeep.actions import rounds as round_deeds
from mitsorge.domain.upkeep.actions.calls import record_call
from mitsorge.domain.upkeep.models import Inquiry, Reach
from mitsorge.domain.upkeep.permissions import CALLERS
from mitsorge.domain.upkeep.queries import calls, rounds
from mitsorge.domain.upkeep.rules import CallResult
from mitsorge.doors.office.deeds import attempt, form_key, posted
from mitsorge.doors.office.fields import Day, Text
from mitsorge.face.guards import SignedInRequest, only_for
from mitsorge.face.paging import paged

callers = only_for(*CALLERS)


class CallForm(forms.Form):
    """What a call brought."""

    result = forms.ChoiceField(
        label=gettext_lazy("Was ist dabei herausgekommen?"),
        choices=list(wording.CALL_RESULT.items()),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Wählen Sie, was der Anruf ergeben hat.")},
    )
    again_on = Day(
        label=gettext_lazy("Wieder anrufen am"),
        help_text=gettext_lazy("Nur, wenn Sie später noch einmal anrufen."),
    )
    note = forms.CharField(
        label=gettext_lazy("Notiz"),
        max_length=500,
        required=False,
        help_text=gettext_lazy("Nur zur Sache, keine Angaben über einzelne Menschen."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    key = forms.CharField(max_length=40, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        later = values.get("result") == CallResult.CALL_AGAIN
        day = values.get("again_on")
        if later and "again_on" not in self.errors and (not day or day <= timezone.localdate()):
            self.add_error("again_on", _("Nennen Sie einen Tag nach heute."))
        return values


class ReachForm(forms.Form):
    """How an organization wants to be asked."""

    email = forms.EmailField(
        label=gettext_lazy("Briefe an"),
        required=False,
        help_text=gettext_lazy("Leer: an das Konto, die Vertretung oder die Adresse im Eintrag."),
    )
    phone = Text(gettext_lazy("Telefon für Rückfragen"), 40)
    best_time = Text(gettext_lazy("Am besten erreichbar"), 120)
    rhythm_months = forms.IntegerField(
        label=gettext_lazy("Fragen alle … Monate"),
        required=False,
        min_value=1,
        max_value=24,
        help_text=gettext_lazy("Leer: wie für ihre Angebotsarten üblich. Höchstens 24."),
    )


@require_safe
@callers
def call_list(request: SignedInRequest) -> HttpResponse:
    """Whom to call today, or the letters on their way."""
    today = timezone.localdate()
    view = request.GET.get("ansicht", "")
    found: Sequence[calls.RoundRow] = (
        calls.running(today)
        if view == "briefe"
        else calls.call_list(today, waiting=view == "spaeter")
    )
    context = {
        "section": "verzeichnis",
        "view": view,
        "today": today,
        "paged": paged(found, request),
        "since": rounds.asking_since(),
    }
    return render(request, "office/calls/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@callers
def call(request: SignedInRequest, pk: int) -> HttpResponse:
    """One call with its form; after saving the next one comes up."""
    inquiry = get_object_or_404(Inquiry.objects.select_related("organization"), pk=pk)
    today = timezone.localdate()
    form = CallForm(posted(request), initial={"key": uuid4()})
    valid = request.method == "POST" and form.is_valid()
    if valid and _record(request, inquiry, form.cleaned_data):
        return _onward(inquiry, form.cleaned_data["result"])
    row = calls.call_row(pk, today)
    if row is None and request.method != "POST":
        messages.info(request, _("Diese Nachfrage ist schon geklärt."))
        return redirect("office:call_list")
    context = {
        "section": "verzeichnis",
        "row": row,
        "inquiry": inquiry,
        "form": form,
        "today": today,
        "reach": Reach.objects.filter(organization=inquiry.organization_id).first(),
    }
    return render(request, "office/calls/call.html", context)


def _record(request: SignedInRequest, inquiry: Inquiry, values: dict[str, Any]) -> bool:
    result = CallResult(values["result"])
    return attempt(
        request,
        record_call,
        _thanks(result, str(inquiry.organization)),
        inquiry_id=inquiry.pk,
        result=result,
        note=values["note"],
        again_on=values["again_on"],
        uid=form_key(values["key"]),
    )


def _thanks(result: CallResult, name: str) -> str:
    words = {
        CallResult.CONFIRMED: _("%(name)s: Die Einträge gelten als bestätigt."),
        CallResult.CHANGED: _("%(name)s: Notiert. Tragen Sie jetzt ein, was sich geändert hat."),
        CallResult.GONE: _("%(name)s: Notiert. Die Frage, was beendet wird, liegt bei Ihnen."),
    }
    return words.get(result, _("%(name)s: Der Anruf ist notiert.")) % {"name": name}


def _onward(inquiry: Inquiry, result: str) -> HttpResponse:
    """To the entry where something is to be changed, else to the next call."""
    if result == CallResult.CHANGED:
        return redirect("office:organization", inquiry.organization_id)
    rows = calls.call_list(timezone.localdate())
    return redirect("office:call", rows[0].inquiry_id) if rows else redirect("office:call_list")


@require_http_methods(["GET", "HEAD", "POST"])
@callers
def reach(request: SignedInRequest, pk: int) -> HttpResponse:
    """Where letters go, whom to call, how often to ask; and a wish that waits for a decision."""
    organization = get_object_or_404(Organization, pk=pk)
    known = Reach.objects.filter(organization=pk).first()
    given = {name: getattr(known, name) for name in reach_deeds.EDITED} if known else {}
    form = ReachForm(posted(request), initial=given)
    if request.method == "POST" and form.is_valid():
        deed = reach_deeds.change_reach
        if attempt(request, deed, _("Gespeichert."), organization_id=pk, **form.cleaned_data):
            return redirect("office:reach", pk)
    running = Inquiry.objects.filter(organization=pk, ended_at=None).first()
    context = {
        "section": "verzeichnis",
        "organization": organization,
        "known": known,
        "form": form,
        "call": calls.call_row(running.pk, timezone.localdate()) if running else None,
    }
    return render(request, "office/calls/reach.html", context)


@require_POST
@callers
def decide_reach(request: SignedInRequest, pk: int) -> HttpResponse:
    """Somebody else is responsible: take over the address, or leave it."""
    known = get_object_or_404(Reach, organization=pk)
    accepted = request.POST.get("antwort") == "ja"
    deed = reach_deeds.accept_wish if accepted else reach_deeds.decline_wish
    thanks = (
        _("Übernommen. Die neue Adresse bekommt den nächsten Brief.")
        if accepted
        else _("Die Briefe gehen weiter an die bisherige Adresse.")
    )
    attempt(request, deed, thanks, reach_id=known.pk)
    return redirect("office:reach", pk)


@require_POST
@callers
def asking(request: SignedInRequest) -> HttpResponse:
    """Letters on or off."""
    if request.POST.get("briefe") == "ein":
        thanks = _("Eingeschaltet. Die ersten Briefe gehen innerhalb einer Stunde hinaus.")
        attempt(request, round_deeds.begin_asking, thanks)
    else:
        attempt(request, round_deeds.stop_asking, _("Ausgeschaltet. Es gehen keine Briefe hinaus."))
    return redirect("office:call_list")
