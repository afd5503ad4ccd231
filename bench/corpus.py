"""An invented directory of any size: the same every time, at real places, of no real organization."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from mitsorge.domain.directory import search
from mitsorge.domain.directory.models import (
    Attribute,
    Location,
    Organization,
    Service,
    ServiceArea,
    ServiceAtLocation,
    ServiceCapacity,
    TaxonomyTerm,
)
from mitsorge.domain.directory.rules import Area, Status, TermKind
from mitsorge.foundation.places.models import Municipality

HOUSES = (
    "Abendsonne", "Lindenhof", "Mühlenfließ", "Burgwiesen", "Storchennest", "Rosengarten", "Am Markt", "Seeblick",
    "Fläminghof", "Kastanienallee", "Sonnenuhr", "Birkengrund", "Alte Schule", "Regenbogen", "Morgentau", "Weidenkorb",
    "Brückenschlag", "Lichtblick", "Dreiklang", "Wegwarte", "Apfelbaum", "Silberdistel", "Eulenturm", "Windmühle",
)  # fmt: skip
OWNERS = (
    "Haus {} gGmbH", "{} Pflege GmbH", "Nachbarn {} e. V.", "{} Sorge e. V.", "Stiftung {}", "Sozialwerk {}",
)  # fmt: skip
SENTENCES = (
    "Wir nehmen uns Zeit und sprechen mit Ihnen ab, was Sie brauchen.",
    "Rufen Sie uns an, wir kommen gern zu einem ersten Gespräch.",
    "Unser Team ist seit vielen Jahren in der Region unterwegs.",
    "Auch Angehörige sind bei uns willkommen.",
    "Die Räume sind hell und liegen im Erdgeschoss.",
    "Montags bis freitags sind wir für Sie da.",
    "Für Speisen und Getränke ist gesorgt.",
    "Ein kleiner Garten gehört dazu.",
)
COUNTIES = ("12069", "14713", "16069", "08111")
"""Potsdam-Mittelmark, Leipzig, Hildburghausen, Stuttgart: the networks that are the measure."""
BATCH = 2000


@dataclass
class _Drawn:
    service: Service
    terms: list[TaxonomyTerm]
    location: Location
    area: ServiceArea | None
    capacity: ServiceCapacity | None


@transaction.atomic
def fill(services: int, *, on: date, seed: int = 1) -> None:
    """Organizations, services with kinds, marks, places and areas, and their search documents.

    The taxonomy and the places are expected to be there.
    """
    draw = random.Random(seed)
    towns = _towns()
    owners = _owners(max(services // 3, 1), on)
    by_kind = _terms_by_kind()
    drawn = [_draw(number, draw, by_kind, towns, owners, on) for number in range(services)]
    _insert(drawn)
    search.rebuild()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def _towns() -> list[Municipality]:
    rows = Municipality.objects.filter(body_ags5__in=COUNTIES, latitude__isnull=False)
    return list(rows.defer("outline").order_by("ags"))


def _terms_by_kind() -> dict[str, list[TaxonomyTerm]]:
    found: dict[str, list[TaxonomyTerm]] = {}
    for term in TaxonomyTerm.objects.select_related("parent").order_by("kind", "position", "pk"):
        found.setdefault(term.kind, []).append(term)
    return found


def _moment(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(9)))


def _owners(number: int, on: date) -> list[Organization]:
    names = [
        f"{OWNERS[at % len(OWNERS)].format(HOUSES[at // len(OWNERS) % len(HOUSES)])}"
        + (f" {at}" if at >= len(OWNERS) * len(HOUSES) else "")
        for at in range(number)
    ]
    rows = [
        Organization(slug=f"o-{at}", name=name, modified_at=_moment(on), assured_at=_moment(on))
        for at, name in enumerate(names)
    ]
    return Organization.objects.bulk_create(rows, batch_size=BATCH)


def _draw(
    number: int,
    draw: random.Random,
    by_kind: dict[str, list[TaxonomyTerm]],
    towns: Sequence[Municipality],
    owners: Sequence[Organization],
    on: date,
) -> _Drawn:
    kinds = by_kind[TermKind.CARE]
    kind, town, owner = kinds[number % len(kinds)], draw.choice(towns), draw.choice(owners)
    terms = [kind, *_further(kind, kinds, draw), *_marks(by_kind, draw)]
    service = Service(
        slug=f"s-{number}",
        organization=owner,
        name=_name(kind, draw),
        summary=f"{kind.name} in {town.name}.",
        description=" ".join([kind.description, *draw.sample(SENTENCES, 3)]),
        modified_at=_moment(on),
        assured_at=_moment(on - timedelta(days=draw.randrange(400))),
        status=Status.ACTIVE,
    )
    return _Drawn(
        service, terms, _location(owner, town, draw), _area(town, draw), _capacity(draw, on)
    )


def _further(
    kind: TaxonomyTerm, kinds: Sequence[TaxonomyTerm], draw: random.Random
) -> list[TaxonomyTerm]:
    """Every third offer has a further kind, mostly a relative of its main one."""
    if draw.random() > 1 / 3:
        return []
    kin = [term for term in kinds if term.parent_id == kind.parent_id and term != kind]
    return [draw.choice(kin or kinds)]


def _marks(by_kind: dict[str, list[TaxonomyTerm]], draw: random.Random) -> Iterator[TaxonomyTerm]:
    yield from draw.sample(by_kind[TermKind.TARGET_GROUP], draw.randrange(3))
    yield from draw.sample(by_kind[TermKind.PAYER], draw.randrange(1, 3))
    yield from draw.sample(by_kind[TermKind.LANGUAGE], draw.randrange(3))


def _name(kind: TaxonomyTerm, draw: random.Random) -> str:
    house = draw.choice(HOUSES)
    return draw.choice((f"{kind.name} {house}", f"{house}: {kind.name}", f"Haus {house}"))


def _location(owner: Organization, town: Municipality, draw: random.Random) -> Location:
    return Location(
        organization=owner,
        street=f"Musterweg {draw.randrange(1, 90)}",
        town=town.name,
        municipality=town,
        latitude=round(float(town.latitude or 0) + draw.uniform(-0.02, 0.02), 5),
        longitude=round(float(town.longitude or 0) + draw.uniform(-0.02, 0.02), 5),
        precision="ADDRESS",
        is_protected=draw.random() < 0.05,
    )


def _area(town: Municipality, draw: random.Random) -> ServiceArea | None:
    chance = draw.random()
    if chance < 0.4:
        return ServiceArea(kind=Area.MUNICIPALITY, municipality=town)
    if chance < 0.7:
        return ServiceArea(kind=Area.RADIUS, radius_km=draw.choice((10, 20, 30)))
    return ServiceArea(kind=Area.BODY) if chance < 0.8 else None


def _capacity(draw: random.Random, on: date) -> ServiceCapacity | None:
    if draw.random() < 0.6:
        return None
    return ServiceCapacity(
        unit="Plätze",
        available=draw.randrange(4),
        waiting_list=draw.random() < 0.5,
        updated_at=_moment(on - timedelta(days=draw.randrange(30))),
    )


def _insert(drawn: Sequence[_Drawn]) -> None:
    Service.objects.bulk_create([item.service for item in drawn], batch_size=BATCH)
    Location.objects.bulk_create([item.location for item in drawn], batch_size=BATCH)
    attributes: list[Attribute] = []
    for item in drawn:
        attributes += [
            Attribute(service=item.service, term=term, is_main=position == 0)
            for position, term in enumerate(dict.fromkeys(item.terms))
        ]
    sites = [ServiceAtLocation(service=item.service, location=item.location) for item in drawn]
    _insert_all(Attribute, attributes)
    _insert_all(ServiceAtLocation, sites)
    for model, field in ((ServiceArea, "area"), (ServiceCapacity, "capacity")):
        _insert_all(model, [_owned(item, field) for item in drawn if getattr(item, field)])


def _owned(item: _Drawn, field: str) -> Any:
    row = getattr(item, field)
    row.service = item.service
    return row


def _insert_all(model: Any, rows: list[Any]) -> None:
    model.objects.bulk_create(rows, batch_size=BATCH)
