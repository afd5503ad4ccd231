"""Who acts: the cast with their accounts, the committees, the houses and the people who come from them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from mitsorge.domain.directory.models import Organization
from mitsorge.domain.governance.models import Committee, Meeting
from mitsorge.domain.partners.models import Partnership
from mitsorge.domain.recommendations.models import Impulse, Recommendation, Topic
from mitsorge.doors.setup.demo.dice import dice
from mitsorge.doors.setup.demo.life.score import Score
from mitsorge.doors.setup.demo.life.words import Table, table
from mitsorge.foundation.people.models import Account, Person
from mitsorge.foundation.people.queries import by_address


@dataclass
class Company:
    """Everything the scenes share. `found` and the like: what earlier deeds made, by its code in the texts."""

    preset: str
    words: Table
    score: Score
    committees: dict[str, Committee]
    partners: list[Partnership]
    cast: dict[str, Account]
    names: Iterator[str]
    people: dict[int, Person] = field(default_factory=dict)
    meetings: dict[str, Meeting] = field(default_factory=dict)
    topics: dict[str, Topic] = field(default_factory=dict)
    impulses: dict[str, Impulse] = field(default_factory=dict)
    found: dict[str, Recommendation] = field(default_factory=dict)

    @property
    def frieda(self) -> Account:
        return self.cast["frieda"]

    def committee(self, code: str) -> Committee:
        """By its code in the preset, or by what it does here: "steering", "adopting"."""
        return self.committees[self.words["parts"].get(code, code)]

    def houses(self, *seed: object, count: int, on: date) -> list[Organization]:
        """Partners of a day drawn for one purpose, the same every time."""
        known = [each for each in self.partners if each.active_from <= on]
        drawn = dice(self.preset, *seed).sample(known, min(count, len(known)))
        return [each.organization for each in drawn]


def gather(preset: str, words: Table, *, land: str = "", at: datetime) -> Company:
    """The company of a filled network with its accounts (4 queries)."""
    running = Partnership.objects.filter(active_to=None).select_related("organization")
    accounts = {
        name: by_address(f"{name}@mitsorge.example")
        for name in ("frieda", "selma", "stella", "paul")
    }
    return Company(
        preset=preset,
        words=words,
        score=Score(at, land),
        committees={found.code: found for found in Committee.objects.all()},
        partners=list(running.order_by("organization__slug")),
        cast={name: account for name, account in accounts.items() if account},
        names=_names(preset),
    )


def _names(preset: str) -> Iterator[str]:
    """Names of people, each once, in an order of this network's own; first names come back late."""
    people = table("people")
    first, last = list(people["first"]), list(people["last"])
    dice(preset, "first names").shuffle(first)
    dice(preset, "last names").shuffle(last)
    for turn in range(len(last)):
        for number, name in enumerate(first):
            yield f"{name} {last[(number + turn) % len(last)]}"
