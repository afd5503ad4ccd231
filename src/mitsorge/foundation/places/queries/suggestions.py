"""What a person probably wants to type."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from django.db.models import BooleanField, Case, F, Q, QuerySet, Value, When

from mitsorge.foundation.places.models import Municipality, Postcode
from mitsorge.foundation.places.queries.areas import areas_in_force
from mitsorge.foundation.places.queries.candidates import Home, home, starting_with
from mitsorge.foundation.places.rules import place_key


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One line to offer; `text` typed as it stands leads `locate_text` back to this place."""

    text: str


def suggest_places(prefix: str, limit: int = 8) -> tuple[Suggestion, ...]:
    """Places that start like this, those of the own body first, then the larger. Letters or digits of a postcode.

    4 queries for letters, 2 for digits, none for fewer than two characters.
    """
    key = place_key(prefix)
    if len(key) < 2:
        return ()
    texts = _by_code(key, home(), limit) if key.isdecimal() else _by_name(key, home(), limit)
    return tuple(Suggestion(text) for text in islice(dict.fromkeys(texts), limit))


def _by_code(digits: str, own: Home, limit: int) -> Iterable[str]:
    rows = Postcode.objects.filter(code__gte=digits, code__lte=digits.ljust(5, "9"))
    rows = rows.annotate(own=_own(own, "municipality__ags")).order_by("-own", "code", "place")
    return [f"{code} {place}" for code, place in rows.values_list("code", "place")[:limit]]


def _by_name(key: str, own: Home, limit: int) -> Iterable[str]:
    areas = (
        areas_in_force()
        .filter(starting_with("key", key))
        .values_list("name", "body__short_name")[:limit]
    )
    texts = [(0, f"{name}, {body}" if body else name) for name, body in areas]
    texts += _municipalities(key, own, limit)
    texts += _villages(key, own, limit)
    return [text for _rank, text in sorted(texts, key=lambda ranked: ranked[0])]


def _municipalities(key: str, own: Home, limit: int) -> list[tuple[int, str]]:
    rows: QuerySet[Municipality] = Municipality.objects.filter(starting_with("key", key))
    rows = rows.annotate(own=_own(own, "ags")).order_by("-own", "-population", "ags")
    return [(0 if mine else 2, name) for mine, name in rows.values_list("own", "name")[:limit]]


def _villages(key: str, own: Home, limit: int) -> list[tuple[int, str]]:
    rows = Postcode.objects.filter(starting_with("key", key), municipality__isnull=False)
    rows = rows.exclude(place=F("municipality__name")).annotate(own=_own(own, "municipality__ags"))
    rows = rows.order_by("-own", "place", "code")
    columns = rows.values_list("own", "code", "place", "municipality__name")[:limit]
    return [
        (1 if mine else 3, f"{code} {place}, {municipality}")
        for mine, code, place, municipality in columns
    ]


def _own(own: Home, field: str) -> Case:
    mine = Q(pk__in=[])
    for ags in own.ags:
        mine |= Q(**{f"{field}__startswith": ags})
    return Case(When(mine, then=Value(True)), default=Value(False), output_field=BooleanField())
