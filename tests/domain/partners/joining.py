"""An application on its way, for tests of what follows."""

from datetime import UTC, date, datetime, timedelta

from mitsorge.domain.directory.models import Organization
from mitsorge.domain.governance.models import AgendaItem, Committee, Membership, RuleSet
from mitsorge.domain.governance.rules import Classification, Composition, Result
from mitsorge.domain.partners.actions import applying
from mitsorge.domain.partners.actions.people import PURPOSE
from mitsorge.domain.partners.models import Agreement, Application, Partnership, Representative
from mitsorge.domain.partners.rules import ApplicationDraft, Participation
from mitsorge.foundation.people.models import ContactChannel, Person

AT = datetime(2026, 11, 17, 9, 0, tzinfo=UTC)
TODAY = date(2026, 11, 17)
LATER = AT + timedelta(days=1)


def organization(name: str = "Haus Abendsonne") -> Organization:
    return Organization.objects.create(
        slug=name.lower().replace(" ", "-"), name=name, modified_at=AT
    )


def agreement() -> Agreement:
    return Agreement.objects.get_or_create(
        valid_from=date(2020, 1, 1),
        defaults={"title": "Beitrittserklärung", "text": "Wir arbeiten mit."},
    )[0]


def working_group(code: str = "ag-demenz", **values) -> Committee:
    values = {"classification": Classification.WORKING_GROUP, "name": code.title()} | values
    return Committee.objects.create(code=code, **values)


def conference() -> Committee:
    return Committee.objects.create(
        code="konferenz",
        name="Netzwerkkonferenz",
        classification=Classification.CONFERENCE,
        composition=Composition.ACTIVE_PARTNERS,
    )


def votes_on_partners(committee: Committee, **values) -> RuleSet:
    values = {"valid_from": date(2025, 1, 1), "source": "Geschäftsordnung § 3"} | values
    return RuleSet.objects.create(committee=committee, admits_partners=True, **values)


def decision(committee: Committee, result: Result = Result.ADOPTED, at=LATER) -> AgendaItem:
    return AgendaItem.objects.create(
        committee=committee, title="Aufnahme", result=result, decided_at=at, modified_at=at
    )


def draft(**values) -> ApplicationDraft:
    """Paul applies for a house nobody knows yet."""
    values = {
        "organization_name": "Haus Lindenhof",
        "speaker_name": "Paul Probe",
        "speaker_email": "paul@lindenhof.example",
        "agreed": True,
        "participation": Participation.ACTIVE,
        "street": "Hauptstraße 1",
        "postcode": "14806",
        "town": "Bad Belzig",
    } | values
    return ApplicationDraft(**values)


def applied(*, key: str = "k", at: datetime = AT, **values) -> Application:
    return applying.apply(draft=draft(**values), agreement_id=agreement().pk, key=key, at=at)


def submitted(**values) -> Application:
    """Confirmed by the link: the office sees it."""
    return applying.confirm(uid=applied(**values).uid, at=AT)


def partner(name: str = "Haus Abendsonne", *, speaker: str = "Paul Probe", **values) -> Partnership:
    """A running partnership with one who speaks for it, reachable by mail."""
    house = organization(name)
    values = {"participation": Participation.ACTIVE, "active_from": date(2025, 1, 1)} | values
    made = Partnership.objects.create(organization=house, **values)
    if speaker:
        person = Person.objects.create(name=speaker, created_at=AT)
        ContactChannel.objects.create(
            person=person,
            kind="EMAIL",
            address=f"{speaker.split()[0].lower()}@haus.example",
            purpose=PURPOSE,
            legal_basis="PUBLIC_TASK",
            source="Antrag",
            since=made.active_from,
        )
        Representative.objects.create(partnership=made, person=person, active_from=made.active_from)
    return made


def seat(committee: Committee, partnership: Partnership, **values) -> Membership:
    """Who speaks for the partner sits in a committee since last year."""
    speaker = partnership.representatives.first()
    values = {
        "person": speaker.person if speaker else None,
        "organization": partnership.organization,
        "active_from": date(2025, 6, 1),
    } | values
    return Membership.objects.create(committee=committee, **values)
