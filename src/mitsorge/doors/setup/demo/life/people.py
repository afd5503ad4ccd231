"""Who sits where: people from the partners, chairs, spokespersons, and two of the cast."""

from datetime import datetime
from functools import partial

from mitsorge.domain.governance.actions import members
from mitsorge.domain.governance.models import Committee
from mitsorge.domain.governance.rules import MemberRole
from mitsorge.domain.governance.rules.composition import COMPUTED
from mitsorge.domain.partners.actions.partnerships import switch_participation
from mitsorge.domain.partners.actions.representatives import appoint_representative
from mitsorge.domain.partners.models import Partnership
from mitsorge.domain.partners.rules import Participation
from mitsorge.doors.setup.demo.dice import dice
from mitsorge.doors.setup.demo.life.company import Company
from mitsorge.doors.setup.demo.life.words import Table
from mitsorge.foundation.people.actions import add_person
from mitsorge.foundation.people.models import Account, Person

BEGIN = 760
"""Days before the demo on which the committees were filled."""


def seat_everyone(company: Company) -> None:
    """Notes all appointments; the first committee named after "stella" has her as its spokesperson."""
    begin = company.score.moment(BEGIN, 8)
    company.score.cue(begin, partial(_cast_becomes_people, company))
    for number, entry in enumerate(company.words["committee"]):
        moment = company.score.moment(BEGIN - 2 - number, 9)
        company.score.cue(moment, partial(_fill, company, entry))
    company.score.cue(company.score.moment(47), partial(_rest, company))


def _cast_becomes_people(company: Company, at: datetime) -> None:
    stella = add_person(name="Stella Wendt", by=company.frieda, at=at)
    Account.objects.filter(pk=company.cast["stella"].pk).update(person=stella)
    company.cast["stella"].person = stella
    home = _home(company)
    if home is not None:
        appoint_representative(
            partnership_id=home.pk, name="Paul Hartig", email=company.cast["paul"].email,
            is_first=True, by=company.frieda, at=at,
        )  # fmt: skip
        company.cast["paul"].refresh_from_db()
        if company.cast["paul"].person:
            company.people[home.pk] = company.cast["paul"].person


def _home(company: Company) -> Partnership | None:
    named = (
        each for each in company.partners if each.organization.name.startswith("Haus Abendsonne")
    )
    return next(named, None)


def _fill(company: Company, entry: Table, at: datetime) -> None:
    """Chair, spokesperson and members of one committee, each from another partner."""
    committee = company.committees[entry["code"]]
    chance = dice(company.preset, "seats", committee.code)
    known = [each for each in company.partners if each.active_from <= at.date()]
    active = [each for each in known if each.participation == Participation.ACTIVE]
    roles = _roles(committee, entry)
    home = _home(company)
    drawn = chance.sample(active or known, min(len(roles), len(active or known)))
    if entry.get("paul") and home is not None and home not in drawn:
        drawn[-1] = home
    for role, partnership in zip(roles, drawn, strict=False):
        if role is MemberRole.SPOKESPERSON and entry.get("stella"):
            _appoint(committee, role, company.cast["stella"].person, None, company, at)
        else:
            person = _person_of(company, partnership, at)
            _appoint(committee, role, person, partnership, company, at)


def _roles(committee: Committee, entry: Table) -> list[MemberRole]:
    office = [MemberRole.CHAIR] if entry.get("chair", True) else []
    if entry.get("spokesperson"):
        office += [MemberRole.SPOKESPERSON]
    plain = MemberRole.EXPERT if committee.composition in COMPUTED else MemberRole.MEMBER
    return office + [plain] * entry.get("members", 0)


def _appoint(
    committee: Committee, role: MemberRole, person: Person | None, partnership: Partnership | None,
    company: Company, at: datetime,
) -> None:  # fmt: skip
    members.appoint(
        committee_id=committee.pk,
        role=role,
        active_from=at.date(),
        person_id=person.pk if person else None,
        organization_id=partnership.organization_id if partnership else None,
        by=company.frieda,
        at=at,
    )


def _person_of(company: Company, partnership: Partnership, at: datetime) -> Person:
    """Who speaks for a partner; named now where nobody is yet."""
    if partnership.pk not in company.people:
        row = appoint_representative(
            partnership_id=partnership.pk, name=next(company.names), by=company.frieda, at=at
        )
        company.people[partnership.pk] = row.person
    return company.people[partnership.pk]


def _rest(company: Company, at: datetime) -> None:
    """A partner without a seat takes a break: from now on it is only informed."""
    resting = [
        each
        for each in company.partners
        if each.participation == Participation.ACTIVE and each.pk not in company.people
    ]
    if resting:
        switch_participation(
            partnership_id=resting[0].pk, participation=Participation.INACTIVE,
            by=company.frieda, at=at,
        )  # fmt: skip
