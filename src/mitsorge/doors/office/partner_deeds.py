"""What the office does with a partner. Every deed answers with a sentence on the partner's page."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from mitsorge.domain.partners.actions import endings, partnerships, representatives
from mitsorge.domain.partners.models import Partnership
from mitsorge.domain.partners.permissions import DECIDERS
from mitsorge.domain.partners.rules import Participation
from mitsorge.doors.office.deeds import asked_first, attempt, posted
from mitsorge.doors.office.partner_forms import GroupsForm, LeaveForm, SpeakerForm, SucceedForm
from mitsorge.doors.office.partners import page_of
from mitsorge.face.guards import SignedInRequest, only_for

deciders = only_for(*DECIDERS)


def _partner(pk: int) -> Partnership:
    return get_object_or_404(Partnership.objects.select_related("organization"), pk=pk)


def _back(pk: int) -> HttpResponse:
    return redirect("office:partner", pk)


@require_POST
@deciders
def switch(request: SignedInRequest, pk: int) -> HttpResponse:
    """Active or informed."""
    _partner(pk)
    wanted = request.POST.get("mitarbeit", "")
    if wanted in set(Participation):
        how = Participation(wanted)
        attempt(
            request,
            partnerships.switch_participation,
            _("Gespeichert."),
            partnership_id=pk,
            participation=how,
        )
    return _back(pk)


@require_POST
@deciders
def groups(request: SignedInRequest, pk: int) -> HttpResponse:
    """The working groups it sits in."""
    _partner(pk)
    form = GroupsForm(request.POST, on=timezone.localdate())
    if form.is_valid():
        ids = [int(key) for key in form.cleaned_data["committees"]]
        deed = partnerships.change_groups
        attempt(request, deed, _("Gespeichert."), partnership_id=pk, committee_ids=ids)
    return _back(pk)


@require_POST
@deciders
def member_group(request: SignedInRequest, pk: int) -> HttpResponse:
    """The group it is counted in."""
    _partner(pk)
    typed = request.POST.get("gruppe", "")
    wanted = int(typed) if typed.isdecimal() and len(typed) < 19 else None
    deed = partnerships.change_member_group
    attempt(request, deed, _("Gespeichert."), partnership_id=pk, member_group_id=wanted)
    return _back(pk)


@require_http_methods(["GET", "HEAD", "POST"])
@deciders
def leave(request: SignedInRequest, pk: int) -> HttpResponse:
    """Asks first, and says what follows."""
    found = _partner(pk)
    words: dict[str, Any] = {
        "section": "partner",
        "question": _("%(name)s verlässt das Netzwerk?") % {"name": found},
        "consequence": _(
            "Die Sitze seiner Leute enden an diesem Tag, ihre Kontaktwege werden nicht mehr benutzt. "
            "Antrag und Erklärung werden 92 Tage später gelöscht. Der Eintrag im Verzeichnis bleibt."
        ),
        "button": _("Austritt eintragen"),
    }
    form = LeaveForm(posted(request), initial={"on": timezone.localdate()})
    back = reverse("office:partner", args=[pk])
    thanks = _("Der Austritt ist eingetragen.")
    return asked_first(
        request, form, endings.leave, thanks, back=back, words=words, partnership_id=pk
    )


@require_http_methods(["GET", "HEAD", "POST"])
@deciders
def succeed(request: SignedInRequest, pk: int) -> HttpResponse:
    """Who takes over, asked first."""
    found = _partner(pk)
    words: dict[str, Any] = {
        "section": "partner",
        "question": _("Wer übernimmt von %(name)s?") % {"name": found},
        "consequence": _(
            "Wer für den Partner spricht und wo seine Leute sitzen, geht auf die Nachfolge über. "
            "Ist sie noch nicht Partner, wird sie es an diesem Tag."
        ),
        "button": _("Nachfolge eintragen"),
    }
    form = SucceedForm(posted(request), initial={"on": timezone.localdate()})
    back = reverse("office:partner", args=[pk])
    thanks = _("Die Nachfolge ist eingetragen.")
    return asked_first(
        request, form, endings.succeed, thanks, back=back, words=words, partnership_id=pk
    )


@require_POST
@deciders
def appoint(request: SignedInRequest, pk: int) -> HttpResponse:
    """Names somebody who speaks for it; with a mail address she is invited to an account."""
    _partner(pk)
    form = SpeakerForm(request.POST, on=timezone.localdate())
    if form.is_valid():
        deed = representatives.appoint_representative
        what = {"partnership_id": pk, **form.cleaned_data}
        if attempt(request, deed, _("Benannt."), **what):
            return _back(pk)
    return page_of(request, pk, typed=form)


@require_POST
@deciders
def end_speaker(request: SignedInRequest, pk: int, row: int) -> HttpResponse:
    """She does not speak for it any more."""
    get_object_or_404(_partner(pk).representatives, pk=row)
    deed = representatives.end_representative
    attempt(request, deed, _("Beendet."), representative_id=row)
    return _back(pk)
