"""Rounds of letters: which run, what came before, and what their letters say of an entry."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Max, Q
from django.utils import timezone

from mitsorge.domain.directory.models import Phone, ServiceAtLocation
from mitsorge.domain.directory.rules import PhoneKind
from mitsorge.domain.upkeep.models import Asking, Inquiry, Reminder
from mitsorge.domain.upkeep.rules import Ending
from mitsorge.domain.upkeep.rules.rounds import Past, Written


def asking_since() -> datetime | None:
    """Since when the network asks by letter; None: it does not (1 query)."""
    return Asking.objects.values_list("since", flat=True).first()


@dataclass(frozen=True)
class OpenRound:
    """A round that waits for an answer."""

    id: int
    organization_id: int
    opened_on: date
    written: Written


def open_rounds(organization_ids: Collection[int] | None = None) -> dict[int, OpenRound]:
    """The running round of each organization (2 queries)."""
    rounds = Inquiry.objects.filter(ended_at=None)
    if organization_ids is not None:
        rounds = rounds.filter(organization__in=organization_ids)
    rows = list(rounds.order_by("pk").values_list("pk", "organization_id", "opened_at"))
    written = written_of(pk for pk, _organization, _at in rows)
    return {
        owner: OpenRound(pk, owner, timezone.localdate(at), written.get(pk, Written(0)))
        for pk, owner, at in rows
    }


def written_of(inquiry_ids: Iterable[int]) -> dict[int, Written]:
    """How many letters each round wrote, and when the last (1 query)."""
    found: dict[int, list[datetime]] = defaultdict(list)
    rows = Reminder.objects.filter(inquiry__in=list(inquiry_ids)).order_by("number")
    for pk, at in rows.values_list("inquiry_id", "written_at"):
        found[pk].append(at)
    return {pk: Written(len(days), timezone.localdate(max(days))) for pk, days in found.items()}


def pasts() -> dict[int, Past]:
    """What went before, per organization that was ever asked (2 queries)."""
    letters = _days(
        Reminder.objects.filter(inquiry__revoked_at=None)
        .order_by()
        .values_list("inquiry__organization_id")
        .annotate(last=Max("written_at"))
    )
    answers = _days(
        Inquiry.objects.filter(~Q(ending__in=["", Ending.LAPSED]))
        .order_by()
        .values_list("organization_id")
        .annotate(last=Max("ended_at"))
    )
    return {pk: Past(letters.get(pk), answers.get(pk)) for pk in letters.keys() | answers.keys()}


def _days(rows: Iterable[tuple[int, datetime]]) -> dict[int, date]:
    return {pk: timezone.localdate(at) for pk, at in rows}


@dataclass(frozen=True)
class Brief:
    """What a letter says of an entry besides its name: where it is and how to call."""

    address: str = ""
    phone: str = ""


def briefs(service_ids: Collection[int]) -> dict[int, Brief]:
    """Per offer its first site and number (2 queries); of a protected address only the town."""
    sites = ServiceAtLocation.objects.filter(service_id__in=service_ids).order_by("-pk")
    places = {
        row[0]: _line(*row[1:])
        for row in sites.values_list(
            "service_id",
            "location__street",
            "location__postcode",
            "location__town",
            "location__is_protected",
        )
    }
    numbers = Phone.objects.filter(service_id__in=service_ids).exclude(kind=PhoneKind.FAX)
    phones = dict(numbers.order_by("-pk").values_list("service_id", "display"))
    return {pk: Brief(places.get(pk, ""), phones.get(pk, "")) for pk in service_ids}


def _line(street: str, postcode: str, town: str, is_protected: bool) -> str:
    if is_protected:
        return town
    return ", ".join(part for part in (street, f"{postcode} {town}".strip()) if part)
