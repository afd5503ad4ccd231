"""What everybody may see of planning: shown and taken back, each with an entry in the journal."""

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _

from mitsorge.domain.governance.actions.outcomes import Refused
from mitsorge.domain.planning.actions.figures import show_series
from mitsorge.domain.planning.models import Publication, Series
from mitsorge.domain.planning.permissions import check_may_plan
from mitsorge.domain.planning.queries.figures import network_regions
from mitsorge.domain.planning.queries.published import candidates, published
from mitsorge.domain.planning.rules import Public
from mitsorge.foundation.journal import actions as journal
from mitsorge.foundation.people.models import Account


class Thing(NamedTuple):
    """What is shown or taken back; keys as in `models.Publication`."""

    kind: Public
    key: str


@transaction.atomic
def publish(
    *, show: Collection[Thing], hide: Collection[Thing], by: Account, at: datetime
) -> tuple[int, int]:
    """Shows some things and takes others back; what is so already stays. → how many were shown, how many taken back.

    Only one forecast is shown at a time, and only one that a committee chose. Raises `Refused`: nothing is changed.
    """
    check_may_plan(by)
    titles = {
        (each.kind, each.key): each.title for each in candidates(network_regions(), published())
    }
    if [each for each in show if each not in titles]:
        raise Refused(_("Etwas davon gibt es nicht mehr. Sehen Sie die Liste noch einmal an."))
    if sum(each.kind == Public.VARIANT for each in show) > 1:
        raise Refused(_("Es kann nur eine Prognose öffentlich sein. Wählen Sie eine."))
    hidden = _hidden({*hide, *_other_variants(show)} - set(show), by, at)
    rows = [each for each in dict.fromkeys(show) if each.kind != Public.SERIES]
    shown = sum(_shown(each, titles[each], by, at) for each in rows)
    return shown + _series(show, by, at, public=True), hidden + _series(hide, by, at, public=False)


def _series(things: Collection[Thing], by: Account, at: datetime, *, public: bool) -> int:
    """Those that are so already stay."""
    keys = [each.key for each in things if each.kind == Public.SERIES]
    found = Series.objects.filter(uid__in=keys, is_public=not public).values_list("pk", flat=True)
    for number in sorted(found):
        show_series(series_id=number, public=public, by=by, at=at)
    return len(found)


def _other_variants(show: Collection[Thing]) -> set[Thing]:
    if not any(each.kind == Public.VARIANT for each in show):
        return set()
    keys = Publication.objects.filter(kind=Public.VARIANT).values_list("key", flat=True)
    return {Thing(Public.VARIANT, key) for key in keys}


def _shown(thing: Thing, title: str, by: Account, at: datetime) -> bool:
    """Two people who show the same thing at once show it once."""
    made, is_new = Publication.objects.get_or_create(
        kind=thing.kind, key=thing.key, defaults={"title": title[:200], "published_at": at}
    )
    if is_new:
        journal.record(event="planning.view.published", subject=made, by=by, at=at)
    return is_new


def _hidden(things: Collection[Thing], by: Account, at: datetime) -> int:
    rows = [row for row in Publication.objects.select_for_update() if (row.kind, row.key) in things]
    for row in rows:
        journal.record(event="planning.view.hidden", subject=row, by=by, at=at)
        row.delete()
    return len(rows)
