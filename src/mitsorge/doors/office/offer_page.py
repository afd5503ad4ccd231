"""The whole form of an offer: sections of fields and rows, filled from a draft and read back into one."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mitsorge.domain.directory import rules
from mitsorge.domain.directory.models import Location, TaxonomyTerm
from mitsorge.domain.directory.rules import TermKind
from mitsorge.doors.office import choices
from mitsorge.doors.office.entry_page import EntryPage
from mitsorge.doors.office.offer_form import SAID, OfferForm, attributes
from mitsorge.doors.office.offer_rows import AreaRow, CapacityRow, CostRow, KindRow, SiteRow
from mitsorge.doors.office.reach_rows import ContactRow, PhoneRow
from mitsorge.doors.office.rows import Row, Rows
from mitsorge.doors.office.schedule_rows import ScheduleRow

SECTIONS: tuple[tuple[str, Any, tuple[str, ...]], ...] = (
    (
        "was",
        _("Was ist es?"),
        ("name", "main_kind", "kinds", "summary", "description", "alternate_name"),
    ),
    (
        "wer",
        _("Für wen?"),
        ("targets", "eligibility", "care_grade_from", "minimum_age", "maximum_age"),
    ),
    ("wo", _("Wo und für welches Gebiet?"), ("sites", "areas", "transport_description")),
    ("wann", _("Wann?"), ("schedules",)),
    (
        "kosten",
        _("Was kostet es, und wer zahlt?"),
        ("costs", "fees_description", "payers", "funding_description"),
    ),
    (
        "kontakt",
        _("Wie erreicht man es?"),
        ("phones", "contacts", "email", "url", "application_process"),
    ),
    ("sprachen", _("Barrierefreiheit und Sprachen"), ("languages",)),
    ("plaetze", _("Freie Plätze"), ("capacities",)),
    (
        "sichtbar",
        _("Sichtbarkeit, Anerkennung, Schließung"),
        (
            *("status", "visible_from", "visible_to", "recognized_45a", "recognized_until"),
            *("closed_from", "closed_to", "closed_reason", "source"),
        ),
    ),
)


@dataclass(frozen=True)
class Section:
    """One part of the page; its parts are fields and rows in their order."""

    anchor: str
    title: str
    parts: tuple[Any, ...]


class OfferPage(EntryPage):
    """All forms of one offer."""

    main: OfferForm

    def __init__(
        self, draft: rules.ServiceDraft, data: Mapping[str, Any] | None, *, internal: bool
    ) -> None:
        self.before = draft
        kinds = _kinds(draft)
        self.others = kinds[TermKind.ACCESSIBILITY]
        tree = choices.term_tree(TermKind.CARE, also=kinds[TermKind.CARE])
        said = {n: choices.terms(kind, also=kinds[kind]) for n, kind in SAID.items()}
        main = OfferForm(data, initial=_initial(draft, kinds), tree=tree, said=said)
        rows = _rows(draft, data, tree, kinds[TermKind.CARE], internal=internal)
        super().__init__(data, main, rows)

    def draft(self) -> rules.ServiceDraft:
        """What was typed; call it when everything is valid."""
        parts = self.parts()
        said = attributes(
            self.before.attributes,
            main=self.main.cleaned_data["main_kind"],
            ticked=self.main.terms() + self.others,
            kinds=parts.pop("kinds"),
        )
        return replace(self.before, **self.main.values(), **parts, attributes=said)

    def sections(self) -> list[Section]:
        return [
            Section(anchor, title, tuple(self._part(name) for name in names))
            for anchor, title, names in SECTIONS
        ]

    def _part(self, name: str) -> Any:
        return self.rows[name] if name in self.rows else self.main[name]


def _kinds(draft: rules.ServiceDraft) -> dict[TermKind, list[int]]:
    """The offer's terms by vocabulary (1 query)."""
    said = [attribute.term_id for attribute in draft.attributes]
    kind_of = dict(TaxonomyTerm.objects.filter(pk__in=said).values_list("pk", "kind"))
    return {kind: [pk for pk in said if kind_of[pk] == kind] for kind in TermKind}


def _initial(draft: rules.ServiceDraft, kinds: dict[TermKind, list[int]]) -> dict[str, Any]:
    said = {name: kinds[kind] for name, kind in SAID.items()}
    return {**vars(draft), **said, "main_kind": _main(draft)}


def _main(draft: rules.ServiceDraft) -> int | None:
    return next((each.term_id for each in draft.attributes if each.is_main), None)


ROWS: tuple[tuple[str, type[Row[Any]], Any, Any], ...] = (
    ("kinds", KindRow, _("Weitere Angebotsarten"), _("Weitere Angebotsart")),
    ("sites", SiteRow, _("Standorte"), _("Weiterer Standort")),
    ("areas", AreaRow, _("Einzugsgebiet"), _("Weiteres Gebiet")),
    ("schedules", ScheduleRow, _("Öffnungszeiten"), _("Weitere Öffnungszeit")),
    ("costs", CostRow, _("Preise"), _("Weiterer Preis")),
    ("capacities", CapacityRow, _("Was ist gerade frei?"), _("Weitere Art von Plätzen")),
)


def _rows(
    draft: rules.ServiceDraft,
    data: Mapping[str, Any] | None,
    tree: Any,
    care: list[int],
    *,
    internal: bool,
) -> dict[str, Rows[Any]]:
    """The rows of every part (1 query for locations, 3 for places)."""
    more = [a for a in draft.attributes if a.term_id in care and not a.is_main]
    used = [choices.place_key(a.municipality_id, a.planning_area_id) for a in draft.areas]
    options: dict[str, dict[str, Any]] = {
        "kinds": {"tree": tree},
        "sites": {"locations": locations(draft, internal=internal)},
        "areas": {"places": choices.places(also=used)},
    }
    found = {
        prefix: Rows(
            row,
            prefix,
            title,
            words,
            data=data,
            drafts=more if prefix == "kinds" else getattr(draft, prefix),
            **options.get(prefix, {}),
        )
        for prefix, row, title, words in ROWS
    }
    return found | {"phones": phone_rows(draft, data), "contacts": contact_rows(draft, data)}


def phone_rows(draft: Any, data: Mapping[str, Any] | None) -> Rows[rules.PhoneDraft]:
    return Rows(
        PhoneRow, "phones", _("Telefon"), _("Weitere Nummer"), data=data, drafts=draft.phones
    )


def contact_rows(draft: Any, data: Mapping[str, Any] | None) -> Rows[rules.ContactDraft]:
    return Rows(
        ContactRow,
        "contacts",
        _("Ansprechstellen"),
        _("Weitere Ansprechstelle"),
        data=data,
        drafts=draft.contacts,
    )


def locations(draft: rules.ServiceDraft, *, internal: bool) -> choices.Choices:
    """The organization's locations in words; a protected street only for those who may read it (1 query)."""
    used = [site.location_id for site in draft.sites if site.location_id]
    found = Location.objects.filter(Q(organization=draft.organization_id) | Q(pk__in=used))
    return [(place.pk, location_words(place, internal=internal)) for place in found]


def location_words(place: Location, *, internal: bool) -> str:
    street = place.street if internal or not place.is_protected else ""
    words = ", ".join(part for part in (place.name, street, place.town) if part)
    return words + (str(_(" (Adresse geschützt)")) if place.is_protected else "")
