"""The entries of one organization as the page behind its letter shows them: nothing the public may not see."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from mitsorge.domain.directory import rules, wording
from mitsorge.domain.directory.models import CostOption, Organization, Schedule
from mitsorge.domain.directory.queries.reach import reach_of_organization
from mitsorge.domain.directory.queries.sites import sites_of_organization
from mitsorge.domain.upkeep.models import Change
from mitsorge.domain.upkeep.queries.changes import open_of
from mitsorge.domain.upkeep.queries.houses import Entry, houses
from mitsorge.domain.upkeep.queries.rounds import Brief, briefs
from mitsorge.domain.upkeep.rules import ChangeKind, Via
from mitsorge.domain.upkeep.rules.changes import harmless


@dataclass(frozen=True)
class EntryLine:
    """An offer, or (without `service_id`) the organization itself. `change` is what is open about it."""

    uid: str
    service_id: int | None
    name: str
    slug: str
    address: str
    phone: str
    hours: tuple[str, ...]
    prices: tuple[str, ...]
    fresh: rules.Freshness
    assured_on: date | None
    modified_at: datetime
    is_due: bool
    change: Change | None

    @property
    def letters_own(self) -> Change | None:
        """The open edit that was written by a letter's link: what an account has begun stays with the account."""
        change = self.change
        mine = change and change.via == Via.LINK and change.kind == ChangeKind.EDIT
        return change if mine else None

    @property
    def is_harmless(self) -> bool:
        """What is open becomes public without approval."""
        return self.change is not None and harmless(self.change.before, self.change.after)

    @property
    def page(self) -> str:
        """Its public address."""
        return f"/{'angebot' if self.service_id else 'organisation'}/{self.slug}/"


def entry_lines(organization: Organization, *, on: date) -> list[EntryLine]:
    """The offers by name, then the organization itself; empty where the public sees nothing (13 queries).

    Of a protected address only the town.
    """
    found = houses(on, [organization.pk])
    if not found:
        return []
    house, *offers = found[0].entries
    ids = [entry.service_id for entry in offers if entry.service_id]
    told, hours, prices = briefs(ids), _hours(ids, on), _prices(ids, on)
    changes = {change.service_id: change for change in open_of(organization)}
    lines = [
        _line(entry, told[pk], hours[pk], prices[pk], changes.get(pk), on)
        for entry, pk in zip(offers, ids, strict=True)
    ]
    own = _line(house, _own(organization, on), [], [], changes.get(None), on)
    return [*lines, own]


def _line(
    entry: Entry,
    brief: Brief,
    hours: list[str],
    prices: list[str],
    change: Change | None,
    on: date,
) -> EntryLine:
    return EntryLine(
        uid=entry.uid,
        service_id=entry.service_id,
        name=entry.name,
        slug=entry.slug,
        address=brief.address,
        phone=brief.phone,
        hours=tuple(hours),
        prices=tuple(prices),
        fresh=rules.freshness(assured_on=entry.assured_on, on=on, review_months=entry.months),
        assured_on=entry.assured_on,
        modified_at=entry.modified_at,
        is_due=entry.due_on <= on,
        change=change,
    )


def _own(organization: Organization, on: date) -> Brief:
    sites = sites_of_organization(organization.pk, on=on)
    phones = reach_of_organization(organization.pk).phones
    return Brief(
        ", ".join(
            part
            for site in sites[:1]
            for part in (site.street, f"{site.postcode} {site.town}".strip())
            if part
        ),
        phones[0].display if phones else "",
    )


def _hours(ids: Collection[int], on: date) -> dict[int, list[str]]:
    slots: dict[int, list[rules.Slot]] = defaultdict(list)
    rows = Schedule.objects.filter(service_id__in=ids).order_by("pk")
    for row in rows.values_list("service_id", *SLOT):
        slots[row[0]].append(rules.Slot(*row[1:]))
    found: dict[int, list[str]] = defaultdict(list)
    return found | {pk: wording.opening_lines(mine, on=on) for pk, mine in slots.items()}


SLOT = (
    *("rrule", "opens_at", "closes_at", "by_appointment"),
    *("valid_from", "valid_to", "description"),
)


def _prices(ids: Collection[int], on: date) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for row in CostOption.objects.filter(service_id__in=ids).order_by("pk"):
        if (row.valid_from is None or row.valid_from <= on) and (
            row.valid_to is None or on < row.valid_to
        ):
            words = (row.option, wording.costs_words(row.amount, row.per), row.amount_description)
            found[row.service_id].append(": ".join(part for part in words if part))
    return found
