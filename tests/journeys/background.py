"""Who was there before a journey begins: active partners with a speaker, taken in by the house's own deeds."""

from datetime import timedelta

from django.utils import timezone

from mitsorge.domain.governance.actions import members
from mitsorge.domain.governance.models import Committee, Membership
from mitsorge.domain.governance.rules import MemberRole
from mitsorge.domain.partners.actions import applying, deciding
from mitsorge.domain.partners.models import Agreement
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
    deciding.accept(application_id=asked.pk, by=by, at=at)
    return Membership.objects.get(committee__code=group, person__name=speaker)


def speaks(seat: Membership, *, by: Account) -> None:
    """And speaks for the group from the same day."""
    at = timezone.now() - SINCE
    role = MemberRole.SPOKESPERSON
    members.change_role(membership_id=seat.pk, role=role, on=seat.active_from, by=by, at=at)
