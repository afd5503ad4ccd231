"""What becomes of an application: accepted by the coordination or by a vote, or declined. All rows or none."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from mitsorge.domain.directory import actions as directory
from mitsorge.domain.directory.models import Organization
from mitsorge.domain.directory.rules import LocationDraft, OrganizationDraft
from mitsorge.domain.governance.actions.outcomes import AlreadyDone, Refused
from mitsorge.domain.governance.models import AgendaItem
from mitsorge.domain.governance.rules import Result
from mitsorge.domain.partners import letters, rules, wording
from mitsorge.domain.partners.actions.accounts import open_door
from mitsorge.domain.partners.actions.people import known_person
from mitsorge.domain.partners.actions.seating import take_seats
from mitsorge.domain.partners.models import Application, MemberGroup, Partnership, Representative
from mitsorge.domain.partners.permissions import check_may_decide
from mitsorge.domain.partners.queries.applications import (
    admitting_committee,
    joinable_committees,
    rules_that_admit,
)
from mitsorge.domain.partners.rules import ApplicationStatus, Participation
from mitsorge.foundation.identity.queries import network
from mitsorge.foundation.journal import actions as journal
from mitsorge.foundation.people.models import Account
from mitsorge.foundation.post import actions as post


@transaction.atomic
def accept(
    *,
    application_id: int,
    by: Account,
    at: datetime,
    organization_id: int | None = None,
    member_group_id: int | None = None,
) -> Partnership:
    """The coordination accepts. `organization_id`: the entry of the directory it recognized, `member_group_id`
    the group it chose; both else as applied for.

    Raises `NotAllowed`, `AlreadyDone`, and `Refused` where a committee votes on partners or there is a partnership.
    """
    check_may_decide(by)
    if committee := admitting_committee(timezone.localdate(at)):
        raise Refused(
            _(
                "Über neue Partner stimmt ab: %(committee)s. Nehmen Sie den Antrag mit dem Beschluss auf."
            )
            % {"committee": committee.name}
        )
    application = _decide(application_id, ApplicationStatus.ACCEPTED, by=by, at=at)
    return _admit(application, organization_id, member_group_id, by=by, at=at)


@transaction.atomic
def accept_by_vote(
    *,
    application_id: int,
    item_id: int,
    by: Account,
    at: datetime,
    organization_id: int | None = None,
    member_group_id: int | None = None,
) -> Partnership:
    """Writes down what a committee decided: only with an adopted item of one that votes on partners.

    Raises as `accept`, and `Refused` where the item is no such decision or older than the application.
    """
    check_may_decide(by)
    item = AgendaItem.objects.select_related("committee").get(pk=item_id)
    application = Application.objects.get(pk=application_id)
    _check_admits(item, application)
    application = _decide(application_id, ApplicationStatus.ACCEPTED, item=item, by=by, at=at)
    return _admit(application, organization_id, member_group_id, by=by, at=at)


@transaction.atomic
def decline(
    *,
    application_id: int,
    reason: str,
    by: Account,
    at: datetime,
    item: AgendaItem | None = None,
) -> Application:
    """Declines with words the applicant reads, perhaps as decided under `item`.

    Raises `NotAllowed`, `AlreadyDone`, `Refused`.
    """
    check_may_decide(by)
    if not reason.strip():
        raise Refused(_("Begründen Sie die Ablehnung: der Satz geht an die Organisation."))
    words = reason.strip()[:500]
    application = _decide(
        application_id, ApplicationStatus.DECLINED, item=item, reason=words, by=by, at=at
    )
    journal.record(
        event="partners.application.declined", subject=application, by=by, at=at, why=words
    )
    if ours := network():
        post.enqueue(letters.declined(application, ours), at=at)
    return application


def _decide(
    application_id: int,
    after: ApplicationStatus,
    *,
    by: Account,
    at: datetime,
    item: AgendaItem | None = None,
    reason: str = "",
) -> Application:
    """One decision wins: the row is changed only where it still waits."""
    waiting = Application.objects.filter(pk=application_id, status__in=rules.sources_of(after))
    moved = waiting.update(
        status=after, decided_at=at, decided_by=by, decided_in=item, reason=reason
    )
    application = Application.objects.get(pk=application_id)
    if not moved:
        refuse_decided(application)
    return application


def refuse_decided(application: Application) -> None:
    """Raises what fits: `AlreadyDone` with who and when, or `Refused` for one that cannot be decided."""
    status = ApplicationStatus(application.status)
    if status == ApplicationStatus.UNCONFIRMED:
        raise Refused(_("Dieser Antrag ist noch nicht bestätigt."))
    if status == ApplicationStatus.WITHDRAWN:
        raise Refused(
            _("Der Antrag wurde inzwischen zurückgezogen. Es gibt nichts zu entscheiden.")
        )
    words = {"status": wording.APPLICATION_STATUS[status], "by": application.decided_by or "–"}
    when = timezone.localtime(application.decided_at)
    words |= {"day": date_format(when), "time": date_format(when, "H:i")}
    raise AlreadyDone(
        _("Darüber ist schon entschieden: %(status)s, am %(day)s um %(time)s Uhr von %(by)s.")
        % words
    )


def _check_admits(item: AgendaItem, application: Application) -> None:
    if item.result != Result.ADOPTED or item.decided_at is None:
        raise Refused(_("Unter diesem Tagesordnungspunkt wurde die Aufnahme nicht beschlossen."))
    day = timezone.localdate(item.decided_at)
    if not rules_that_admit(day).filter(committee=item.committee_id).exists():
        raise Refused(
            _("%(committee)s stimmte an diesem Tag nicht über neue Partner ab.")
            % {"committee": item.committee}
        )
    if application.confirmed_at is None or item.decided_at < application.confirmed_at:
        raise Refused(_("Dieser Beschluss ist älter als der Antrag."))


def _admit(
    application: Application,
    organization_id: int | None,
    member_group_id: int | None,
    *,
    by: Account,
    at: datetime,
) -> Partnership:
    organization = _organization(application, organization_id, by, at)
    partnership = _join(application, organization, member_group_id, at)
    Application.objects.filter(pk=application.pk).update(
        organization=organization, partnership=partnership
    )
    groups = _seat(application, partnership, by, at)
    journal.record(event="partners.application.accepted", subject=application, by=by, at=at)
    journal.record(event="partners.partnership.joined", subject=partnership, by=by, at=at)
    if ours := network():
        draft = letters.accepted(application, ours, groups=", ".join(groups))
        post.enqueue(draft, at=at)
    return partnership


def _organization(
    application: Application, organization_id: int | None, by: Account, at: datetime
) -> Organization:
    """The entry of the directory; a new one where there is none, at the address they gave."""
    if known := organization_id or application.organization_id:
        return Organization.objects.get(pk=known)
    draft = OrganizationDraft(
        name=application.organization_name,
        website=application.website,
        source=_("Antrag auf Partnerschaft"),
    )
    made = directory.create_organization(
        draft=draft, town=application.town, uid=application.uid, by=by, at=at
    )
    if application.town:
        place = LocationDraft(
            street=application.street, postcode=application.postcode, town=application.town
        )
        directory.create_location(organization_id=made.pk, draft=place, by=by, at=at)
    return made


def _join(
    application: Application, organization: Organization, member_group_id: int | None, at: datetime
) -> Partnership:
    group = MemberGroup.objects.filter(pk=member_group_id or application.member_group_id or 0)
    partnership = Partnership(
        organization=organization,
        participation=application.participation,
        member_group=group.first(),
        active_from=timezone.localdate(at),
        topics=application.topics,
    )
    try:
        with transaction.atomic():
            partnership.save(force_insert=True)
    except IntegrityError:
        raise Refused(
            _(
                "%(name)s ist schon Partner. Lehnen Sie den Antrag ab oder lassen Sie ihn zurückziehen."
            )
            % {"name": organization.name}
        ) from None
    return partnership


def _seat(
    application: Application, partnership: Partnership, by: Account, at: datetime
) -> list[str]:
    """Who speaks for them, the seats in the groups they wanted, the account; the groups' names."""
    today = timezone.localdate(at)
    person = known_person(
        name=application.speaker_name,
        email=application.speaker_email,
        phone=application.speaker_phone,
        source=_("Antrag auf Partnerschaft vom %(day)s")
        % {"day": date_format(timezone.localdate(application.agreed_at))},
        by=by,
        at=at,
    )
    Representative.objects.create(partnership=partnership, person=person, active_from=today)
    open_door(person, application.speaker_email, partnership.organization, by=by, at=at)
    if partnership.participation != Participation.ACTIVE:
        return []
    wanted = joinable_committees(today).filter(pk__in=application.committees.values("pk"))
    seated = take_seats(partnership, person, wanted, on=today, by=by, at=at)
    return [committee.name for committee in seated]
