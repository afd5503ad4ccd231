"""What a proposal changes at the places of an offer, field by field; for eyes that may read protected addresses."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from mitsorge.domain.directory.actions.labels import all_in_words
from mitsorge.domain.directory.actions.versions import as_json, differing
from mitsorge.domain.directory.models import Location
from mitsorge.domain.directory.rules import LocationDraft, SiteDraft
from mitsorge.domain.directory.wording import address_words
from mitsorge.face.history import Change as Line
from mitsorge.face.history import change_in_words

UNSEEN = ("municipality_id", "latitude", "longitude", "precision")
"""Follows from the address."""

Sites = tuple[SiteDraft, ...]


def site_lines(several: Iterable[Sequence[Sites]]) -> list[list[Line]]:
    """For each pair of sites before and after its lines (at most 1 query, whatever how many)."""
    given = [list(_places(before, after)) for before, after in several]
    pairs = all_in_words(
        {**_seen(before, after), **_note(before, after)}
        for places in given
        for _name, before, after in places
    )
    words = iter(pairs)
    return [
        [line for name, _before, _after in places for line in _lines(name, next(words))]
        for places in given
    ]


def _places(before: Sites, after: Sites) -> Iterable[tuple[str, SiteDraft, SiteDraft]]:
    """(name, before, after) of every place that differs; one that comes or goes differs from an empty one."""
    nothing = SiteDraft(location=LocationDraft())
    stood = {site.location_id: site for site in before}
    stays = {site.location_id: site for site in after if site.location_id}
    for site in after:
        was = stood.get(site.location_id, nothing) if site.location_id else nothing
        if was != site:
            yield _name_of(was if was.location_id else site), was, site
    for gone in (site for site in before if site.location_id not in stays):
        yield _name_of(gone), gone, nothing


def _name_of(site: SiteDraft) -> str:
    return address_words(site.location, internal=True) if site.location else ""


def _seen(before: SiteDraft, after: SiteDraft) -> dict[str, list[Any]]:
    was, will = before.location or LocationDraft(), after.location or LocationDraft()
    return {n: pair for n, pair in differing(was, will).items() if n not in UNSEEN}


def _note(before: SiteDraft, after: SiteDraft) -> dict[str, list[Any]]:
    pair = [before.description, after.description]
    return {"description": pair} if pair[0] != pair[1] else {}


def _lines(name: str, pairs: dict[str, list[Any]]) -> list[Line]:
    lines = [_line(field, pair) for field, pair in as_json(pairs).items()]
    return [replace(line, name=f"{line.name} ({name})" if name else line.name) for line in lines]


def _line(field: str, pair: list[Any]) -> Line:
    if field == "description":
        return replace(change_in_words(None, field, pair), name=_("Hinweis zum Standort"))
    return change_in_words(Location, field, pair)
