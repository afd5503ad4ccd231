"""What is added to a recommendation from its page: evidence, remarks, the word of a partner. Each is a POST."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mitsorge.domain.recommendations.actions import carrying, drafting
from mitsorge.domain.recommendations.models import Comment, Evidence
from mitsorge.domain.recommendations.rules import CommentKind, Stance
from mitsorge.doors.office.recommendation_deeds import attempt, readers, row_for, writers
from mitsorge.doors.office.recommendation_forms import CarrierForm, CommentForm, EvidenceForm
from mitsorge.face.guards import SignedInRequest


@writers
@require_POST
def add_evidence(request: SignedInRequest, uid: str) -> HttpResponse:
    form = EvidenceForm(request.POST, prefix="beleg")
    return _add(request, uid, form, drafting.add_evidence, _("Beleg hinzugefügt."), dict)


@writers
@require_POST
def remove_evidence(request: SignedInRequest, uid: str, pk: int) -> HttpResponse:
    row = get_object_or_404(Evidence, pk=pk, recommendation=row_for(request, uid))
    attempt(request, drafting.remove_evidence, _("Beleg entfernt."), evidence_id=row.pk)
    return redirect("office:recommendation", uid)


@writers
@require_POST
def comment(request: SignedInRequest, uid: str) -> HttpResponse:
    form = CommentForm(request.POST, prefix="anmerkung")

    def values(said: dict[str, Any]) -> dict[str, Any]:
        kind = CommentKind.AMENDMENT if said["field"] else CommentKind.COMMENT
        return {**said, "kind": kind}

    return _add(request, uid, form, drafting.comment, _("Anmerkung festgehalten."), values)


@writers
@require_POST
def settle(request: SignedInRequest, uid: str, pk: int) -> HttpResponse:
    """Taken, or not taken with a reason."""
    found, row = row_for(request, uid), get_object_or_404(Comment, pk=pk)
    why, taken = request.POST.get("why", ""), request.POST.get("tat") == "uebernommen"
    thanks = (
        _("Übernommen. Schreiben Sie es in die nächste Fassung.") if taken else _("Festgehalten.")
    )
    attempt(request, drafting.settle, thanks, comment_id=row.pk, taken=taken, why=why)
    return redirect("office:recommendation", found.uid)


@readers
@require_POST
def sign(request: SignedInRequest, uid: str) -> HttpResponse:
    """The office enters what a partner said."""
    form = CarrierForm(request.POST, prefix="mittragen", on=timezone.localdate())
    thanks = _("Die Erklärung ist festgehalten.")
    return _add(request, uid, form, _sign, thanks, dict)


def _sign(*, stance: str, reason: str, **what: Any) -> None:
    if stance == Stance.DISSENTS:
        carrying.dissent(reason=reason, **what)
    else:
        carrying.carry(**what)


def _add(
    request: SignedInRequest,
    uid: str,
    form: forms.Form,
    deed: Callable[..., Any],
    thanks: str,
    values: Callable[[dict[str, Any]], dict[str, Any]],
) -> HttpResponse:
    """Back to the page when done; else the form alone, filled, with what is wrong."""
    row = row_for(request, uid)
    if form.is_valid():
        what = values(form.cleaned_data)
        if attempt(request, deed, thanks, form=form, recommendation_id=row.pk, **what):
            return redirect("office:recommendation", row.uid)
    context = {"section": "empfehlungen", "row": row, "form": form}
    return render(request, "office/recommendations/again.html", context)
