"""Which lists of an entry have rows in its form, what a row shows, and what becomes of the rows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext_lazy

from mitsorge.domain.directory import rules
from mitsorge.domain.directory.models import TaxonomyTerm
from mitsorge.face import entry_rows as rows
from mitsorge.face.entry_sites import AccessRow, AddressRow, AreaRow, HouseRow
from mitsorge.face.places_chosen import place_key, places
from mitsorge.face.vocabulary import term_tree, terms


@dataclass(frozen=True)
class List:
    """`shown`: the draft's value → what its rows show. `made`: the value before and the parts typed → the value now.

    `more`: the words of the button for one more row; empty where there is none. `options`: what every row is given,
    from the value (queries). `field`: where the value stands in the draft, if not under the name of the list.
    `keeps`: a part of the value that has no row, by a letter's link or at all, and stays as it is.
    """

    row: type[rows.Row]
    more: Any = ""
    field: str = ""
    shown: Callable[[Any], list[dict[str, Any]]] = lambda value: [dict(vars(one)) for one in value]
    made: Callable[[Any, Sequence[Any]], Any] = lambda _value, parts: tuple(parts)
    options: Callable[[Any], dict[str, Any]] = lambda _value: {}
    keeps: Callable[[Any, bool], bool] = lambda _part, _by_letter: False


def _slots(value: Sequence[rules.Slot]) -> list[dict[str, Any]]:
    return [vars(one) | {"days": list(rows.pattern_of(one.rrule).days)} for one in value]


def _contacts(value: Sequence[rules.ContactDraft]) -> list[dict[str, Any]]:
    return [
        vars(one) | {"numbers": "\n".join(phone.number for phone in one.phones)} for one in value
    ]


def kind_names(value: Sequence[rules.AttributeDraft]) -> list[str]:
    """The kinds of offer among its attributes, the main one first (1 query)."""
    names = _care(value)
    main_first = sorted(value, key=lambda one: not one.is_main)
    return [names[one.term_id] for one in main_first if one.term_id in names]


def _kinds(value: Sequence[rules.AttributeDraft]) -> list[rules.AttributeDraft]:
    """The same as they stand in the draft (1 query)."""
    names = _care(value)
    return sorted((one for one in value if one.term_id in names), key=lambda one: not one.is_main)


def _care(value: Sequence[rules.AttributeDraft]) -> dict[int, str]:
    ids = [one.term_id for one in value]
    rows = TaxonomyTerm.objects.filter(pk__in=ids, kind=rules.TermKind.CARE)
    return dict(rows.values_list("pk", "name"))


def _with_kinds(
    value: Sequence[rules.AttributeDraft], parts: Sequence[rules.AttributeDraft]
) -> tuple[rules.AttributeDraft, ...]:
    """Target groups, payers and languages stay; the first row is the main kind. The same said anew is no change."""
    known = _kinds(value)
    typed = [replace(part, is_main=number == 0) for number, part in enumerate(parts)]
    if _said(typed) == _said(known):
        return tuple(value)
    return (*typed, *(one for one in value if one not in known))


def _said(kinds: Sequence[rules.AttributeDraft]) -> tuple[set[tuple[int, str]], int | None]:
    """Which kinds with which note, and which of them is the first."""
    return {(one.term_id, one.note) for one in kinds}, kinds[0].term_id if kinds else None


def _places(value: Sequence[rules.SiteDraft]) -> list[dict[str, Any]]:
    return [
        vars(one.location) | vars(one) | {"version": rules.version_of(one.location)}
        for one in value
        if one.location
    ]


def _is_kept(site: rules.SiteDraft, by_letter: bool) -> bool:
    """A place of somebody else, and by a letter, which may be forwarded, a protected one."""
    return site.location is None or (by_letter and site.location.is_protected)


def _access_terms(value: Sequence[rules.SiteDraft]) -> dict[str, Any]:
    stated = {line.term_id for one in value if one.location for line in one.location.accessibility}
    return {"terms": terms(rules.TermKind.ACCESSIBILITY, also=stated)}


def _area_key(area: rules.AreaDraft) -> str:
    return place_key(area.municipality_id, area.planning_area_id) or str(area.kind)


LISTS: dict[str, List] = {
    "phones": List(rows.PhoneRow, gettext_lazy("Weitere Nummer")),
    "schedules": List(rows.HoursRow, gettext_lazy("Weitere Öffnungszeit"), shown=_slots),
    "costs": List(rows.CostRow, gettext_lazy("Weiterer Preis")),
    "contacts": List(rows.ContactRow, gettext_lazy("Weitere Stelle"), shown=_contacts),
    "attributes": List(
        rows.KindRow,
        gettext_lazy("Weitere Angebotsart"),
        shown=lambda value: [dict(vars(one)) for one in _kinds(value)],
        made=_with_kinds,
        options=lambda value: {
            "tree": term_tree(rules.TermKind.CARE, also=[one.term_id for one in _kinds(value)])
        },
    ),
    "areas": List(
        AreaRow,
        gettext_lazy("Weiteres Gebiet"),
        shown=lambda value: [vars(one) | {"where": _area_key(one)} for one in value],
        options=lambda value: {"places": places(also=[_area_key(one) for one in value])},
    ),
    "sites": List(AddressRow, gettext_lazy("Weitere Adresse"), shown=_places, keeps=_is_kept),
    "houses": List(
        HouseRow, gettext_lazy("Weitere Adresse"), field="sites", shown=_places, keeps=_is_kept
    ),
    "access": List(AccessRow, field="sites", shown=_places, options=_access_terms, keeps=_is_kept),
}
"""List of a form → its rows; mostly under the name of its field of the draft."""
