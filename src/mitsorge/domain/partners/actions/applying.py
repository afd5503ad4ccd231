"""What an applicant does without an account: apply, confirm the address, withdraw. And what is forgotten."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from mitsorge.domain.directory.models import Organization
from mitsorge.domain.directory.queries import visible_organizations
from mitsorge.domain.governance.actions.outcomes import AlreadyDone, Refused
from mitsorge.domain.partners import letters, rules, wording
from mitsorge.domain.partners.models import Agreement, Application
from mitsorge.domain.partners.queries.applications import joinable_committees, open_groups
from mitsorge.domain.partners.queries.public import running
from mitsorge.domain.partners.rules import ApplicationStatus
from mitsorge.domain.partners.rules.applications import key_of
from mitsorge.domain.partners.rules.deletions import KEPT
from mitsorge.foundation.identity.queries import network
from mitsorge.foundation.journal import actions as journal
from mitsorge.foundation.people.rules import normal_address
from mitsorge.foundation.post import actions as post


@transaction.atomic
def apply(
    *, draft: rules.ApplicationDraft, agreement_id: int, key: str, at: datetime
) -> Application:
    """An organization asks to become a partner. Nobody sees it before `confirm`; raises `Refused`.

    `key` comes from the form: a double click is one application. Another form with the same organization and
    address replaces an unconfirmed application, and finds the one that is already waiting.
    """
    if problems := rules.problems_of(draft):
        raise Refused(" ".join(str(wording.FAULT[problem.fault]) for problem in problems))
    draft, listed = _as_listed(draft, at)
    _check_not_partner(listed, at)
    known = _same(draft)
    if waiting := known.filter(status=ApplicationStatus.SUBMITTED).first():
        _tell_again(waiting, at)
        return waiting
    hashed = key_of(key, draft)
    if same := Application.objects.filter(key=hashed).first():
        return same
    known.update(status=ApplicationStatus.WITHDRAWN, decided_at=at)
    application = _application(draft, Agreement.objects.get(pk=agreement_id), hashed, at)
    return _receive(application, draft.committee_ids, at)


@transaction.atomic
def confirm(*, uid: UUID, at: datetime) -> Application:
    """The address is theirs: from now on the office sees the application. Once more is no fault.

    Raises `Application.DoesNotExist` and, where it was withdrawn, `Refused`.
    """
    step = Application.objects.filter(uid=uid, status=ApplicationStatus.UNCONFIRMED)
    moved = step.update(status=ApplicationStatus.SUBMITTED, confirmed_at=at)
    application = Application.objects.get(uid=uid)
    if application.status == ApplicationStatus.WITHDRAWN:
        raise Refused(_("Dieser Antrag ist zurückgezogen. Stellen Sie gern einen neuen."))
    if moved:
        journal.record(event="partners.application.submitted", subject=application, by=None, at=at)
        if ours := network():
            drafts = [letters.received(application, ours), letters.for_office(application, ours)]
            post.enqueue_many(drafts, at=at)
    return application


@transaction.atomic
def withdraw(*, uid: UUID, at: datetime) -> Application:
    """Before a decision the applicant may take it back. Raises `AlreadyDone` and `Refused`."""
    open_states = rules.sources_of(ApplicationStatus.WITHDRAWN)
    step = Application.objects.filter(uid=uid, status__in=open_states)
    moved = step.update(status=ApplicationStatus.WITHDRAWN, decided_at=at)
    application = Application.objects.get(uid=uid)
    if not moved and application.status == ApplicationStatus.WITHDRAWN:
        raise AlreadyDone(_("Der Antrag war schon zurückgezogen."))
    if not moved:
        raise Refused(
            _("Über den Antrag ist schon entschieden. Sie möchten austreten? Rufen Sie uns an.")
        )
    journal.record(event="partners.application.withdrawn", subject=application, by=None, at=at)
    ours = network()
    if ours and application.confirmed_at:
        post.enqueue(letters.withdrawn_for_office(application, ours), at=at)
    return application


@transaction.atomic
def forget_applications(*, at: datetime) -> int:
    """Deletes applications whose time is over; how many. For the worker (docs/law/privacy-classes.toml).

    Unconfirmed, declined and withdrawn ones 92 days after; accepted ones 92 days after the partnership ended.
    """
    before = at - KEPT
    gone = Q(status=ApplicationStatus.UNCONFIRMED, created_at__lt=before)
    turned = (ApplicationStatus.DECLINED, ApplicationStatus.WITHDRAWN)
    gone |= Q(status__in=turned, decided_at__lt=before)
    gone |= Q(partnership__active_to__lt=timezone.localdate(before))
    _rows, per_model = Application.objects.filter(gone).delete()
    return per_model.get("partners.Application", 0)


def _as_listed(
    draft: rules.ApplicationDraft, at: datetime
) -> tuple[rules.ApplicationDraft, Organization | None]:
    """An organization of the directory has the directory's name."""
    found = visible_organizations(timezone.localdate(at)).filter(pk=draft.organization_id or 0)
    listed = found.first()
    if listed is None:
        return replace(draft, organization_id=None), None
    return replace(draft, organization_name=listed.name), listed


def _check_not_partner(listed: Organization | None, at: datetime) -> None:
    """A partner need not apply: on its own page it changes what it wants."""
    if listed and running(timezone.localdate(at)).filter(organization=listed).exists():
        raise Refused(
            _("%(name)s ist schon Partner. Änderungen nehmen Sie nach dem Anmelden selbst vor.")
            % {"name": listed.name}
        )


def _same(draft: rules.ApplicationDraft) -> QuerySet[Application]:
    return Application.objects.filter(
        status__in=(ApplicationStatus.UNCONFIRMED, ApplicationStatus.SUBMITTED),
        organization_name__iexact=draft.organization_name.strip(),
        speaker_email=normal_address(draft.speaker_email),
    )


def _tell_again(application: Application, at: datetime) -> None:
    if ours := network():
        today = timezone.localdate(at)
        post.enqueue(letters.already_here(application, ours, on=today), at=at)


def _receive(application: Application, committee_ids: tuple[int, ...], at: datetime) -> Application:
    try:
        with transaction.atomic():
            application.save(force_insert=True)
    except IntegrityError:  # two clicks in the same moment
        return Application.objects.get(key=application.key)
    wanted = joinable_committees(timezone.localdate(at)).filter(pk__in=committee_ids)
    application.committees.set(wanted)
    if ours := network():
        post.enqueue(letters.please_confirm(application, ours), at=at)
    return application


def _application(
    draft: rules.ApplicationDraft, agreement: Agreement, key: str, at: datetime
) -> Application:
    name, address = draft.organization_name.strip(), normal_address(draft.speaker_email)
    return Application(
        key=key,
        organization_id=draft.organization_id,
        organization_name=name,
        street=draft.street.strip(),
        postcode=draft.postcode.strip(),
        town=draft.town.strip(),
        website=draft.website.strip(),
        member_group=open_groups().filter(pk=draft.member_group_id or 0).first(),
        participation=draft.participation,
        topics=draft.topics.strip(),
        speaker_name=draft.speaker_name.strip(),
        speaker_email=address,
        speaker_phone=draft.speaker_phone.strip(),
        agreement=agreement,
        agreed_at=at,
        proof=rules.proof_of(text=agreement.text, name=name, address=address, moment=at),
        created_at=at,
    )
