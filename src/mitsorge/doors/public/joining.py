"""Becoming a partner, without an account: what it means, the form, and thanks."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from mitsorge.domain.governance.actions.outcomes import Refused
from mitsorge.domain.partners.actions import applying
from mitsorge.domain.partners.models import Agreement
from mitsorge.domain.partners.queries import applications as queries
from mitsorge.doors.public.forms import new_key
from mitsorge.doors.public.joining_form import JoinForm, matching
from mitsorge.face.guards import open_to_all, sender_of
from mitsorge.foundation.access import attempts


@open_to_all
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest) -> HttpResponse:
    """The page with the form; "Im Verzeichnis suchen" shows it again with what was found."""
    agreement = _agreement(request)
    searches = "suchen" in request.POST
    if request.method != "POST" or searches or agreement is None:
        form = JoinForm(on=timezone.localdate(), initial=_typed(request))
        return _show(request, form, agreement, searches=searches)
    form = JoinForm(request.POST, on=timezone.localdate())
    if form.is_valid() and _is_heard(request, form) and _applies(form, agreement):
        return redirect("public:join_thanks")
    return _show(request, form, agreement)


@open_to_all
@require_safe
def found(request: HttpRequest) -> HttpResponse:
    """Entries of the directory while somebody types; a part of the form."""
    typed = request.GET.get("organization_name", "")[:200]
    context = {
        "matches": matching(typed, on=timezone.localdate()),
        "chosen": request.GET.get("organization", ""),
        "searched": bool(typed),
    }
    return render(request, "public/joining/_found.html", context)


@open_to_all
@require_safe
def thanks(request: HttpRequest) -> HttpResponse:
    return render(request, "public/joining/thanks.html", {"section": "mitmachen"})


def _agreement(request: HttpRequest) -> Agreement | None:
    """The text they saw; else the one of today."""
    seen = request.POST.get("agreement", "")
    if seen.isdecimal() and len(seen) < 19:
        return Agreement.objects.filter(pk=int(seen)).first()
    return queries.current_agreement(timezone.localdate())


def _typed(request: HttpRequest) -> dict[str, Any]:
    """What was typed before the search, so that nothing is lost."""
    typed: dict[str, Any] = {name: request.POST.get(name, "") for name in JoinForm.base_fields}
    typed["committees"] = request.POST.getlist("committees")
    return typed if request.method == "POST" else {}


def _applies(form: JoinForm, agreement: Agreement) -> bool:
    try:
        applying.apply(
            draft=form.draft(),
            agreement_id=agreement.pk,
            key=form.cleaned_data["key"],
            at=timezone.now(),
        )
    except Refused as refused:
        form.add_error(None, str(refused))
        return False
    return True


def _is_heard(request: HttpRequest, form: JoinForm) -> bool:
    """False, with a sentence in the form, where one sender sent too much in an hour."""
    what = f"{form.cleaned_data['key']}\n{form.draft()!r}"
    now = timezone.now()
    if attempts.may_send(deed="application", sender=sender_of(request), what=what, at=now):
        return True
    form.is_limited = True
    form.add_error(
        None,
        _(
            "Aus Ihrem Netz kamen in der letzten Stunde schon %(limit)s Anträge. Ihre Angaben stehen noch hier. "
            "Schicken Sie sie später ab oder rufen Sie uns an."
        )
        % {"limit": attempts.LIMIT},
    )
    return False


def _show(
    request: HttpRequest, form: JoinForm, agreement: Agreement | None, *, searches: bool = False
) -> HttpResponse:
    typed = str(form["organization_name"].value() or "")
    context = {
        "section": "mitmachen",
        "form": form,
        "agreement": agreement,
        "key": form["key"].value() or new_key(),
        "matches": matching(typed, on=timezone.localdate()) if typed else [],
        "chosen": str(form["organization"].value() or ""),
        "searched": searches,
        "votes": queries.admitting_committee(timezone.localdate()),
    }
    status = 429 if form.is_limited else 200
    return render(request, "public/joining/join.html", context, status=status)
