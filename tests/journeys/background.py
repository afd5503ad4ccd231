"""Who was there before a journey begins: active partners with a speaker, taken in by the house's own deeds."""

from datetime import datetime, timedelta

from django.utils import timezone

from mitsorge.domain.governance.actions import members
from mitsorge.domain.governance.models import AgendaItem, Committee, Membership
from mitsorge.domain.governance.rules import ItemStatus, MemberRole, Result
from mitsorge.domain.partners.actions import applying, deciding
from mitsorge.domain.partners.models import Agreement, Application
from mitsorge.domain.partners.queries.applications import admitting_committee
from mitsorge.domain.partners.rules import ApplicationDraft, Participation
from mitsorge.foundation.people.models import Account

SINCE = timedelta(days=60)


def joined(*, house: str, speaker: str, email: str, group: str, by: Account) -> Membership:
    """Two months ago this house became an active partner; its speaker sits in this group since."""
    at = timezone.now() - SINCE
    draft = ApplicationDraft(
        organization_name=house,
        speaker_name=speaker,
        speaker_email=email,
        agreed=True,
        participation=Participation.ACTIVE,
        committee_ids=(Committee.objects.get(code=group).pk,),
    )
    asked = applying.apply(draft=draft, agreement_id=Agreement.objects.get().pk, key=email, at=at)
    applying.confirm(uid=asked.uid, at=at)
    _accepted(asked, by=by, at=at)
    return Membership.objects.get(committee__code=group, person__name=speaker)


def _accepted(asked: Application, *, by: Account, at: datetime) -> None:
    """By the coordination, or as the committee voted that decides on partners here."""
    committee = admitting_committee(timezone.localdate(at))
    if committee is None:
        deciding.accept(application_id=asked.pk, by=by, at=at)
        return
    item = AgendaItem.objects.create(
        committee=committee, title="Neue Partner", is_public=False, status=ItemStatus.DONE,
        result=Result.ADOPTED, decided_at=at, modified_at=at,
    )  # fmt: skip
    deciding.accept_by_vote(application_id=asked.pk, item_id=item.pk, by=by, at=at)


def speaks(seat: Membership, *, by: Account) -> None:
    """And speaks for the group from the same day."""
    at = timezone.now() - SINCE
    role = MemberRole.SPOKESPERSON
    members.change_role(membership_id=seat.pk, role=role, on=seat.active_from, by=by, at=at)


def steers(seat: Membership, *, committee: str, by: Account) -> None:
    """And was named to a committee that nobody joins by wishing to."""
    members.appoint(
        committee_id=Committee.objects.get(code=committee).pk, role=MemberRole.MEMBER,
        person_id=seat.person_id, active_from=seat.active_from, by=by, at=timezone.now() - SINCE,
    )  # fmt: skip
