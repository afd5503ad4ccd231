"""The rows of an offer: what a coordinator types, and the parts of a draft it becomes."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mitsorge.domain.directory import rules, wording
from mitsorge.domain.directory.rules import Fault
from mitsorge.doors.office.fields import Chosen, Day, Text, offer_choices
from mitsorge.doors.office.rows import Row
from mitsorge.face.places_chosen import place_ids, place_key
from mitsorge.face.positions import on_map


class KindRow(Row[rules.AttributeDraft]):
    """One more kind of offer."""

    term_id = Chosen(label=_("Angebotsart"))
    note = Text(_("Hinweis dazu"))
    fault_fields = {Fault.TWICE: "term_id"}

    def __init__(self, *args: Any, tree: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(self, "term_id", tree)

    def draft(self) -> rules.AttributeDraft:
        return rules.AttributeDraft(**self.values())

    def clean_term_id(self) -> int:
        return needed(self.cleaned_data["term_id"], _("Wählen Sie eine Angebotsart."))


class SiteRow(Row[rules.SiteDraft]):
    """A known location, or the address of a new one."""

    location_id = Chosen(label=_("Standort"))
    description = Text(
        _("Hinweis zum Standort"), 300, help_text=_("Zum Beispiel: Eingang im Hof, erste Etage.")
    )
    name = Text(_("Name des Hauses"))
    street = Text(_("Straße und Hausnummer"))
    postcode = Text(_("Postleitzahl"), 5)
    town = Text(_("Ort"), 120)
    transportation = Text(_("So kommt man hin"), 300)
    is_protected = forms.BooleanField(
        label=_("Adresse geschützt"),
        required=False,
        help_text=_("Dann zeigen wir öffentlich nur den Ort, zum Beispiel bei Schutzwohnungen."),
    )
    folded_words = _("Adresse eines neuen Standorts")
    folded = ("name", "street", "postcode", "town", "transportation", "is_protected")
    fault_fields = {
        Fault.SITE: "location_id",
        Fault.TWICE: "location_id",
        Fault.POSTCODE: "postcode",
    }

    def __init__(self, *args: Any, locations: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(self, "location_id", locations, _("neuer Standort"))

    @classmethod
    def initial_of(cls, draft: rules.SiteDraft) -> dict[str, Any]:
        return {"location_id": draft.location_id, "description": draft.description}

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if not values.get("location_id") and not values.get("town"):
            self.add_error("town", _("Wählen Sie einen Standort oder geben Sie den Ort ein."))
        return values

    def draft(self) -> rules.SiteDraft:
        values = self.values()
        chosen, note = values.pop("location_id"), values.pop("description")
        if chosen:
            return rules.SiteDraft(chosen, note)
        return rules.SiteDraft(None, note, rules.LocationDraft(**values, **on_map(values)))


class AreaRow(Row[rules.AreaDraft]):
    """Where the offer comes to."""

    place = forms.ChoiceField(label=_("Gebiet"), required=False)
    radius_km = forms.IntegerField(
        label=_("Umkreis in Kilometern"), required=False, min_value=1, max_value=500
    )
    fault_fields = {Fault.AREA: "radius_km"}

    def __init__(self, *args: Any, places: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        whole = [("BODY", _("das ganze Netzwerk")), ("RADIUS", _("Umkreis um den Standort"))]
        offer_choices(self, "place", [*whole, *places])

    @classmethod
    def initial_of(cls, draft: rules.AreaDraft) -> dict[str, Any]:
        place = place_key(draft.municipality_id, draft.planning_area_id)
        return {"place": place or str(draft.kind), "radius_km": draft.radius_km}

    def clean_place(self) -> str:
        return needed(self.cleaned_data["place"], _("Wählen Sie ein Gebiet."))

    def draft(self) -> rules.AreaDraft:
        place, radius = self.cleaned_data["place"], self.cleaned_data["radius_km"]
        if place in (rules.Area.BODY, rules.Area.RADIUS):
            return rules.AreaDraft(rules.Area(place), radius_km=radius)
        municipality, area = place_ids(place)
        kind = rules.Area.MUNICIPALITY if municipality else rules.Area.PLANNING_AREA
        return rules.AreaDraft(kind, municipality, area, radius)


class CostRow(Row[rules.CostDraft]):
    """One price."""

    option = Text(_("Wofür"), 120)
    amount = forms.DecimalField(
        label=_("Betrag in Euro"), required=False, max_digits=9, decimal_places=2, localize=True
    )
    per = Text(_("Je"), 40, help_text=_("Zum Beispiel: Tag, Stunde, Monat."))
    amount_description = Text(_("Erklärung"))
    valid_from = Day(label=_("Gilt ab"))
    valid_to = Day(label=_("Gilt bis (ohne diesen Tag)"))
    fault_fields = {
        Fault.TEXT_MISSING: "option",
        Fault.PRICE: "amount",
        Fault.PERIOD_REVERSED: "valid_to",
    }

    def draft(self) -> rules.CostDraft:
        return rules.CostDraft(**self.values())


class CapacityRow(Row[rules.CapacityDraft]):
    """Free places of one kind."""

    kind = forms.ChoiceField(
        label=_("Wo"),
        required=False,
        choices=[("", _("bitte wählen")), *wording.PLACE_KIND.items()],
    )
    unit = Text(_("Art der Plätze"), 60, help_text=_("Zum Beispiel: Tagesplätze."))
    available = forms.IntegerField(label=_("Davon frei"), required=False, min_value=0)
    maximum = forms.IntegerField(label=_("Plätze insgesamt"), required=False, min_value=0)
    free_from = Day(label=_("Frei ab"))
    conditions = Text(_("Bedingungen"))
    on_request = forms.BooleanField(label=_("Auf Anfrage"), required=False)
    waiting_list = forms.BooleanField(label=_("Warteliste offen"), required=False)
    free_to = Day(label=_("Frei bis (letzter Tag)"))
    weekdays = forms.MultipleChoiceField(
        label=_("An welchen Tagen"),
        required=False,
        choices=[(day, wording.WEEKDAY[n]) for n, day in enumerate(rules.WEEKDAYS)],
        widget=forms.CheckboxSelectMultiple,
    )
    hours_per_week = forms.IntegerField(
        label=_("Freie Stunden in der Woche"), required=False, min_value=0, max_value=999
    )
    postcodes = Text(
        _("Für welche Postleitzahlen"), 200, help_text=_("Zum Beispiel: 14822, 14806.")
    )
    care_grade_from = forms.IntegerField(
        label=_("Ab Pflegegrad"), required=False, min_value=0, max_value=5
    )
    dementia_fit = forms.BooleanField(label=_("Für Menschen mit Demenz geeignet"), required=False)
    single_room = forms.BooleanField(label=_("Einzelzimmer"), required=False)
    sex = forms.ChoiceField(
        label=_("Für wen"), required=False, choices=[("", _("alle")), *wording.SEX.items()]
    )
    folded_words = _("Tage, Stunden und Bedingungen")
    folded = (
        *("free_to", "weekdays", "hours_per_week", "postcodes"),
        *("care_grade_from", "dementia_fit", "single_room", "sex"),
    )
    unseen = ("kind", "sex")
    fault_fields = {
        Fault.TEXT_MISSING: "unit",
        Fault.TWICE: "unit",
        Fault.MORE_FREE_THAN_PLACES: "available",
        Fault.PERIOD_REVERSED: "free_to",
        Fault.CARE_GRADE: "care_grade_from",
        Fault.POSTCODE: "postcodes",
    }

    @classmethod
    def initial_of(cls, draft: rules.CapacityDraft) -> dict[str, Any]:
        return {**vars(draft), "weekdays": rules.weekdays_of(draft.weekdays)}

    def draft(self) -> rules.CapacityDraft:
        values = self.values()
        values["weekdays"] = rules.weekdays_code(values["weekdays"])
        values["postcodes"] = ", ".join(rules.postcodes_of(values["postcodes"]))
        values["kind"] = values["kind"] or rules.PlaceKind.OTHER
        return rules.CapacityDraft(**values)


def needed(value: Any, sentence: Any) -> Any:
    """The value, or the sentence as a problem of its field."""
    if not value:
        raise forms.ValidationError(sentence)
    return value
