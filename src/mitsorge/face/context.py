"""What every page shows: the network, the chosen look, the number of entries on the Merkliste."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from mitsorge.domain.directory.queries import REVISION
from mitsorge.domain.grants.queries import NOTICES
from mitsorge.domain.stories.queries import FOOTER_PAGES, FooterPage
from mitsorge.foundation.identity.queries import VALUES, NetworkValues
from mitsorge.foundation.places.queries import GEOGRAPHY, Geography, outlines_stamp
from mitsorge.foundation.statements import together

LOOKS = ("light", "dark")
LOOK_COOKIE = "darstellung"
LARGE_COOKIE = "schrift"
LARGE = "gross"
SHORTLIST = "merkliste"
FORM_KEY = "FormularschluesselFuerAlle" + "0" * 38
"""Stands where a form's key belongs while a page is made for everyone; 64 signs, never sent."""


@dataclass
class Frame:
    """What stands around every page; each value costs 1 query per request, where it is asked for."""

    is_for_everyone: bool = False

    @cached_property
    def network(self) -> NetworkValues | None:
        return VALUES.ask()

    @cached_property
    def today(self) -> date:
        """One day for the whole request: the page that prints it and the name of its copy never disagree."""
        return timezone.localdate()

    @cached_property
    def revision(self) -> tuple[int, int]:
        return REVISION.ask()

    @cached_property
    def notices(self) -> list[str]:
        return NOTICES.ask(day=self.today)

    @cached_property
    def footer_pages(self) -> list[FooterPage]:
        return FOOTER_PAGES.ask()

    @cached_property
    def geography(self) -> Geography:
        return GEOGRAPHY.ask()

    def read_together(self) -> None:
        """All of them, for a page that needs all (1 query on PostgreSQL, 5 on SQLite)."""
        self.network, self.revision, self.notices, self.footer_pages, self.geography = together(
            (VALUES, {}),
            (REVISION, {}),
            (NOTICES, {"day": self.today}),
            (FOOTER_PAGES, {}),
            (GEOGRAPHY, {}),
        )

    @cached_property
    def outlines(self) -> str:
        """Asks for the geography only where there is a network."""
        return outlines_stamp(self.network.body.ags, self.geography) if self.network else ""


class FramedRequest(HttpRequest):
    """A request that carries its frame."""

    frame: Frame


def frame_of(request: HttpRequest) -> Frame:
    """The frame of this request: view and template share it (0 queries)."""
    framed = cast(FramedRequest, request)
    if not hasattr(framed, "frame"):
        framed.frame = Frame()
    return framed.frame


def look_of(request: HttpRequest) -> str:
    """ "light", "dark" or "" where the device decides."""
    look = request.COOKIES.get(LOOK_COOKIE, "")
    return look if look in LOOKS else ""


def face(request: HttpRequest) -> dict[str, Any]:
    """For every template. Callables are asked by the template itself: no query where nothing is shown."""
    frame = frame_of(request)
    session = getattr(request, "session", {})  # a request that was refused before has none
    everyones = {"csrf_token": FORM_KEY} if frame.is_for_everyone else {}
    return everyones | {
        "network": lambda: frame.network,
        "notices": lambda: frame.notices,
        "footer_pages": lambda: frame.footer_pages,
        "outlines": lambda: frame.outlines,
        "today": lambda: frame.today,
        "site": settings.BASE_URL,
        "look": look_of(request),
        "large_type": request.COOKIES.get(LARGE_COOKIE) == LARGE,
        "shortlist_count": len(session.get(SHORTLIST, ())),
        "is_demo": settings.DEMO,
    }
