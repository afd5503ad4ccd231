"""Deeds of the editors: pages, news, and the network's own texts. Each with its entry in the journal."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mitsorge.domain.directory import search
from mitsorge.domain.stories import permissions, queries, rules
from mitsorge.domain.stories.models import News, Page
from mitsorge.foundation.identity.models import Network
from mitsorge.foundation.journal import actions as journal
from mitsorge.foundation.people.models import Account


class ChangedMeanwhile(Exception):
    """Someone else saved first. Nothing was written.

    `current` is the record as it stands now, `changes` field → [what stands there, what was typed].
    """

    def __init__(self, current: Any, changes: Mapping[str, list[Any]]) -> None:
        self.current, self.changes = current, changes
        super().__init__(
            _(
                "Jemand hat den Text inzwischen geändert. Ihre Fassung steht noch hier. Vergleichen Sie beide."
            )
        )


class PageKept(Exception):
    """The law asks for this page; it cannot be withdrawn."""


@transaction.atomic
def change_page(
    *, page: Page, values: Mapping[str, Any], seen: datetime, by: Account, at: datetime
) -> None:
    """Saves a page if nobody did since `seen`. Raises `NotAllowed`, `PageKept` or `ChangedMeanwhile`.

    Values that change nothing leave no trace, so a double click is one change.
    """
    permissions.check_may_edit(by)
    if not values.get("is_published", True) and not rules.may_be_withdrawn(page.slug):
        raise PageKept(_("Diese Seite ist vorgeschrieben und bleibt öffentlich."))
    changes = _changes(page, values)
    if not changes:
        return
    if not Page.objects.filter(pk=page.pk, modified_at=seen).update(**values, modified_at=at):
        current = Page.objects.get(pk=page.pk)
        raise ChangedMeanwhile(current, _changes(current, values))
    journal.record(event="stories.page.changed", subject=page, by=by, at=at, changes=changes)


@transaction.atomic
def publish_news(
    *, title: str, text: str, published_on: date, ends_on: date | None, by: Account, at: datetime
) -> News:
    permissions.check_may_edit(by)
    news = News.objects.create(title=title, text=text, published_on=published_on, ends_on=ends_on)
    journal.record(event="stories.news.published", subject=news, by=by, at=at)
    return news


@transaction.atomic
def end_news(*, news: News, by: Account, at: datetime) -> None:
    """Takes a notice down today; a second time changes nothing."""
    permissions.check_may_edit(by)
    today = timezone.localdate(at)
    standing = News.objects.filter(models.Q(ends_on=None) | models.Q(ends_on__gt=today), pk=news.pk)
    if standing.update(ends_on=today):
        journal.record(event="stories.news.ended", subject=news, by=by, at=at)


UPKEEP = frozenset({"review_months", "hide_after_months"})
"""What the search keeps in mind of the network."""


@transaction.atomic
def change_network(
    *, values: Mapping[str, Any], by: Account, at: datetime, seen: str | None = None
) -> None:
    """The network's own names, addresses and texts; its body and preset stay what they are.

    `seen` is the `queries.version_of_network` that was edited; raises `ChangedMeanwhile` where it stands no more.
    """
    permissions.check_may_edit(by)
    network = Network.objects.select_for_update().get()
    changes = _changes(network, values)
    if not changes:
        return
    if seen is not None and seen != queries.version_of_network(network):
        raise ChangedMeanwhile(network, changes)
    Network.objects.filter(pk=network.pk).update(**values)
    if UPKEEP & changes.keys():
        search.refresh_taxonomy()
    journal.record(event="stories.network.changed", subject=network, by=by, at=at, changes=changes)


def _changes(record: models.Model, values: Mapping[str, Any]) -> dict[str, list[Any]]:
    return {
        name: [getattr(record, name), value]
        for name, value in values.items()
        if getattr(record, name) != value
    }
