"""What happens around every page: nonsense is refused, the language is the one chosen by hand."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.utils import translation

LANGUAGE_COOKIE = "sprache"


Answer = Callable[[HttpRequest], HttpResponse]


def no_null_signs(get_response: Answer) -> Answer:
    """400 for a null sign in the address or a cookie: PostgreSQL cannot compare with one, and no visitor sends any."""

    def respond(request: HttpRequest) -> HttpResponse:
        if "%00" in request.META.get("QUERY_STRING", "") or "\x00" in "".join(
            request.COOKIES.values()
        ):
            raise BadRequest("a null sign")
        return get_response(request)

    return respond


def chosen_language(get_response: Answer) -> Answer:
    """The language is remembered in a cookie; nobody is sent to another one unasked."""
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
