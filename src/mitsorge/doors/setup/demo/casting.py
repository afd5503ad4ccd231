"""The houses of the standing cast: written by hand, so that tests and visitors know them."""

from typing import Any

from mitsorge.domain.directory.models import Service
from mitsorge.doors.setup.demo import library, speech
from mitsorge.doors.setup.demo.houses import Builder, House, Slot
from mitsorge.doors.setup.demo.offers import add_offer

FIRST = "netzwerk-soziale-dienste"
OFFER_ONLY = {"kind", "towns", "reaches", "ride"}
"""Keys of the file that are worked out before an offer is made of the rest."""


def claim(slots: list[Slot]) -> list[tuple[dict[str, Any], Slot]]:
    """Each house of the cast takes the place of one partner: the first of its wished kinds. Removes these."""
    taken = []
    for entry in library.table("cast")["house"]:
        slot = next(slot for kind in entry["takes"] for slot in slots if slot.house == kind)
        slots.remove(slot)
        taken.append((entry, slot))
    return taken


def settle(builder: Builder, entry: dict[str, Any], slot: Slot) -> House:
    """One house of the cast with its offers."""
    place = builder.ground.named(entry["place"][builder.preset])
    fixed = dict(entry) | {"phone": _number(entry["phone"]), "offers": []}
    if builder.preset != FIRST:
        fixed["name"] = entry.get("elsewhere", entry["name"])
        fixed.pop("postcode", None)
    house = builder.house(slot, entry["word"], place, fixed=fixed)
    for offer in entry["offer"]:
        _offer(builder, house, offer)
    return house


def _offer(builder: Builder, house: House, entry: dict[str, Any]) -> Service:
    fixed = {key: value for key, value in entry.items() if key not in OFFER_ONLY}
    if "reaches" in entry:
        around = builder.ground.around(house.place, entry["reaches"] - 1)
        named = entry["towns"].get(builder.preset)
        fixed["towns"] = named or [house.place.name, *(each.name for each in around)]
        towns = speech.enumerated(fixed["towns"])
        fixed["transport_description"] = entry["ride"].format(towns=towns)
    return add_offer(builder, house, entry["kind"], fixed)


def _number(last: int) -> tuple[str, str]:
    return f"+493023125{last:03}", f"030 23125-{last:03}"
