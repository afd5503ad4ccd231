"""Who speaks for a partner, and who stands in."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from mitsorge.domain.governance.actions.outcomes import AlreadyDone, Refused
from mitsorge.domain.partners import wording
from mitsorge.domain.partners.actions.accounts import open_door
from mitsorge.domain.partners.actions.people import end_channels, known_person
from mitsorge.domain.partners.actions.rows import running_row
from mitsorge.domain.partners.models import Representative
from mitsorge.domain.partners.permissions import check_may_speak_for, may_decide
from mitsorge.domain.partners.rules import Fault
from mitsorge.foundation.journal import actions as journal
from mitsorge.foundation.people.models import Account


@transaction.atomic
def appoint_representative(
    *,
    partnership_id: int,
    name: str,
    email: str = "",
    phone: str = "",
    committee_id: int | None = None,
    is_first: bool = False,
    by: Account,
    at: datetime,
) -> Representative:
    """Somebody speaks for the partner from today, everywhere or in one committee; the last in rank, or the first.

    The first moves those before her one down: they become her deputies. The coordination's appointment also
    invites her to an account. Raises `Refused` without a name and `AlreadyDone` where she speaks for it there.
    """
    partnership = running_row(partnership_id, by)
    if not name.strip():
        raise Refused(wording.FAULT[Fault.SPEAKER_MISSING])
    source = _("benannt von %(who)s") % {"who": partnership.organization.name}
    person = known_person(name=name, email=email, phone=phone, source=source[:200], by=by, at=at)
    others = partnership.representatives.filter(committee=committee_id, active_to=None)
    rank = 0 if is_first else others.count()
    row = Representative(
        partnership=partnership,
        person=person,
        committee_id=committee_id,
        rank=rank,
        active_from=timezone.localdate(at),
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise AlreadyDone(_("%(name)s spricht dort schon für Sie.") % {"name": person}) from None
    if is_first:
        others.exclude(pk=row.pk).update(rank=F("rank") + 1)
    journal.record(event="partners.representative.appointed", subject=row, by=by, at=at)
    if may_decide(by):
        open_door(person, email.strip(), partnership.organization, by=by, at=at)
    return row


@transaction.atomic
def end_representative(*, representative_id: int, by: Account, at: datetime) -> Representative:
    """From today she does not speak for the partner any more; the next in rank moves up.

    The ways to reach her end where she speaks for nobody else. Her seats in committees are ended by whoever runs
    them or by `change_groups`: a committee may want to keep her. Raises `AlreadyDone`.
    """
    rows = Representative.objects.select_related("partnership__organization", "person")
    row = rows.get(pk=representative_id)
    check_may_speak_for(by, row.partnership.organization.uid)
    today = timezone.localdate(at)
    if not rows.filter(pk=row.pk, active_to=None).update(active_to=today):
        raise AlreadyDone(_("%(name)s spricht schon nicht mehr für Sie.") % {"name": row.person})
    below = Representative.objects.filter(
        partnership=row.partnership_id, committee=row.committee_id, active_to=None
    )
    below.filter(rank__gt=row.rank).update(rank=F("rank") - 1)
    journal.record(event="partners.representative.ended", subject=row, by=by, at=at)
    if not Representative.objects.filter(person=row.person_id, active_to=None).exists():
        end_channels(row.person, by=by, at=at)
    return row
