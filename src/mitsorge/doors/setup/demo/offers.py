"""The offers of a house: what they are called and say, how much they cost, when they are open."""

from datetime import time, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from mitsorge.domain.directory.models import (
    Attribute,
    Contact,
    CostOption,
    Phone,
    Schedule,
    Service,
    ServiceAtLocation,
)
from mitsorge.domain.directory.rules import Status, TermKind
from mitsorge.doors.setup.demo import ages, library, places_and_reach, speech
from mitsorge.doors.setup.demo.dice import dice
from mitsorge.doors.setup.demo.houses import SOURCE, Builder, House, house_words

CARE_SERVICES = {"pflegedienst", "sozialstation"}
"""They bill the Entlastungsbetrag by their contract (§ 45b (1) no. 3 SGB XI), without recognition under § 45a."""
LISTED = 0.25
"""Share of offers that came with a partner list and were not touched since."""
UNSEEN = ((0.012, Status.DRAFT), (0.03, Status.INACTIVE))
"""Shares, each up to: not yet shown; not shown any more."""


def chosen_kinds(builder: Builder, house: House, gaps: dict[str, list[str]]) -> list[str]:
    """Which of its usual kinds a house offers; nothing where the network has its gap."""
    chance = dice(builder.preset, "kinds", house.record.slug)
    kinds = [kind for kind, likely in house.offers.items() if chance.random() < likely]
    if not kinds and house.offers and house.slot.house != "gemeinde":
        kinds = [next(iter(house.offers))]
    chain = set(house.place.chain)
    return [kind for kind in kinds if not chain & set(gaps.get(kind, ()))]


def add_offer(builder: Builder, house: House, code: str, fixed: dict[str, Any]) -> Service:
    """One offer with everything that belongs to it; `fixed` holds what is not left to chance."""
    chance = dice(builder.preset, "offer", house.record.slug, code, fixed.get("name", ""))
    kind = library.kinds()[code]
    words = _words(builder, house, chance, kind)
    service = builder.sheaf.add(_service(builder, house, chance, kind, words, fixed))
    builder.sheaf.add(ServiceAtLocation(service=service, location=house.location))
    _attributes(builder, service, chance, code, kind, fixed)
    _hours(builder, service, chance, kind, fixed)
    _costs(builder, service, chance, kind, fixed)
    _contact(builder, house, service, chance, fixed)
    places_and_reach.add_reach(builder, house, service, chance, kind, fixed)
    places_and_reach.add_capacity(
        builder, service, chance, code, kind, fixed | {"maximum": words["plenty"]}
    )
    return service


def _words(builder: Builder, house: House, chance: Random, kind: dict[str, Any]) -> dict[str, Any]:
    words = house_words(chance, word=house.word, place=house.place, at=builder.at)
    low, high = kind.get("places", ["", 12, 24])[1:]
    words["plenty"] = chance.randint(low, high)
    near = [each.name for each in builder.ground.around(house.place, chance.randint(2, 4))]
    words["around"] = "in den Nachbarvierteln" if builder.ground.is_city else "in den Orten ringsum"
    words["places"] = speech.enumerated([house.place.name, *near])
    return words


def _service(
    builder: Builder,
    house: House,
    chance: Random,
    kind: dict[str, Any],
    words: dict[str, Any],
    fixed: dict[str, Any],
) -> Service:
    pay = library.shared("pay")[kind["pay"]]
    name = fixed.get("name") or _name(house, chance, kind, words)
    slug = builder.registry.slug(name, house.place.name)
    assured = ages.assured_at(chance, next(builder.turns), at=builder.at)
    if "assured_days" in fixed:
        assured = ages.moment(chance, at=builder.at, days=fixed["assured_days"])
    changed = ages.changed_at(chance, assured, at=builder.at)
    texts = {
        "summary": _pick(chance, kind["summary"], words),
        "description": speech.sentence(*(_pick(chance, pool, words) for pool in kind["text"])),
        "eligibility": _pick(chance, kind["who"], words),
        "application_process": _pick(chance, library.shared("apply")[kind["apply"]], words),
        "fees_description": _pick(chance, pay["fees"], words),
        "funding_description": _pick(chance, pay["funding"], words),
        "transport_description": _ride(chance, kind, words),
    }
    texts |= {key: fixed[key] for key in texts if key in fixed}
    return Service(
        **texts,
        **_recognition(builder, house, chance, kind),
        **_closing(builder, chance, fixed),
        uid=builder.registry.uid(slug, "service"),
        slug=slug,
        organization=house.record,
        name=name,
        email=fixed.get("email") or house.record.email,
        care_grade_from=fixed.get("grade", kind.get("grade")),
        minimum_age=kind.get("minimum_age"),
        assured_at=assured,
        modified_at=changed,
        imported_at=changed if fixed.get("imported", chance.random() < LISTED) else None,
        status=_status(chance, fixed),
        source=SOURCE,
    )


