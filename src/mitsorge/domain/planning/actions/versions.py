"""Forecasts and scenarios are written by one at a time: a version guards them, and a name is taken once."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _

from mitsorge.domain.governance.actions.outcomes import AlreadyDone, ItemChanged
from mitsorge.domain.planning.models import Scenario, Variant

Kept = Scenario | Variant


def check_version(
    kept: Kept, version: int, now: Mapping[str, Any], yours: Mapping[str, Any]
) -> None:
    """Raises `ItemChanged` with both where somebody saved since `version`."""
    if kept.version != version:
        theirs = {**now, "version": kept.version}
        raise ItemChanged(theirs=theirs, yours=dict(yours), changed_at=kept.modified_at)


def write(kept: Kept, values: Mapping[str, Any], at: datetime) -> None:
    """Stores these fields and the next version; `AlreadyDone` where another was faster."""
    mine = type(kept)._default_manager.filter(pk=kept.pk, version=kept.version)
    if not mine.update(**values, version=F("version") + 1, modified_at=at):
        raise AlreadyDone(_("Jemand anderes hat gerade gespeichert. Laden Sie die Seite neu."))


def is_taken(name: str, model: type[Kept], besides: Kept | None) -> bool:
    """Whether another one has this name already (1 query)."""
    others = model._default_manager.filter(name=name.strip())
    return (others.exclude(pk=besides.pk) if besides else others).exists()
