"""Fills a founded network with invented organizations: the same ones every time."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from mitsorge.domain.directory.models import Attribute, Service, TaxonomyTerm
from mitsorge.domain.partners.models import MemberGroup
from mitsorge.doors.setup.demo import casting, days, duties, library
from mitsorge.doors.setup.demo.dice import apportion, dice
from mitsorge.doors.setup.demo.ground import Ground, Settlement, survey
from mitsorge.doors.setup.demo.houses import Builder, House, Registry, Slot
from mitsorge.doors.setup.demo.offers import add_offer, chosen_kinds
from mitsorge.doors.setup.demo.sheaf import Sheaf
from mitsorge.doors.setup.presets import Preset
from mitsorge.foundation.identity.models import Network

PARTNERS_PER_DOUBLE = 60
"""One offer in so many partners stands in the list twice, under two names, for someone to find."""
SELDOM_MOVES = {"amt", "gutachter"}


@dataclass(frozen=True)
class Filled:
    """What was written."""

    partners: int
    offers: int


@transaction.atomic
def fill_network(preset: Preset, *, at: datetime) -> Filled:
    """Partners as many as the preset names, with offers, responsibilities, news, reports and letters; about 60 queries.

    Everything is invented and the same every time; dates count back from `at`.
    """
    network = Network.objects.select_related("body").get()
    builder = _builder(preset, network, at=timezone.localtime(at))
    groups = {group.code: group for group in MemberGroup.objects.all()}
    mix = library.table("mix")[preset.code]
    slots = list(_slots(preset, mix))
    cast = [casting.settle(builder, *one) for one in casting.claim(slots)]
    extras = _settle(builder, network, slots, mix)
    houses = cast + extras
    for house in houses:
        builder.join(house, groups[house.slot.group], active=mix["active"])
    _double(builder, houses)
    _stands_twice(builder, extras)
    builder.sheaf.write(at=at)
    duties.assign(builder, network)
    days.live(builder, network, houses[0])
    return Filled(len(houses), len(builder.sheaf.rows[Service]))


def _builder(preset: Preset, network: Network, *, at: datetime) -> Builder:
    terms = {(term.kind, term.code): term for term in TaxonomyTerm.objects.all()}
    return Builder(preset.code, at, survey(network.body), Registry(preset.code), terms, Sheaf())


def _slots(preset: Preset, mix: dict[str, Any]) -> Iterator[Slot]:
    """One slot for each partner, group by group."""
    shares = {group["code"]: group["share"] for group in preset.member_groups}
    for group, count in apportion(preset.partners, shares).items():
        for house, number in apportion(count, mix["groups"][group]).items():
            yield from (Slot(group, house, one) for one in range(number))


def _settle(
    builder: Builder, network: Network, slots: list[Slot], mix: dict[str, Any]
) -> list[House]:
    words = _words(builder.preset)
    houses = []
    for slot in slots:
        place = _place(builder.ground, builder, network, slot)
        word, fixed = next(words), {}
        if slot.house == "amt":
            word, fixed = "", _department(network, slot)
        if slot.house in ("gemeinde", "stuetzpunkt"):
            word = ""
        house = builder.house(slot, word, place, fixed=fixed)
        for kind in chosen_kinds(builder, house, mix["gaps"]):
            add_offer(builder, house, kind, {})
        houses.append(house)
    return houses


def _words(preset: str) -> Iterator[str]:
    """Names for houses, each once, in an order of this network's own."""
    pairs = [
        first + second for first in library.names("first") for second in library.names("second")
    ]
    dice(preset, "words").shuffle(pairs)
    return iter(pairs)


def _place(ground: Ground, builder: Builder, network: Network, slot: Slot) -> Settlement:
    """Authorities sit in the main town, town halls in every town, all others where people live."""
    if slot.house in SELDOM_MOVES:
        return ground.named(network.town)
    if slot.house == "gemeinde":
        return ground.settlements[slot.number % len(ground.settlements)]
    if slot.house == "stuetzpunkt":
        chiefs = ground.chiefs()
        return chiefs[slot.number % len(chiefs)]
    return ground.draw(dice(builder.preset, "place", slot.group, slot.house, slot.number))


def _department(network: Network, slot: Slot) -> dict[str, Any]:
    departments = library.names("department")
    department = departments[slot.number % len(departments)]
    return {
        "name": f"{network.body.name}, {department['name']}",
        "offers": department["offers"],
        "domain": network.email.partition("@")[2].removesuffix(".example"),
        "about": f"Ein Bereich der Verwaltung: {department['name']}.",
    }


def _double(builder: Builder, houses: list[House]) -> None:
    """Some offers once more under another name, long unconfirmed."""
    usual = [house for house in houses if house.slot.house in ("pflegedienst", "treff", "alltag")]
    usual = [house for house in usual if house.word and house.offers]
    for house in dice(builder.preset, "doubles").sample(
        usual, 1 + len(houses) // PARTNERS_PER_DOUBLE
    ):
        kind = next(iter(house.offers))
        term = builder.terms["CARE", kind]
        name = f"{term.name} {house.word}, {house.place.name}"
        add_offer(builder, house, kind, {"name": name, "assured_days": 330})


def _stands_twice(builder: Builder, houses: list[House]) -> None:
    """One organization once more as an old list wrote it, with one of its offers; nobody asked it to join, and no
    journey of the cast meets it."""
    known = {id(house.record): house for house in houses}
    usual = [
        (house, row.service.name, row.term.code)
        for row in builder.sheaf.rows[Attribute]
        if isinstance(row, Attribute) and row.is_main
        for house in [known.get(id(row.service.organization))]
        if house and house.word and house.record.legal_form
    ]
    house, name, kind = dice(builder.preset, "twin").choice(usual)
    written = {
        "name": house.record.name.removesuffix(house.record.legal_form).strip(),
        "domain": house.domain,
        "phone": house.phone,
        "street": house.location.street,
        "postcode": house.location.postcode,
    }
    twin = builder.house(house.slot, house.word, house.place, fixed=written)
    add_offer(builder, twin, kind, {"name": name, "assured_days": 400, "imported": True})
