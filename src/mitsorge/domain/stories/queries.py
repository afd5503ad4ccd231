from datetime import date

from django.db.models import Q

from mitsorge.domain.stories.models import News, Page


def footer_pages() -> list[Page]:
    """Published pages linked in the footer, slug and title only (1 query)."""
    return list(Page.objects.filter(is_published=True, in_footer=True).only("slug", "title"))


def current_news(*, on: date, limit: int = 3) -> list[News]:
    """The newest notices that hold on a day (1 query)."""
    running = Q(ends_on=None) | Q(ends_on__gt=on)
    return list(News.objects.filter(running, published_on__lte=on)[:limit])


def published_page(slug: str) -> Page | None:
    """A page the public may read, or None (1 query)."""
    return Page.objects.filter(is_published=True, slug=slug).first()


def published_pages() -> list[Page]:
    """Every published page, slug and day of change only (1 query)."""
    return list(Page.objects.filter(is_published=True).only("slug", "modified_at"))
