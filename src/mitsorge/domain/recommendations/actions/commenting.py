"""What others say to a version, and what becomes of each proposal."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mitsorge.domain.directory.models import Organization
from mitsorge.domain.governance.actions.outcomes import AlreadyDone, Refused
from mitsorge.domain.recommendations import permissions
from mitsorge.domain.recommendations.actions import course
from mitsorge.domain.recommendations.models import Comment
from mitsorge.domain.recommendations.rules import CommentKind, RecommendationStatus, Resolution
from mitsorge.domain.recommendations.rules.course import ENDED
from mitsorge.domain.recommendations.rules.words import SECTIONS
from mitsorge.foundation.journal import actions as journal
from mitsorge.foundation.people.models import Account

TEXT_LIMIT = 4000


@transaction.atomic
def comment(
    *,
    recommendation_id: int,
    text: str,
    by: Account | None,
    at: datetime,
    kind: CommentKind = CommentKind.COMMENT,
    field: str = "",
    organization: Organization | None = None,
) -> Comment:
    """A remark on the newest version, or a proposal for one of its sections (`words.SECTIONS`).

    The same account with the same words for the same section is heard once. A member speaks for `organization`
    and where the recommendation is in consultation; the office and the committee always, until it has ended.
    """
    found = course.locked(recommendation_id)
    on, scope = timezone.localdate(at), organization.uid if organization else None
    permissions.check_may_comment(by, found.committee, on, scope)
    _check_open(found.status, inside=by is not None and _is_inside(by, found, at))
    said = text.strip()
    if not said or len(said) > TEXT_LIMIT:
        raise Refused(_("Schreiben Sie Ihre Anmerkung, höchstens 4.000 Zeichen."))
    if kind == CommentKind.AMENDMENT and field not in SECTIONS:
        raise Refused(_("Wählen Sie den Abschnitt, den Sie ändern möchten."))
    row, is_new = Comment.objects.get_or_create(
        version=course.newest_version(found),
        kind=kind,
        field=field,
        text=said,
        by=by,
        organization=organization,
        defaults={"created_at": at},
    )
    if is_new:
        journal.record(event="recommendations.comment.added", subject=row, by=by, at=at)
    return row


@transaction.atomic
def settle(
    *, comment_id: int, taken: bool, by: Account | None, at: datetime, why: str = ""
) -> Comment:
    """Says once whether a proposal was taken; not taken needs a reason. `AlreadyDone` for the second."""
    row = Comment.objects.select_related("version__recommendation__committee").get(pk=comment_id)
    found = row.version.recommendation
    permissions.check_may_draft(by, found.committee, timezone.localdate(at))
    if not taken and not why.strip():
        raise Refused(_("Schreiben Sie, warum der Vorschlag nicht übernommen wird."))
    result = Resolution.TAKEN if taken else Resolution.NOT_TAKEN
    still_open = Comment.objects.filter(pk=row.pk, resolution=Resolution.OPEN)
    if not still_open.update(resolution=result, resolution_why=why.strip()[:300]):
        raise AlreadyDone(_("Zu diesem Vorschlag ist schon entschieden."))
    row.refresh_from_db(fields=["resolution", "resolution_why"])
    journal.record(
        event="recommendations.comment.settled",
        subject=row,
        by=by,
        at=at,
        changes={"resolution": [Resolution.OPEN, result]},
        why=why.strip()[:300],
    )
    return row


def _is_inside(by: Account, found: course.Recommendation, at: datetime) -> bool:
    on = timezone.localdate(at)
    return permissions.may_read(by) or permissions.may_draft(by, found.committee, on)


def _check_open(status: str, *, inside: bool) -> None:
    if status in ENDED or (not inside and status != RecommendationStatus.IN_CONSULTATION):
        raise Refused(_("Zu dieser Empfehlung wird gerade nicht beraten."))
