"""Telling us of an error in an entry or of a barrier on these pages, with or without a name."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from mitsorge.domain.directory import actions
from mitsorge.domain.directory.queries import visible_services
from mitsorge.doors.public.forms import ReportForm, new_key
from mitsorge.doors.public.look import safe_path
from mitsorge.face.guards import open_to_all, sender_of
from mitsorge.foundation.access import attempts


@open_to_all
@require_http_methods(["GET", "HEAD", "POST"])
def error(request: HttpRequest, slug: str) -> HttpResponse:
    """Something in this entry is wrong."""
    service = visible_services(timezone.localdate()).filter(slug=slug).first()
    if service is None:
        raise Http404
    form = _form(request)
    if request.method == "POST" and form.is_valid() and _is_heard(request, form):
        said = form.cleaned_data
        actions.report_error(
            service_id=service.pk,
            text=said["text"],
            reply_to=said["reply_to"],
            key=said["key"],
            at=timezone.now(),
        )
        return redirect(f"/melden/danke/?angebot={service.slug}")
    return _show(request, form, {"service": service})


@open_to_all
@require_http_methods(["GET", "HEAD", "POST"])
def barrier(request: HttpRequest) -> HttpResponse:
    """Something on these pages is in someone's way (feedback mechanism of the accessibility law)."""
    form = _form(request)
    if request.method == "POST" and form.is_valid() and _is_heard(request, form):
        said = form.cleaned_data
        actions.report_barrier(
            page=said["page"],
            text=said["text"],
            reply_to=said["reply_to"],
            key=said["key"],
            at=timezone.now(),
        )
        return redirect("/melden/danke/")
    return _show(request, form, {"page": request.GET.get("seite", "")[:300]})


@open_to_all
@require_safe
def thanks(request: HttpRequest) -> HttpResponse:
    slug = request.GET.get("angebot", "")
    back = safe_path(request, f"/angebot/{slug}/") if slug.replace("-", "").isalnum() else ""
    return render(request, "public/report/thanks.html", {"back": back})


def _form(request: HttpRequest) -> ReportForm:
    return ReportForm(request.POST if request.method == "POST" else None)


def _is_heard(request: HttpRequest, form: ReportForm) -> bool:
    """False, with a sentence in the form, where one sender sent too much in an hour."""
    what = "\n".join((request.path, form.cleaned_data["key"], form.cleaned_data["text"]))
    now = timezone.now()
    if attempts.may_send(deed="report", sender=sender_of(request), what=what, at=now):
        return True
    form.add_error(
        None,
        _(
            "Aus Ihrem Netz kamen in der letzten Stunde schon %(limit)s Hinweise. Ihr Text steht noch hier. "
            "Schicken Sie ihn später ab oder rufen Sie uns an."
        )
        % {"limit": attempts.LIMIT},
    )
    return False


def _show(request: HttpRequest, form: ReportForm, context: dict[str, Any]) -> HttpResponse:
    given = {name: form[name].value() or "" for name in form.fields} if form.is_bound else {}
    context |= {"form": form, "given": given, "key": given.get("key") or new_key()}
    name = "public/report/error.html" if "service" in context else "public/report/barrier.html"
    return render(request, name, context, status=429 if form.non_field_errors() else 200)
