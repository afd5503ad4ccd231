"""Whether htmx asks, and for a part of a page or for all of it."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails


def asked_by_htmx(request: HttpRequest) -> bool:
    return bool(HtmxDetails(request))


def wants_part(request: HttpRequest) -> bool:
    """Only a part is replaced; going back in history needs the whole page."""
    return asked_by_htmx(request) and not HtmxDetails(request).history_restore_request
