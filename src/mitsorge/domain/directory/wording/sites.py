"""A location in words; of a protected one only the town, where the reader is not internal."""

from django.utils.translation import gettext as _

from mitsorge.domain.directory.rules import LocationDraft


def address_words(place: LocationDraft, *, internal: bool = False) -> str:
    """ "Haus am Bahnhof, Am Alten Bahnhof 3, 14822 Brück"."""
    if place.is_protected and not internal:
        return _("%(town)s (Adresse geschützt)") % {"town": place.town}
    town = f"{place.postcode} {place.town}".strip()
    words = ", ".join(part for part in (place.name, place.street, town) if part)
    return _("%(place)s (Adresse geschützt)") % {"place": words} if place.is_protected else words
