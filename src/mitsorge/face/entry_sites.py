"""The rows of an entry's form about its places: the address, how one gets in, and where it comes to."""

from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mitsorge.domain.directory import rules, wording
from mitsorge.face.entry_rows import Line, Row
from mitsorge.face.forms import offer, save_over
from mitsorge.face.places_chosen import place_ids
from mitsorge.face.positions import on_map

ADDRESS = ("street", "postcode", "town")
OWN = ("name", *ADDRESS, "transportation", "is_protected")
POSITION = ("municipality_id", "latitude", "longitude", "precision")


class PlaceRow(Row):
    """A row of one place, with what it was filled from: who comes second reads what stands there now."""

    version = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known: rules.LocationDraft | None = self.initial.get("location")

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        typed = values.get("version")
        if typed and not self.known:
            self.add_error(None, _("Diese Adresse steht hier nicht mehr. Laden Sie die Seite neu."))
        if self.known and typed != rules.version_of(self.known):
            save_over(self, rules.version_of(self.known))
            words = _("Das hat inzwischen jemand geändert. Jetzt steht da: %(now)s")
            self.add_error(None, words % {"now": wording.address_words(self.known, internal=True)})
        return values

    def site(self, place: rules.LocationDraft, note: str) -> rules.SiteDraft:
        return rules.SiteDraft(self.initial.get("location_id"), note, place)


class AddressRow(PlaceRow):
    """One address. It holds for every offer of the organization at this place."""

    key = "town"
    faults = "postcode"
    asks = gettext_lazy("Schreiben Sie den Ort dazu.")
    name = Line(gettext_lazy("Name des Hauses"), gettext_lazy("Wenn es einen hat."), 200)
    street = Line(
        gettext_lazy("Straße und Hausnummer"),
        gettext_lazy("Die Adresse gilt für alle Ihre Angebote an diesem Ort."),
        200,
    )
    postcode = Line(gettext_lazy("Postleitzahl"), gettext_lazy("Fünf Ziffern."), 5)
    town = Line(
        gettext_lazy("Ort"),
        gettext_lazy("Leeren Sie das Feld, wenn es das Angebot an diesem Ort nicht mehr gibt."),
        120,
    )
    description = Line(
        gettext_lazy("Hinweis"), gettext_lazy("Zum Beispiel: Eingang im Hof, erste Etage."), 300
    )
    transportation = Line(
        gettext_lazy("So kommt man hin"),
        gettext_lazy("Bus und Bahn, Haltestelle, Parkplatz."),
        300,
    )
    is_protected = forms.BooleanField(
        label=gettext_lazy("Adresse geheim halten"),
        required=False,
        help_text=gettext_lazy("Dann zeigen wir öffentlich nur den Ort."),
    )

    def part(self) -> rules.SiteDraft | None:
        """Its position is found anew only where the address changed (at most 11 queries)."""
        values = self.cleaned_data
        if not values.get("town"):
            return None
        known = self.known or rules.LocationDraft()
        own = {name: values[name] for name in OWN}
        if any(own[name] != getattr(known, name) for name in ADDRESS):
            nowhere = {name: getattr(rules.LocationDraft, name) for name in POSITION}
            own |= nowhere | on_map(own)
        return self.site(replace(known, **own), values.get("description", ""))


class HouseRow(AddressRow):
    """One address of the organization itself: the office takes away what is no more."""

    description = None  # type: ignore[assignment]  # so a form drops a field of its base
    town = Line(gettext_lazy("Ort"), "", 120)

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        if self.known and not values.get("town") and "town" not in self.errors:
            self.add_error(
                "town", _("Gibt es den Ort nicht mehr? Sagen Sie es uns in der Nachricht.")
            )
        return values


class AccessRow(PlaceRow):
    """For every word about getting in: yes, partly, no, or nothing said."""

    def __init__(self, *args: Any, terms: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.terms = [pk for pk, _name in terms]
        for pk, name in terms:
            self.fields[f"a{pk}"] = forms.ChoiceField(
                label=name,
                required=False,
                choices=[("", _("keine Angabe")), *wording.ACCESS.items()],
            )
            self.fields[f"d{pk}"] = forms.CharField(
                label=_("Einzelheiten zu „%(name)s“") % {"name": name},
                required=False,
                max_length=200,
            )
        for line in self.known.accessibility if self.known else ():
            self.initial[f"a{line.term_id}"] = line.access
            self.initial[f"d{line.term_id}"] = line.details

    def place(self) -> str:
        """Which one this row is about."""
        return wording.address_words(self.known, internal=True) if self.known else ""

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        for pk in self.terms:
            if values.get(f"d{pk}") and not values.get(f"a{pk}"):
                self.add_error(f"a{pk}", _("Wählen Sie dazu: ja, teilweise oder nein."))
        return values

    def part(self) -> rules.SiteDraft | None:
        if self.known is None:
            return None
        stated = [line.term_id for line in self.known.accessibility]
        order = stated + [pk for pk in self.terms if pk not in stated]
        lines = tuple(
            rules.AccessDraft(pk, rules.Access(access), self.cleaned_data[f"d{pk}"])
            for pk in order
            if (access := self.cleaned_data.get(f"a{pk}"))
        )
        return self.site(replace(self.known, accessibility=lines), self.initial["description"])


class AreaRow(Row):
    """One area for whose people the offer is there."""

    key = "where"
    faults = "where"
    asks = gettext_lazy("Wählen Sie ein Gebiet.")
    where = forms.ChoiceField(
        label=gettext_lazy("Gebiet"),
        help_text=gettext_lazy(
            "Wo wohnen die Menschen, für die es das Angebot gibt? Ohne Auswahl fällt die Zeile weg."
        ),
        required=False,
    )
    radius_km = forms.IntegerField(
        label=gettext_lazy("Umkreis in Kilometern"),
        help_text=gettext_lazy("Nur, wenn Sie „Umkreis um den Standort“ gewählt haben."),
        required=False,
        min_value=1,
        max_value=500,
    )

    def __init__(self, *args: Any, places: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        whole = [
            (rules.Area.BODY, _("das ganze Netzwerk")),
            (rules.Area.RADIUS, _("Umkreis um den Standort")),
        ]
        offer(self, "where", [("", _("bitte wählen")), *whole, *places])

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        place, radius = values.get("where"), values.get("radius_km")
        if place == rules.Area.RADIUS and not radius and "radius_km" not in self.errors:
            self.add_error("radius_km", _("Schreiben Sie dazu, wie viele Kilometer."))
        if place and place != rules.Area.RADIUS and radius:
            self.add_error("radius_km", _("Das gilt nur für „Umkreis um den Standort“."))
        return values

    def part(self) -> rules.AreaDraft | None:
        place, radius = self.cleaned_data.get("where"), self.cleaned_data.get("radius_km")
        if not place:
            return None
        if place in (rules.Area.BODY, rules.Area.RADIUS):
            return rules.AreaDraft(rules.Area(place), radius_km=radius)
        municipality, area = place_ids(place)
        kind = rules.Area.MUNICIPALITY if municipality else rules.Area.PLANNING_AREA
        return rules.AreaDraft(kind, municipality, area)
