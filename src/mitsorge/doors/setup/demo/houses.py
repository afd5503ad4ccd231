"""The organizations of a demo: who they are called, where they sit, how to reach them."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from random import Random
from typing import Any

from mitsorge.domain.directory.models import (
    Accessibility,
    Contact,
    Location,
    Organization,
    Phone,
    TaxonomyTerm,
)
from mitsorge.domain.directory.rules import Access, Status, TermKind
from mitsorge.domain.partners.models import MemberGroup, Partnership
from mitsorge.domain.partners.rules import Participation
from mitsorge.doors.setup.demo import ages, library, speech
from mitsorge.doors.setup.demo.dice import dice, evenly
from mitsorge.doors.setup.demo.ground import Ground, Settlement
from mitsorge.doors.setup.demo.sheaf import Sheaf

SOURCE = "Beispieldaten"
SPACE = uuid.UUID("6f0c7f0e-6f2d-5d52-9d6b-3b1a3f2d9a10")
Terms = dict[tuple[str, str], TaxonomyTerm]


@dataclass(frozen=True)
class Slot:
    """One partner to be invented: its member group, its kind of house, its place in the row."""

    group: str
    house: str
    number: int


@dataclass
class Registry:
    """What may be used once: names of pages and phone numbers."""

    preset: str
    slugs: set[str] = field(default_factory=set)
    numbers: Iterator[int] = field(default_factory=lambda: iter(range(160, 1000)))

    def slug(self, name: str, town: str = "") -> str:
        """The address of a page, made unique by the town, then by a number."""
        plain = speech.page_name(name)[:100]
        tries = [plain, f"{plain}-{speech.page_name(town)}"[:110] if town else plain]
        tries += [f"{plain}-{number}" for number in range(2, 99)]
        slug = next(each for each in tries if each not in self.slugs)
        self.slugs.add(slug)
        return slug

    def uid(self, slug: str, what: str) -> uuid.UUID:
        """The same identifier for the same record, every time."""
        return uuid.uuid5(SPACE, f"{self.preset}/{what}/{slug}")

    def phone(self) -> tuple[str, str]:
        """A number reserved for fiction (Bundesnetzagentur): as E.164 and as written."""
        number = next(self.numbers)
        return f"+493023125{number:03}", f"030 23125-{number:03}"


@dataclass
class House:
    """An invented organization on its way to the database, with what its offers need to know."""

    slot: Slot
    word: str
    place: Settlement
    record: Organization
    location: Location
    domain: str
    phone: tuple[str, str]
    offers: dict[str, float]


@dataclass
class Builder:
    """What all houses of one demo share."""

    preset: str
    at: datetime
    ground: Ground
    registry: Registry
    terms: Terms
    sheaf: Sheaf
    turns: Iterator[float] = field(default_factory=evenly)

    def house(self, slot: Slot, word: str, place: Settlement, *, fixed: dict[str, Any]) -> House:
        """One organization with location, phone and contact; `fixed` holds what is not left to chance."""
        chance = dice(self.preset, "house", slot.group, slot.house, slot.number)
        form = library.names("house")[slot.house]
        words = house_words(chance, word=word, place=place, at=self.at)
        name, legal_form = _name(chance, form, words, fixed)
        slug = self.registry.slug(name, place.name)
        domain = fixed.get("domain") or speech.page_name(word or name)[:40]
        phone = fixed.get("phone") or self.registry.phone()
        record = self.sheaf.add(
            Organization(
                **self._dates(chance),
                uid=self.registry.uid(slug, "organization"),
                slug=slug,
                name=name,
                legal_form=legal_form,
                description=fixed.get("about") or chance.choice(form["about"]).format(**words),
                email=f"info@{domain}.example",
                website=f"https://www.{domain}.example/" if chance.random() < 0.8 else "",
                status=fixed.get("status") or Status.ACTIVE,
                source=SOURCE,
            )
        )
        location = self._location(chance, record, place, fixed)
        self._reachable(chance, record, phone)
        return House(slot, word, place, record, location, domain, phone, _offers(form, fixed))

    def join(self, house: House, group: MemberGroup, *, active: float) -> None:
        """The organization as a partner of the network."""
        chance = dice(self.preset, "partner", house.record.slug)
        since = house.record.slug == "haus-abendsonne-ggmbh" and 2017
        self.sheaf.add(
            Partnership(
                organization=house.record,
                participation=Participation.ACTIVE
                if chance.random() < active or since
                else Participation.INACTIVE,
                member_group=group,
                active_from=date(
                    since or chance.randint(2009, self.at.year - 1), chance.randint(1, 12), 1
                ),
            )
        )

    def _dates(self, chance: Random) -> dict[str, datetime | None]:
        assured = ages.assured_at(chance, chance.random(), at=self.at)
        return {"assured_at": assured, "modified_at": ages.changed_at(chance, assured, at=self.at)}

    def _location(
        self, chance: Random, record: Organization, place: Settlement, fixed: dict[str, Any]
    ) -> Location:
        latitude, longitude, code = place.site(chance)
        location = self.sheaf.add(
            Location(
                uid=self.registry.uid(record.slug, "location"),
                organization=record,
                street=fixed.get("street") or self.ground.street(chance),
                postcode=fixed.get("postcode") or code,
                town=place.town,
                municipality=place.municipality,
                latitude=latitude,
                longitude=longitude,
                precision=place.precision,
                is_protected=fixed.get("protected", False),
                transportation=self._travel(chance) if chance.random() < 0.45 else "",
            )
        )
        for code, access, details in fixed.get("access") or _access(chance):
            term = self.terms[TermKind.ACCESSIBILITY, code]
            self.sheaf.add(
                Accessibility(location=location, term=term, access=access, details=details)
            )
        return location

    def _travel(self, chance: Random) -> str:
        travel = library.shared("travel")
        city = self.ground.is_city
        return str(chance.choice(travel["city" if city else "lines"])).format(
            stop=chance.choice(travel["city_stops" if city else "stops"]),
            minutes=chance.choice([3, 4, 5, 6, 8, 10]),
        )

    def _reachable(self, chance: Random, record: Organization, phone: tuple[str, str]) -> None:
        hours = chance.choice(library.names("phone_hours"))
        self.sheaf.add(Phone(organization=record, number=phone[0], display=phone[1], hours=hours))
        self.sheaf.add(
            Contact(
                organization=record,
                function=chance.choice(["Geschäftsstelle", "Büro", "Leitung", "Vorstand"])
                if record.legal_form
                else "Büro",
                email=record.email,
            )
        )


def house_words(chance: Random, *, word: str, place: Settlement, at: datetime) -> dict[str, Any]:
    """The blanks of names and descriptions."""
    return {
        "word": word,
        "town": place.name,
        "in_town": speech.in_place(place.name),
        "spot": chance.choice(library.names("spots")),
        "blossom": chance.choice(library.names("blossoms")),
        "illness": chance.choice(library.names("illnesses")),
        "since": chance.randint(1992, at.year - 3),
        "staff": chance.randint(9, 48),
        "few": chance.randint(4, 9),
        "crowd": chance.randint(14, 46),
        "members": chance.randint(28, 210),
        "beds": chance.randint(120, 380),
        "flats": chance.randint(340, 2800),
        "department": word,
    }


def _name(
    chance: Random, form: dict[str, Any], words: dict[str, Any], fixed: dict[str, Any]
) -> tuple[str, str]:
    if "name" in fixed:
        return fixed["name"], fixed.get("legal_form", "")
    legal_form = chance.choice(form["forms"])
    name = chance.choice(form["names"]).format(**words)
    return f"{name} {legal_form}".strip(), legal_form


def _offers(form: dict[str, Any], fixed: dict[str, Any]) -> dict[str, float]:
    kinds = fixed.get("offers", form["offers"])
    return dict.fromkeys(kinds, 1.0) if isinstance(kinds, list) else dict(kinds)


def _access(chance: Random) -> list[tuple[str, str, str]]:
    """Three to seven statements about getting in; "partly" only where it can say what is missing."""
    access = library.shared("access")
    codes = dict.fromkeys(chance.sample(access["usual"], chance.randint(2, 5)), (0.68, 0.18))
    codes |= dict.fromkeys(chance.sample(access["seldom"], chance.randint(0, 1)), (0.22, 0.0))
    codes |= dict.fromkeys(chance.sample(access["always"], chance.randint(0, 2)), (1.0, 0.0))
    return [(code, *_value(chance, code, *odds)) for code, odds in codes.items()]


def _value(chance: Random, code: str, yes: float, partly: float) -> tuple[str, str]:
    values, odds = [Access.YES, Access.PARTLY, Access.NO], [yes, partly, 1 - yes - partly]
    value = chance.choices(values, odds)[0]
    details = library.shared("access")["details"].get(code, {}).get(value, [""])
    return str(value), chance.choice(details)
