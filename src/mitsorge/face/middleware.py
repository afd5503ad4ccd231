"""What happens around every page: nonsense is refused, the language is the one chosen by hand."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict, UnreadablePostError
from django.shortcuts import render
from django.template.response import SimpleTemplateResponse
from django.utils import translation

LANGUAGE_COOKIE = "sprache"
NULL = "\x00"


Answer = Callable[[HttpRequest], HttpResponse]


def no_null_signs(get_response: Answer) -> Answer:
    """400 for a null sign in the address, a cookie or a form: PostgreSQL stores and compares none, no visitor types any.

    The page says so in words. One place for all pages: also for values that no form field looks at.
    """

    def respond(request: HttpRequest) -> HttpResponse:
        if not _has_null_sign(request):
            return get_response(request)
        return render(request, "400.html", {"has_null_sign": True}, status=400)

    return respond


def _has_null_sign(request: HttpRequest) -> bool:
    if "%00" in request.META.get("QUERY_STRING", ""):
        return True
    return any(NULL in text for text in request.COOKIES.values()) or any(
        NULL in text for name, values in _sent(request).lists() for text in (name, *values)
    )


def _sent(request: HttpRequest) -> QueryDict:
    """The fields of a form; none where the sender was cut off: the page itself answers that."""
    try:
        return request.POST
    except UnreadablePostError:
        return QueryDict()


def chosen_language(get_response: Answer) -> Answer:
    """The language is remembered in a cookie; nobody is sent to another one unasked."""
    known = dict(settings.LANGUAGES)

    def respond(request: HttpRequest) -> HttpResponse:
        wanted = request.COOKIES.get(LANGUAGE_COOKIE, settings.LANGUAGE_CODE)
        with translation.override(wanted if wanted in known else settings.LANGUAGE_CODE):
            response = get_response(request)
            if isinstance(response, SimpleTemplateResponse):
                response.render()
            response.headers.setdefault("Content-Language", translation.get_language())
        return response

    return respond
