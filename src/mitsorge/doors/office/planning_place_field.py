"""Where something shall be: an address, the name of a place or of a planning area, or degrees, typed into one line."""

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mitsorge.domain.planning.queries.scenarios import Spot
from mitsorge.doors.office.fields import MISSING
from mitsorge.doors.office.typed import NameInput
from mitsorge.foundation.places.queries import locate_text
from mitsorge.foundation.places.rules import Precision, check_point
from mitsorge.foundation.places.rules.positions import GeographyRefused

DEGREES = re.compile(r"(\d{1,2}[.,]\d+)\s*[,;]?\s+(\d{1,2}[.,]\d+)")
UNKNOWN = gettext_lazy("Diesen Ort finden wir nicht. Schreiben Sie eine Adresse oder den Namen eines Ortes, zum Beispiel „14822 Brück“.")  # fmt: skip


class Somewhere(forms.CharField):
    """Its value is a `Spot`; without a name where only degrees were typed. 1 to 12 queries for an address."""

    widget = NameInput

    def __init__(self, label: Any, **kwargs: Any) -> None:
        self.spots: list[Spot] = []
        super().__init__(
            label=label, max_length=200, error_messages={"required": MISSING}, **kwargs
        )

    def offer(self, spots: Iterable[Spot]) -> None:
        """Places that are proposed, and found by name or key."""
        self.spots = list(spots)
        self.widget.choices = [(spot.key, spot.name) for spot in self.spots]

    def clean(self, value: Any) -> Spot | None:
        typed = " ".join(str(super().clean(value)).split())
        if degrees := DEGREES.fullmatch(typed):
            return _at(*(float(part.replace(",", ".")) for part in degrees.groups()))
        return self._proposed(typed) or _located(typed)

    def _proposed(self, typed: str) -> Spot | None:
        said = typed.casefold()
        same = [spot for spot in self.spots if said in (spot.key, spot.name.casefold())]
        return same[0] if len(same) == 1 else None


def _at(lat: float, lon: float) -> Spot:
    try:
        check_point(lat, lon)
    except GeographyRefused as wrong:
        raise forms.ValidationError(str(wrong)) from wrong
    return Spot("", "", lat, lon)


def _located(typed: str) -> Spot:
    found = locate_text(typed)
    if found is None:
        raise forms.ValidationError(UNKNOWN)
    is_exact = found.point.precision in (Precision.ADDRESS, Precision.STREET)
    name = typed if is_exact else _("%(place)s, Ortsmitte") % {"place": found.label}
    return Spot("", name, found.point.latitude, found.point.longitude)
