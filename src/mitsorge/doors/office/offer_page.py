"""The whole form of an offer: sections of fields and rows, filled from a draft and read back into one."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mitsorge.domain.directory import rules
from mitsorge.domain.directory.models import Location, TaxonomyTerm
from mitsorge.domain.directory.rules import TermKind
from mitsorge.doors.office import choices
from mitsorge.doors.office.entry_page import EntryPage
from mitsorge.doors.office.offer_form import SAID, OfferForm, attributes
from mitsorge.doors.office.offer_rows import AreaRow, CapacityRow, CostRow, KindRow, SiteRow
from mitsorge.doors.office.offer_sections import Section, is_open, words_of
from mitsorge.doors.office.reach_rows import ContactRow, PhoneRow
from mitsorge.doors.office.rows import Row, Rows
from mitsorge.doors.office.schedule_rows import ScheduleRow
from mitsorge.face.places_chosen import place_key, places
from mitsorge.face.vocabulary import term_tree

SECTIONS: tuple[tuple[str, Any, tuple[str, ...]], ...] = (
    (
        "was",
        gettext_lazy("Was ist es?"),
        ("name", "main_kind", "kinds", "summary", "description", "alternate_name"),
    ),
    (
        "wer",
        gettext_lazy("Für wen?"),
        ("targets", "eligibility", "care_grade_from", "minimum_age", "maximum_age"),
    ),
    ("wo", gettext_lazy("Wo und für welches Gebiet?"), ("sites", "areas", "transport_description")),
    ("wann", gettext_lazy("Wann?"), ("schedules",)),
    (
        "kosten",
        gettext_lazy("Was kostet es, und wer zahlt?"),
        ("costs", "fees_description", "payers", "funding_description"),
    ),
    (
        "kontakt",
        gettext_lazy("Wie erreicht man es?"),
        ("phones", "contacts", "email", "url", "application_process"),
    ),
    ("sprachen", gettext_lazy("Barrierefreiheit und Sprachen"), ("languages",)),
    ("plaetze", gettext_lazy("Freie Plätze"), ("capacities",)),
    (
        "sichtbar",
        gettext_lazy("Sichtbarkeit, Anerkennung, Schließung"),
        (
            *("status", "visible_from", "visible_to", "recognized_45a", "recognized_until"),
            *("closed_from", "closed_to", "closed_reason", "source"),
        ),
    ),
)


class OfferPage(EntryPage):
    """All forms of one offer."""

    main: OfferForm

    def __init__(
        self, draft: rules.ServiceDraft, data: Mapping[str, Any] | None, *, internal: bool
    ) -> None:
        self.before = draft
        kinds = _kinds(draft)
        self.others = kinds[TermKind.ACCESSIBILITY]
        tree = term_tree(TermKind.CARE, also=kinds[TermKind.CARE])
        said = {n: choices.branches(kind, also=kinds[kind]) for n, kind in SAID.items()}
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
        """Folded, except the first and those that want to be seen."""
        return [
            self._section(anchor, title, tuple(self._part(name) for name in names))
            for anchor, title, names in SECTIONS
        ]

    def _section(self, anchor: str, title: str, parts: tuple[Any, ...]) -> Section:
        words = words_of(anchor, self.main, self.rows, self.before)
        opened = anchor == SECTIONS[0][0] or is_open(parts, self.data)
        return Section(anchor, title, parts, words, opened)

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
    ("kinds", KindRow, gettext_lazy("Weitere Angebotsarten"), gettext_lazy("Weitere Angebotsart")),
    ("sites", SiteRow, gettext_lazy("Standorte"), gettext_lazy("Weiterer Standort")),
    ("areas", AreaRow, gettext_lazy("Einzugsgebiet"), gettext_lazy("Weiteres Gebiet")),
    (
        "schedules",
        ScheduleRow,
        gettext_lazy("Öffnungszeiten"),
        gettext_lazy("Weitere Öffnungszeit"),
    ),
    ("costs", CostRow, gettext_lazy("Preise"), gettext_lazy("Weiterer Preis")),
    (
        "capacities",
        CapacityRow,
        gettext_lazy("Was ist gerade frei?"),
        gettext_lazy("Weitere Art von Plätzen"),
    ),
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
    used = [place_key(a.municipality_id, a.planning_area_id) for a in draft.areas]
    shown: dict[str, Any] = {"kinds": more, "sites": sites(draft, internal=internal)}
    options: dict[str, dict[str, Any]] = {
        "kinds": {"tree": tree},
        "sites": {"locations": locations(draft, internal=internal)},
        "areas": {"places": places(also=used)},
    }
    found = {
        prefix: Rows(
            row,
            prefix,
            title,
            words,
            data=data,
            drafts=shown[prefix] if prefix in shown else getattr(draft, prefix),
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
    """A location in one line; of a protected one only the town, where the reader is not `internal`."""
    if place.is_protected and not internal:
        return _("%(town)s (Adresse geschützt)") % {"town": place.town}
    words = ", ".join(part for part in (place.name, place.street, place.town) if part)
    return _("%(place)s (Adresse geschützt)") % {"place": words} if place.is_protected else words


def sites(draft: rules.ServiceDraft, *, internal: bool) -> tuple[rules.SiteDraft, ...]:
    """The offer's sites; without the note on a protected one, where the reader is not `internal` (1 query)."""
    if internal:
        return draft.sites
    used = [site.location_id for site in draft.sites if site.location_id]
    hidden = set(
        Location.objects.filter(pk__in=used, is_protected=True).values_list("pk", flat=True)
    )
    return tuple(
        replace(site, description="") if site.location_id in hidden else site
        for site in draft.sites
    )
