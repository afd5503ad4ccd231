"""What every page shows: the network, the chosen look, the number of entries on the Merkliste."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from mitsorge.domain.grants.queries import notices_on
from mitsorge.domain.stories.queries import footer_pages
from mitsorge.foundation.identity.queries import network

LOOKS = ("light", "dark")
LOOK_COOKIE = "darstellung"
LARGE_COOKIE = "schrift"
SHORTLIST = "merkliste"


def face(request: HttpRequest) -> dict[str, Any]:
    """For every template; each lazy value costs 1 query where a template asks for it."""
    look = request.COOKIES.get(LOOK_COOKIE, "")
    return {
        "network": SimpleLazyObject(network),
        "notices": SimpleLazyObject(lambda: notices_on(timezone.localdate())),
        "footer_pages": SimpleLazyObject(footer_pages),
        "look": look if look in LOOKS else "",
        "large_type": request.COOKIES.get(LARGE_COOKIE) == "gross",
        "shortlist_count": len(request.session.get(SHORTLIST, ())),
        "is_demo": settings.DEMO,
    }
