from datetime import date
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet

from mitsorge.domain.directory.rules import version_of
from mitsorge.domain.stories.models import News, Page
from mitsorge.foundation import statements
from mitsorge.foundation.identity.models import Network


class FooterPage(NamedTuple):
    slug: str
    title: str


class Notice(NamedTuple):
    """What the start page shows of a `News`."""

    title: str
    text: str
    published_on: date


def _footer_pages() -> QuerySet[Page, Any]:
    return Page.objects.filter(is_published=True, in_footer=True).values_list("slug", "title")


FOOTER_PAGES = statements.Question(_footer_pages, lambda rows: [FooterPage(*row) for row in rows])
"""Published pages linked in the footer (1 query)."""


def current_news(*, on: date, limit: int = 3) -> list[Notice]:
    """The newest notices that hold on a day (1 query)."""
    return [Notice(*row) for row in statements.rows(_current_news, on=on, limit=limit)]


def _current_news(on: date, limit: int) -> QuerySet[News, Any]:
    running = Q(ends_on=None) | Q(ends_on__gt=on)
    found = News.objects.filter(running, published_on__lte=on)[:limit]
    return found.values_list("title", "text", "published_on")


def published_page(slug: str) -> Page | None:
    """A page the public may read, or None (1 query)."""
    return Page.objects.filter(is_published=True, slug=slug).first()


def published_pages() -> list[Page]:
    """Every published page, slug and day of change only (1 query)."""
    return list(Page.objects.filter(is_published=True).only("slug", "modified_at"))


def version_of_network(network: Network) -> str:
    """A sign for the texts a form was filled from; it keeps no moment of its last change (0 queries)."""
    fields = network._meta.concrete_fields
    return version_of({field.attname: getattr(network, field.attname) for field in fields})
