"""A year of letters, tried out: invented organizations, the real deeds of the house, and no clock but the one passed in."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import pairwise
from random import Random

from django.db.models import Max
from django.utils import timezone

from mitsorge.domain.directory import actions as directory
from mitsorge.domain.directory.models import Organization, Phone, Service
from mitsorge.domain.directory.rules import Age, freshness
from mitsorge.domain.upkeep.actions.answers import confirm
from mitsorge.domain.upkeep.actions.calls import record_call
from mitsorge.domain.upkeep.actions.rounds import begin_asking, open_due
from mitsorge.domain.upkeep.models import Reminder
from mitsorge.domain.upkeep.queries.calls import call_list, running
from mitsorge.domain.upkeep.queries.houses import houses
from mitsorge.domain.upkeep.rules import CallResult, Via
from mitsorge.doors.setup import presets
from mitsorge.foundation.identity.models import Network
from mitsorge.foundation.people.models import Account
from mitsorge.foundation.places.models import Body

DAYS = 364
ANSWERS = 0.6
"""Of those who answer at all, so many answer a letter; the others wait for the next."""
SLOWEST = 10
"""Days until an answer at most."""
NEVER = 0.1
"""So many entries begin without any confirmation; the others were confirmed within the last year."""


@dataclass(frozen=True)
class Plan:
    """How large, how many in a hundred never answer, how many calls on a working day, which dice."""

    organizations: int
    silent: int
    seed: int
    calls: int = 0


@dataclass(frozen=True)
class Week:
    """What happened in a week, and how things stand at its end. `letters`: by number 0, 1, 2; `ages`: of offers."""

    number: int
    until: date
    letters: tuple[int, int, int]
    answers: int
    calls: int
    on_list: int
    ages: dict[Age, int]


@dataclass
class _Tally:
    letters: Counter[int] = field(default_factory=Counter)
    answers: int = 0
    calls: int = 0


def bare_network() -> Network:
    """The usual network by name alone: without places, words and committees."""
    preset = presets.load(presets.USUAL)
    body = Body.objects.create(land=preset.facts["land"], **preset.body)
    return Network.objects.create(pk=1, preset=preset.code, body=body, **preset.facts)


class Year:
    """Lets a year pass over an empty network, day by day at the same hour."""

    def __init__(self, plan: Plan, *, begin: datetime, by: Account) -> None:
        self.plan, self.begin, self.by = plan, begin, by
        self.dice = Random(plan.seed)  # noqa: S311 - an invented year, no secret
        self.silent: set[int] = set()
        self.answers: dict[date, list[int]] = defaultdict(list)

    def weeks(self) -> Iterator[Week]:
        """Fills the network, then yields week after week."""
        self._fill()
        begin_asking(by=self.by, at=self.begin)
        tally = _Tally()
        for number in range(DAYS):
            at = self.begin + timedelta(days=number)
            self._live(at, tally)
            if number % 7 == 6:
                yield self._week(number // 7 + 1, at, tally)
                tally = _Tally()

    def _fill(self) -> None:
        made = [self._organization(number) for number in range(self.plan.organizations)]
        offers = [self._offer(house, n) for house in made for n in range(self.dice.randint(1, 3))]
        phones = [Phone(organization=house, **NUMBER) for house in made]
        directory.bulk_create_records(made, offers, phones, by=None, at=self.begin)
        count = round(self.plan.organizations * self.plan.silent / 100)
        self.silent = {house.pk for house in self.dice.sample(made, count)}

    def _organization(self, number: int) -> Organization:
        name = f"Haus {number + 1:03}"
        slug = f"haus-{number + 1:03}"
        mail = f"{slug}@mitsorge.example"
        return Organization(name=name, slug=slug, email=mail, modified_at=self.begin)

    def _offer(self, house: Organization, number: int) -> Service:
        never = self.dice.random() < NEVER
        age = timedelta(days=self.dice.randint(0, 364))
        return Service(
            organization=house,
            name=f"Angebot {number + 1} von {house.name}",
            slug=f"{house.slug}-{number + 1}",
            modified_at=self.begin - timedelta(days=365),
            assured_at=None if never else self.begin - age,
        )

    def _live(self, at: datetime, tally: _Tally) -> None:
        """A day: answers of the morning, the worker's chore, the calls of the afternoon."""
        on = timezone.localdate(at)
        for inquiry_id in self.answers.pop(on, ()):
            confirm(inquiry_id=inquiry_id, seen=None, via=Via.LINK, by=None, at=at)
            tally.answers += 1
        open_due(at=at + timedelta(minutes=1))
        for inquiry_id, number, owner in _written(at + timedelta(minutes=1)):
            tally.letters[number] += 1
            self._decide(inquiry_id, owner, on)
        if self.plan.calls and on.weekday() < 5:
            self._call(at + timedelta(hours=5), tally)

    def _decide(self, inquiry_id: int, owner: int, on: date) -> None:
        if owner not in self.silent and self.dice.random() < ANSWERS:
            self.answers[on + timedelta(days=self.dice.randint(1, SLOWEST))].append(inquiry_id)

    def _call(self, at: datetime, tally: _Tally) -> None:
        """Every second call reaches somebody."""
        for row in call_list(timezone.localdate(at))[: self.plan.calls]:
            well = self.dice.random() < 0.5
            result = CallResult.CONFIRMED if well else CallResult.NOT_REACHED
            record_call(inquiry_id=row.inquiry_id, result=result, by=self.by, at=at)
            tally.calls += 1

    def _week(self, number: int, at: datetime, tally: _Tally) -> Week:
        on = timezone.localdate(at)
        one, two, three = (tally.letters[n] for n in range(3))
        return Week(
            number=number,
            until=on,
            letters=(one, two, three),
            answers=tally.answers,
            calls=tally.calls,
            on_list=sum(row.calling is not None for row in running(on)),
            ages=ages(on),
        )


NUMBER = {"number": "+493023125100", "display": "030 23125-100"}


def ages(on: date) -> dict[Age, int]:
    """How the public sees the offers on a day (4 queries)."""
    offers = (entry for house in houses(on) for entry in house.entries if entry.service_id)
    counted = Counter(
        freshness(assured_on=entry.assured_on, on=on, review_months=entry.months).age
        for entry in offers
    )
    return {age: counted[age] for age in Age}


def most_letters() -> int:
    """The highest number of letters in one round, counted from 1; 0 where none was written (1 query)."""
    highest = Reminder.objects.aggregate(most=Max("number"))["most"]
    return 0 if highest is None else highest + 1


def least_gap() -> int | None:
    """The fewest days between two letters to one organization; None where nobody got two (1 query)."""
    days: dict[int, list[date]] = defaultdict(list)
    rows = Reminder.objects.order_by("written_at", "pk")
    for owner, at in rows.values_list("inquiry__organization_id", "written_at"):
        days[owner].append(timezone.localdate(at))
    gaps = [(later - sooner).days for mine in days.values() for sooner, later in pairwise(mine)]
    return min(gaps, default=None)


def _written(at: datetime) -> list[tuple[int, int, int]]:
    rows = Reminder.objects.filter(written_at=at).order_by("pk")
    return list(rows.values_list("inquiry_id", "number", "inquiry__organization_id"))
