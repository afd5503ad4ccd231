"""The Niederschrift on paper: the internal version for who may read it, the public one once approved."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mitsorge.domain.governance import permissions
from mitsorge.domain.governance.models import Minutes
from mitsorge.domain.governance.queries import minutes as queries
from mitsorge.domain.governance.rules.standing import Standing
from mitsorge.doors.brochure.blocks import blocks
from mitsorge.doors.brochure.served import served
from mitsorge.face.guards import SignedInRequest, only_for, open_to_all
from mitsorge.foundation.people.rules import Role

readers = only_for(
    Role.COORDINATION, Role.PLANNING, Role.STEERING, Role.MEMBER, standing=Standing.SITS
)


@require_safe
@readers
def internal(request: SignedInRequest, uid: UUID) -> HttpResponse:
    """404 for whoever may not read what is internal to the committee."""
    minutes = queries.minutes_of(uid)
    if minutes is None or not _may_read(request, minutes):
        raise Http404
    version = (
        _("Interne Fassung") if minutes.approved_at else _("Interne Fassung, noch nicht genehmigt")
    )
    return _sheet(minutes, minutes.text, version)


@require_safe
@open_to_all
def public(request: HttpRequest, uid: UUID) -> HttpResponse:
    """404 unless approved and published."""
    minutes = queries.published().filter(meeting__uid=uid).first()
    if minutes is None:
        raise Http404
    return _sheet(minutes, minutes.public_text, _("Öffentliche Fassung"))


def _may_read(request: SignedInRequest, minutes: Minutes) -> bool:
    meeting = minutes.meeting
    today = timezone.localdate()
    return permissions.may_read_meeting(
        request.user, meeting, today, timezone.localdate(meeting.starts_at)
    )


def _sheet(minutes: Minutes, text: str, version: str) -> HttpResponse:
    title = _("Niederschrift: %(meeting)s") % {"meeting": minutes.meeting}
    return served("minutes", title, version=version, blocks=blocks(text), seal=_seal(minutes))


def _seal(minutes: Minutes) -> list[tuple[str, str]]:
    if minutes.approved_at is None:
        return []
    return [
        (_("Genehmigt am"), date_format(timezone.localtime(minutes.approved_at), "DATE_FORMAT")),
        (_("Prüfsumme (SHA-256)"), minutes.sha256),
    ]
