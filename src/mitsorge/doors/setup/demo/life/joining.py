"""Organizations that want to join: waiting, accepted, declined."""

from datetime import datetime, timedelta
from functools import partial
from typing import Any

from mitsorge.domain.governance.models import AgendaItem
from mitsorge.domain.partners.actions import applying, deciding
from mitsorge.domain.partners.models import Agreement, Application, MemberGroup
from mitsorge.domain.partners.queries.applications import joinable_committees
from mitsorge.domain.partners.rules import ApplicationDraft, Participation
from mitsorge.doors.setup.demo.life.company import Company
from mitsorge.doors.setup.demo.life.words import Table, table

HOUR = timedelta(hours=1)


def note(company: Company) -> None:
    """Each application on its day: confirmed after an hour, decided where its words say how."""
    known: dict[str, Application] = {}
    for number, entry in enumerate(table("common")["application"]):
        moment = company.score.moment(entry["days"], 10, number)
        company.score.cue(moment, partial(_apply, company, entry, known))
        company.score.cue(moment + HOUR, partial(_confirm, entry, known))
        if "decided" in entry:
            decided = company.score.moment(entry["decided"], 15)
            company.score.cue(decided, partial(_decide, company, entry, known))


def _apply(company: Company, entry: Table, known: dict[str, Application], at: datetime) -> None:
    active = entry.get("active", False)
    wanted = joinable_committees(at.date()).order_by("position")[:1] if active else ()
    draft = ApplicationDraft(
        organization_name=entry["name"], speaker_name=entry["speaker"], speaker_email=entry["email"],
        agreed=True, street=entry["street"], postcode=_place(company)[0], town=_place(company)[1],
        member_group_id=MemberGroup.objects.order_by("-position")[0].pk,
        participation=Participation.ACTIVE if active else Participation.INACTIVE,
        committee_ids=tuple(each.pk for each in wanted),
        topics=entry.get("topics", ""), speaker_phone=entry.get("phone", ""),
    )  # fmt: skip
    agreement = Agreement.objects.order_by("valid_from")[0]
    known[entry["name"]] = applying.apply(
        draft=draft, agreement_id=agreement.pk, key=f"demo-{company.preset}-{entry['name']}", at=at
    )


def _place(company: Company) -> tuple[str, str]:
    """Postcode and town of the house that was founded first: surely inside the network."""
    location = company.partners[0].organization.locations.order_by("pk")[0]
    return location.postcode, location.town


def _confirm(entry: Table, known: dict[str, Application], at: datetime) -> None:
    applying.confirm(uid=known[entry["name"]].uid, at=at)


def _decide(company: Company, entry: Table, known: dict[str, Application], at: datetime) -> None:
    who: dict[str, Any] = {
        "application_id": known[entry["name"]].pk,
        "by": company.frieda,
        "at": at,
    }
    if "declined" in entry:
        deciding.decline(reason=entry["declined"], **who)
    elif item := _vote(company):
        deciding.accept_by_vote(item_id=item.pk, **who)
    else:
        deciding.accept(**who)


def _vote(company: Company) -> AgendaItem | None:
    """The decision on new partners, where a committee has to vote on them."""
    decided = AgendaItem.objects.filter(title="Neue Partner", result="ADOPTED")
    return decided.order_by("-decided_at").first()
