"""The language is chosen by hand and remembered in a cookie; nobody is sent to another one unasked."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

LANGUAGE_COOKIE = "sprache"


def chosen_language(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    known = dict(settings.LANGUAGES)

    def respond(request: HttpRequest) -> HttpResponse:
        wanted = request.COOKIES.get(LANGUAGE_COOKIE, settings.LANGUAGE_CODE)
        with translation.override(wanted if wanted in known else settings.LANGUAGE_CODE):
            response = get_response(request)
            if getattr(response, "is_rendered", True) is False:
                response.render()  # type: ignore[attr-defined]
            response.headers.setdefault("Content-Language", translation.get_language())
        return response

    return respond
