"""How the pages look in this browser: light or dark, large type, language. Kept in cookies, nowhere else."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from mitsorge.face.context import LARGE, LARGE_COOKIE, LOOK_COOKIE, LOOKS, look_of
from mitsorge.face.guards import open_to_all
from mitsorge.face.middleware import LANGUAGE_COOKIE

ONE_YEAR = 365 * 24 * 60 * 60


@open_to_all
@require_http_methods(["GET", "HEAD", "POST"])
def look(request: HttpRequest) -> HttpResponse:
    """Choose and go back to where one came from."""
    if request.method == "POST":
        return _remember(request)
    context = {
        "chosen": look_of(request),
        "language": translation.get_language(),
        "languages": settings.LANGUAGES,
        "back": safe_path(request, request.GET.get("zurueck", "")),
    }
    return render(request, "public/look.html", context)


def _remember(request: HttpRequest) -> HttpResponse:
    chosen = {
        LOOK_COOKIE: (request.POST.get("darstellung", ""), LOOKS),
        LARGE_COOKIE: (request.POST.get("schrift", ""), (LARGE,)),
        LANGUAGE_COOKIE: (request.POST.get("sprache", ""), tuple(dict(settings.LANGUAGES))),
    }
    response = redirect(safe_path(request, request.POST.get("zurueck", "")))
    for name, (value, allowed) in chosen.items():
        _set_or_forget(response, name, value if value in allowed else "")
    with translation.override(chosen[LANGUAGE_COOKIE][0] or settings.LANGUAGE_CODE):
        messages.success(request, _("Wir haben Ihre Wahl in diesem Browser gespeichert."))
    return response


def _set_or_forget(response: HttpResponse, name: str, value: str) -> None:
    if not value:
        response.delete_cookie(name)
        return
    response.set_cookie(
        name, value, max_age=ONE_YEAR, secure=settings.TLS, httponly=True, samesite="Lax"
    )


def safe_path(request: HttpRequest, path: str) -> str:
    """A path of this site, or the start page: nobody is sent elsewhere."""
    is_ours = path.startswith("/") and url_has_allowed_host_and_scheme(path, allowed_hosts=None)
    return path if is_ours else "/"