def _name(house: House, chance: Random, kind: dict[str, Any], words: dict[str, Any]) -> str:
    """A name of this kind; a house without a name of its own takes one with the place."""
    usable = [name for name in kind["names"] if house.word or "{word}" not in name]
    if house.slot.house in ("gemeinde", "amt", "stuetzpunkt"):
        local = [name for name in kind["names"] if "{word}" not in name]
        usable = local or [kind["names"][0].replace("{word}", "{town}")]
    return str(chance.choice(usable)).format(**words)


def _pick(chance: Random, variants: list[str], words: dict[str, Any]) -> str:
    return chance.choice(variants).format(**words)


def _ride(chance: Random, kind: dict[str, Any], words: dict[str, Any]) -> str:
    return _pick(chance, library.shared("ride")["lines"], words) if kind.get("ride") else ""


def _status(chance: Random, fixed: dict[str, Any]) -> Status:
    throw = chance.random()
    unseen = next((status for limit, status in UNSEEN if throw < limit), Status.ACTIVE)
    return Status.ACTIVE if fixed else unseen


def _recognition(
    builder: Builder, house: House, chance: Random, kind: dict[str, Any]
) -> dict[str, Any]:
    if not kind.get("recognized") or house.slot.house in CARE_SERVICES:
        return {}
    until = ages.recognized_until(chance, at=builder.at)
    return {"recognized_45a": True, "recognized_until": until}


def _closing(builder: Builder, chance: Random, fixed: dict[str, Any]) -> dict[str, Any]:
    if fixed or chance.random() > 0.015:
        return {}
    today = builder.at.date()
    return {
        "closed_from": today - timedelta(days=chance.randint(2, 20)),
        "closed_to": today + timedelta(days=chance.randint(10, 60)),
        "closed_reason": chance.choice(library.shared("closing")["reasons"]),
    }


def _attributes(
    builder: Builder,
    service: Service,
    chance: Random,
    code: str,
    kind: dict[str, Any],
    fixed: dict[str, Any],
) -> None:
    said: dict[tuple[str, str], str] = {(TermKind.CARE, code): ""}
    said |= {(TermKind.CARE, also): "" for also in fixed.get("also", [])}
    said |= {(TermKind.TARGET_GROUP, each): "" for each in kind["targets"]}
    said |= {(TermKind.PAYER, each): "" for each in library.shared("pay")[kind["pay"]]["payers"]}
    said[TermKind.LANGUAGE, "de"] = ""
    for language, note in _languages(chance, kind, fixed):
        said[TermKind.LANGUAGE, language] = note
    for key, note in said.items():
        builder.sheaf.add(
            Attribute(
                service=service,
                term=builder.terms[key],
                is_main=key == (TermKind.CARE, code),
                note=note,
            )
        )


def _languages(
    chance: Random, kind: dict[str, Any], fixed: dict[str, Any]
) -> list[tuple[str, str]]:
    if "languages" in fixed:
        return [(code, note) for code, note in fixed["languages"].items()]
    spoken = list(kind.get("languages", []))
    languages = library.shared("languages")
    if not spoken and chance.random() < 0.34:
        spoken = chance.sample(languages["common"], chance.choice([1, 1, 2]))
    return [(code, languages["note"] if chance.random() < 0.3 else "") for code in spoken]


def _hours(
    builder: Builder, service: Service, chance: Random, kind: dict[str, Any], fixed: dict[str, Any]
) -> None:
    lines = fixed.get("hours") or chance.choice(library.shared("hours")[kind["hours"]])
    for days, opens, closes in lines:
        builder.sheaf.add(_schedule(service, days, opens, closes))


def _schedule(service: Service, days: str, opens: str, closes: str) -> Schedule:
    if days == "appointment":
        return Schedule(service=service, by_appointment=True)
    if days == "say":
        return Schedule(service=service, description=closes)
    span = {"opens_at": time.fromisoformat(opens), "closes_at": time.fromisoformat(closes)}
    if days == "DAILY":
        return Schedule(service=service, rrule="FREQ=DAILY", **span)
    monthly = days.lstrip("-")[0].isdigit()
    return Schedule(
        service=service, rrule=f"FREQ={'MONTHLY' if monthly else 'WEEKLY'};BYDAY={days}", **span
    )


def _costs(
    builder: Builder, service: Service, chance: Random, kind: dict[str, Any], fixed: dict[str, Any]
) -> None:
    lines = fixed.get("costs") or [
        [what, per, low + step * chance.randint(0, int((high - low) / step))]
        for what, per, low, high, step in (
            kind[key] for key in ("price", "share_price") if key in kind
        )
    ]
    for what, per, amount in lines:
        builder.sheaf.add(
            CostOption(
                uid=builder.registry.uid(f"{service.slug}/{what}", "cost"),
                service=service,
                option=what,
                per=per,
                amount=Decimal(f"{amount:.2f}"),
            )
        )


def _contact(
    builder: Builder, house: House, service: Service, chance: Random, fixed: dict[str, Any]
) -> None:
    number, display = fixed.get("phone") or house.phone
    hours = fixed.get("phone_hours") or chance.choice(library.names("phone_hours"))
    builder.sheaf.add(Phone(service=service, number=number, display=display, hours=hours))
    if chance.random() < 0.4 and not fixed:
        function = chance.choice(library.names("functions"))
        builder.sheaf.add(Contact(service=service, function=function, email=service.email))
