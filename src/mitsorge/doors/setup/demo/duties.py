"""Who is responsible: every topic for the whole network, some also with an office in the bigger towns."""

from random import Random
from typing import Any

from mitsorge.domain.directory.models import Responsibility, ResponsibilityTopic
from mitsorge.doors.setup.demo import ages, library, speech
from mitsorge.doors.setup.demo.dice import dice
from mitsorge.doors.setup.demo.ground import Settlement
from mitsorge.doors.setup.demo.houses import Builder
from mitsorge.foundation.identity.models import Network
from mitsorge.foundation.journal import actions as journal


def assign(builder: Builder, network: Network) -> None:
    """All responsibilities with their journal entries (4 queries)."""
    topics = {topic.slug: topic for topic in ResponsibilityTopic.objects.all()}
    numbers = iter(range(20, 100))
    main = builder.ground.named(network.town)
    chiefs = [each for each in builder.ground.chiefs() if each != main][:3]
    made = []
    for duty in library.table("duties")["duty"]:
        topic = topics[duty["topic"]]
        made.append(_duty(builder, network, duty, topic, next(numbers), main, whole=True))
        for chief in chiefs if "local" in duty else []:
            made.append(_duty(builder, network, duty, topic, next(numbers), chief, whole=False))
    Responsibility.objects.bulk_create(made)
    journal.record_many(
        deeds=[journal.Deed("directory.responsibility.created", each) for each in made],
        by=None,
        at=builder.at,
    )


def _duty(
    builder: Builder,
    network: Network,
    duty: dict[str, Any],
    topic: ResponsibilityTopic,
    number: int,
    place: Settlement,
    *,
    whole: bool,
) -> Responsibility:
    chance = dice(builder.preset, "duty", topic.slug, place.name, whole)
    words = {
        "carrier": network.carrier,
        "office": f"{network.carrier}, {network.office_name}",
        "chief": str(network.body) if place.is_quarter else place.name,
        "town": place.name,
    }
    office = duty["office" if whole else "local"].format(**words)
    by_region = place.is_quarter or duty.get("by_region", False)
    assured = ages.assured_at(chance, chance.random(), at=builder.at)
    return Responsibility(
        topic=topic,
        municipality=None if whole or by_region else place.municipality,
        planning_area=place.outer if by_region and not whole else None,
        office=office,
        function=duty["function"],
        deputy=duty["deputy"],
        phone=f"030 23125-{number:03}",
        deputy_phone=f"030 23125-{number + 880:03}",
        email=f"{speech.page_name(topic.slug)}@{network.email.partition('@')[2]}",
        hours=chance.choice(library.table("duties")["hours"]["variants"]),
        address=_address(network, builder, place, chance, whole=whole),
        assured_at=assured,
        modified_at=ages.changed_at(chance, assured, at=builder.at),
    )


def _address(
    network: Network, builder: Builder, place: Settlement, chance: Random, *, whole: bool
) -> str:
    if whole:
        return f"{network.street}, {network.postcode} {network.town}"
    return f"{builder.ground.street(chance)}, {place.codes[0][0]} {place.town}"
