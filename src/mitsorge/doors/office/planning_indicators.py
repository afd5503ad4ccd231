"""What people have of a kind of offer, in words: every number with numerator, denominator, date and what is missing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from mitsorge.domain.planning import wording
from mitsorge.domain.planning.queries.kinds import Kind
from mitsorge.domain.planning.rules.indicator import Indicator
from mitsorge.domain.planning.rules.provision import Lack, Provision
from mitsorge.domain.planning.wording.findings import amount, people
from mitsorge.domain.planning.wording.provision import LACK
from mitsorge.face.planning.numbers import people_words

FAR = 1000
"""Kilometers without decimals from here on."""


@dataclass(frozen=True)
class Told:
    """One value in words with everything it is made of. `gaps`: sentences."""

    name: str
    value: str
    numerator: str
    denominator: str
    as_of: date
    quality: str
    gaps: Sequence[str]


def told(found: Provision, kind: Kind) -> list[Told]:
    """Every measured value of one area, or of all together, for one kind."""
    return list(_told(found, kind))


def _told(found: Provision, kind: Kind) -> Iterator[Told]:
    age = _("Menschen ab %(age)s") % {"age": kind.age_from}
    lives = f"{people_words(found.people)} {age}"
    if kind.has_places:
        each = found.per_1000
        name = _("Plätze je 1.000 %(age)s") % {"age": age}
        yield _row(name, each, per_words(each), _places(each.numerator), lives)
    if kind.care:
        each = found.coverage
        name = _("Gedeckter Bedarf %(year)s") % {"year": each.as_of.year}
        yield _row(
            *(name, each, cover_words(each), _places(each.numerator), _places(each.denominator))
        )
    each = found.within
    name = _("Menschen mit einem Angebot in höchstens %(km)s km") % {"km": amount(kind.km)}
    yield _row(name, each, near_words(each), _people(each), lives)
    if kind.has_places and Lack.COMES not in found.access.gaps:
        each = found.access
        name = _("Erreichbare Plätze je 1.000 %(age)s") % {"age": age}
        yield _row(name, each, per_words(each), _places(each.numerator, 1), lives)


def _row(name: str, each: Indicator, value: str, numerator: str, denominator: str) -> Told:
    gaps = [str(LACK[Lack(gap)]) for gap in each.gaps]
    quality = str(wording.QUALITY[each.quality])
    return Told(name, value, numerator, denominator, each.as_of, quality, gaps)


def _places(number: float | None, digits: int = 0) -> str:
    if number is None:
        return _("keine Angabe")
    return _("%(n)s Plätze") % {"n": amount(number, digits)}


def _people(each: Indicator) -> str:
    if each.numerator is None:
        return _("keine Angabe")
    return _("%(n)s Menschen") % {"n": people(each.numerator, each.denominator)}


def per_words(each: Indicator) -> str:
    """ "12,5", "mind. 12,5", "keine Angabe"; not told where so few people are that the number would tell them."""
    if each.value is None or _is_small(each.denominator):
        return _("keine Angabe")
    words = amount(each.value)
    return _("mind. %(n)s") % {"n": words} if each.at_least else words


def cover_words(each: Indicator) -> str:
    if each.value is None:
        return _("keine Angabe")
    words = f"{amount(each.value, 0)} %"
    return _("mind. %(n)s") % {"n": words} if each.at_least else words


def near_words(each: Indicator) -> str:
    """ "93 %"; in words where a handful of people would be told by the share."""
    if each.value is None or each.numerator is None or each.denominator is None:
        return _("keine Angabe")
    said = people(each.numerator, each.denominator)
    if not said[:1].isdigit():
        return said if each.numerator < each.denominator / 2 else _("fast alle")
    if round(each.numerator) == round(each.denominator):
        return _("alle")
    return f"{amount(each.value)} %"


def _is_small(number: float | None) -> bool:
    return number is not None and not people(number)[:1].isdigit()


def way_words(km: float | None) -> str:
    """ "4,2 km", "1.250 km"."""
    return _("keine Angabe") if km is None else f"{amount(km, 0 if km >= FAR else 1)} km"


def day_words(day: date) -> str:
    return date_format(day, "j. F Y")
