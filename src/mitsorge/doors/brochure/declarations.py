"""What was signed at joining, on paper. The link of the letter is the proof; no account."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from mitsorge.domain.partners.letters import KEEP, uid_of
from mitsorge.domain.partners.models import Application
from mitsorge.domain.partners.queries.applications import by_uid
from mitsorge.doors.brochure.blocks import blocks
from mitsorge.doors.brochure.served import served
from mitsorge.face.guards import open_to_all

Row = tuple[str, str]


@require_safe
@open_to_all
@never_cache
def declaration(request: HttpRequest, signed: str) -> HttpResponse:
    """404 for a link we did not sign, or of an application that is deleted."""
    application = by_uid(uid_of(signed, KEEP))
    if application is None:
        raise Http404
    return served(
        "declaration",
        f"{application.agreement.title}: {application.organization_name}",
        blocks=blocks(application.agreement.text),
        heading=_("Was Sie erklärt haben"),
        rows=_declared(application),
        proof=_proof(application),
    )


def _declared(application: Application) -> list[Row]:
    """Name and value, without what was left open."""
    place = f"{application.postcode} {application.town}".strip()
    house = (application.organization_name, application.street, place)
    rows = [
        (_("Organisation"), ", ".join(part for part in house if part)),
        (_("Mitarbeit"), application.get_participation_display()),
        (_("Gruppe"), str(application.member_group or "")),
        (_("Für die Organisation"), application.speaker_name),
    ]
    return [row for row in rows if row[1]]


def _proof(application: Application) -> list[Row]:
    moment = timezone.localtime(application.agreed_at)
    return [
        (_("Zugestimmt am"), date_format(moment, "j. F Y, H:i:s") + " " + _("Uhr")),
        (_("Fassung"), date_format(application.agreement.valid_from)),
        (_("Nachweis (SHA-256)"), application.proof),
    ]
