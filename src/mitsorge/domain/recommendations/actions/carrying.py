"""Partners say whether they carry a version. A new version asks anew; the word about the last one stays."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mitsorge.domain.directory.models import Organization
from mitsorge.domain.governance.actions.outcomes import AlreadyDone, Refused
from mitsorge.domain.recommendations import permissions
from mitsorge.domain.recommendations.actions import course
from mitsorge.domain.recommendations.models import Carrier, Version
from mitsorge.domain.recommendations.queries.carrying import partners_on
from mitsorge.domain.recommendations.rules import Stance
from mitsorge.domain.recommendations.rules.course import CARRIED_IN
from mitsorge.foundation.journal import actions as journal
from mitsorge.foundation.people.models import Account


@transaction.atomic
def carry(
    *,
    recommendation_id: int,
    organization: Organization,
    by: Account | None,
    at: datetime,
    note: str = "",
    version_number: int | None = None,
) -> Carrier:
    """The organization carries the version. Said twice it is one word; said otherwise before, it is changed.

    `note`: how the office knows ("Brief vom 3. Mai"), needed where the office signs for a partner.
    `version_number`: the one that was read; `AlreadyDone` where a newer one lies there now.
    """
    return _sign(recommendation_id, organization, Stance.CARRIES, "", note, version_number, by, at)


@transaction.atomic
def dissent(
    *,
    recommendation_id: int,
    organization: Organization,
    reason: str,
    by: Account | None,
    at: datetime,
    note: str = "",
    version_number: int | None = None,
) -> Carrier:
    """The organization does not carry the version and says why. The rest as in `carry`."""
    if not reason.strip():
        raise Refused(_("Schreiben Sie, warum Sie die Empfehlung nicht mittragen."))
    return _sign(
        recommendation_id,
        organization,
        Stance.DISSENTS,
        reason.strip()[:500],
        note,
        version_number,
        by,
        at,
    )


def _sign(
    recommendation_id: int,
    organization: Organization,
    stance: Stance,
    reason: str,
    note: str,
    version_number: int | None,
    by: Account | None,
    at: datetime,
) -> Carrier:
    permissions.check_may_sign(by, organization.uid)
    version = _asked_version(recommendation_id, version_number)
    _check_partner(organization, at)
    before = Carrier.objects.filter(version=version, organization=organization).first()
    if before and (before.stance, before.reason) == (stance, reason):
        return before
    row, _is_new = Carrier.objects.update_or_create(
        version=version,
        organization=organization,
        defaults={
            "stance": stance,
            "reason": reason,
            "signed_by": _signed_by(by, organization, note),
            "signed_at": at,
        },
    )
    journal.record(
        event=f"recommendations.carrier.{'carried' if stance == Stance.CARRIES else 'dissented'}",
        subject=row,
        by=by,
        at=at,
        changes={"stance": [before.stance if before else None, stance]},
        why=(reason or note.strip())[:300],
    )
    return row


def _asked_version(recommendation_id: int, number: int | None) -> Version:
    """The newest finished version, where partners are asked about it."""
    found = course.locked(recommendation_id)
    if found.status not in CARRIED_IN:
        raise Refused(
            _("{now} Erst in der Beratung sagen die Partner, ob sie sie mittragen.").format(
                now=course.now_in_words(found)
            )
            if found.status in ("DRAFT", "RETURNED")
            else course.now_in_words(found)
        )
    version = found.versions.exclude(frozen_at=None).order_by("-number")[0]
    if number is not None and number != version.number:
        raise AlreadyDone(_("Es gibt inzwischen eine neue Fassung. Lesen Sie sie bitte zuerst."))
    return version


def _check_partner(organization: Organization, at: datetime) -> None:
    if not partners_on(timezone.localdate(at)).filter(organization=organization).exists():
        raise Refused(
            _("{organization} ist zurzeit kein Partner des Netzwerks.").format(
                organization=organization
            )
        )


def _signed_by(by: Account | None, organization: Organization, note: str) -> str:
    """The name of whoever signed; the office signs with how it knows."""
    if by is not None and permissions.speaks_for(by, organization.uid):
        return str(by)[:160]
    if not note.strip():
        raise Refused(_("Schreiben Sie, woher Sie es wissen, zum Beispiel: Brief vom 3. Mai."))
    return _("{note}, eingetragen von {name}").format(note=note.strip()[:100], name=by)[:160]
