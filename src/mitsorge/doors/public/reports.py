"""Telling us of an error in an entry or of a barrier on these pages, with or without a name."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from mitsorge.domain.directory import actions
from mitsorge.domain.directory.queries import visible_services
from mitsorge.doors.public.forms import ReportForm, new_key
from mitsorge.doors.public.look import safe_path
from mitsorge.face.guards import open_to_all


@open_to_all
@require_http_methods(["GET", "HEAD", "POST"])
def error(request: HttpRequest, slug: str) -> HttpResponse:
    """Something in this entry is wrong."""
    service = visible_services(timezone.localdate()).filter(slug=slug).first()
    if service is None:
        raise Http404
    form = _form(request)
    if request.method == "POST" and form.is_valid():
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
    if request.method == "POST" and form.is_valid():
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


def _show(request: HttpRequest, form: ReportForm, context: dict[str, Any]) -> HttpResponse:
    given = {name: form[name].value() or "" for name in form.fields} if form.is_bound else {}
    context |= {"form": form, "given": given, "key": given.get("key") or new_key()}
    name = "public/report/error.html" if "service" in context else "public/report/barrier.html"
    return render(request, name, context)
