"""An application goes before the committee that votes on partners, and the vote that was recorded decides it."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from mitsorge.domain.governance.actions import agenda
from mitsorge.domain.governance.actions.outcomes import Refused
from mitsorge.domain.governance.models import AgendaItem, Committee, Meeting
from mitsorge.domain.governance.queries.meetings import AHEAD
from mitsorge.domain.governance.rules import ItemKind, ItemStatus, MeetingStatus, Result
from mitsorge.domain.partners import wording
from mitsorge.domain.partners.actions import deciding
from mitsorge.domain.partners.models import Application
from mitsorge.domain.partners.permissions import check_may_decide
from mitsorge.domain.partners.queries.applications import admitting_committee
from mitsorge.domain.partners.rules import ApplicationStatus, Participation
from mitsorge.foundation.journal import actions as journal
from mitsorge.foundation.people.models import Account

UNSETTLED = (*AHEAD, MeetingStatus.RUNNING)


@transaction.atomic
def put_to_the_vote(*, application_id: int, by: Account, at: datetime) -> AgendaItem:
    """Onto the agenda of the next meeting of the committee that votes on partners, else into its backlog.

    A second call finds the item. What was withdrawn or taken off an agenda can be put there again.
    Raises `NotAllowed`, `AlreadyDone`, and `Refused` where no committee votes.
    """
    check_may_decide(by)
    application = Application.objects.select_for_update(of=("self",)).get(pk=application_id)
    if application.status != ApplicationStatus.SUBMITTED:
        deciding.refuse_decided(application)
    if known := standing_item(application):
        return known
    committee = admitting_committee(timezone.localdate(at))
    if committee is None:
        raise Refused(_("Über neue Partner entscheidet die Koordination. Niemand stimmt ab."))
    how = wording.PARTICIPATION[Participation(application.participation)]
    item = agenda.add_item(
        committee=committee,
        meeting=_next(committee, at),
        kind=ItemKind.DECISION,
        title=_("Aufnahme: %(name)s") % {"name": application.organization_name},
        text=_("Antrag auf Partnerschaft vom %(day)s (%(how)s).")
        % {"day": date_format(timezone.localdate(application.created_at)), "how": how},
        is_public=False,
        by=by,
        at=at,
    )
    Application.objects.filter(pk=application.pk).update(agenda_item=item)
    journal.record(
        event="partners.application.put_to_the_vote", subject=application, by=by, at=at,
        why=str(item.meeting or committee),
    )  # fmt: skip
    return item


@transaction.atomic
def carry_out(*, application_id: int, by: Account, at: datetime) -> Application:
    """Decides the application as the committee voted: adopted is accepted, everything else declined.

    While the meeting runs a vote may still be corrected: then `Refused`, as without a vote. Else as `accept_by_vote`.
    """
    check_may_decide(by)
    application = Application.objects.get(pk=application_id)
    item = standing_item(application)
    if item is None or not item.result or item.meeting is None:
        raise Refused(_("Über diesen Antrag ist noch nicht abgestimmt."))
    if item.meeting.status in UNSETTLED:
        raise Refused(_("Die Sitzung läuft noch. Schließen Sie sie zuerst."))
    if item.result == Result.ADOPTED:
        deciding.accept_by_vote(application_id=application_id, item_id=item.pk, by=by, at=at)
    else:
        deciding.decline(
            application_id=application_id, reason=_words(item), item=item, by=by, at=at
        )
    application.refresh_from_db()
    return application


def standing_item(application: Application) -> AgendaItem | None:
    """The item that votes on it, where it stands now: followed as often as it was carried over.

    (1 query, and 1 more each time.)
    """
    rows = AgendaItem.objects.select_related("committee", "meeting__committee")
    item = rows.filter(pk=application.agenda_item_id or 0).first()
    following = item
    while following is not None:
        item = following
        following = rows.filter(carried_from=item).order_by("-pk").first()
    return None if item is None or item.status == ItemStatus.WITHDRAWN else item


def _next(committee: Committee, at: datetime) -> Meeting | None:
    ahead = committee.meetings.filter(status__in=AHEAD, starts_at__gt=at)
    return ahead.order_by("starts_at", "pk").first()


def _words(item: AgendaItem) -> str:
    day = date_format(timezone.localdate(item.decided_at))
    return _("%(committee)s hat am %(day)s nicht für die Aufnahme gestimmt.") % {
        "committee": item.committee.name,
        "day": day,
    }
