"""Council papers, the partners' reports and the annual report as files."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mitsorge.domain.directory.models import Organization
from mitsorge.domain.recommendations.models import CouncilPaper
from mitsorge.domain.recommendations.queries import annual, considerations
from mitsorge.domain.recommendations.queries import papers as queries
from mitsorge.domain.recommendations.rules.duties import KEEPERS, Duty
from mitsorge.doors.brochure.blocks import blocks
from mitsorge.doors.brochure.council import facts_of, sections_of, session_of
from mitsorge.doors.brochure.council_docx import docx, name_of
from mitsorge.doors.brochure.served import served
from mitsorge.doors.brochure.word import TYPE
from mitsorge.face.guards import SignedInRequest, only_for, open_to_all
from mitsorge.foundation.identity.queries import network
from mitsorge.foundation.people.queries import holds, organizations_of
from mitsorge.foundation.people.rules import Role

readers = only_for(*KEEPERS[Duty.READ_WORK])
reporters = only_for(*KEEPERS[Duty.READ_WORK], Role.MEMBER)


def _paper(found: CouncilPaper | None) -> CouncilPaper:
    if found is None:
        raise Http404
    return found


@require_safe
@open_to_all
def public_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """404 until a public session has its day."""
    return _sheet(_paper(queries.public_paper(pk)))


@require_safe
@readers
def paper(request: SignedInRequest, pk: int) -> HttpResponse:
    return _sheet(_paper(queries.paper(pk)))


def _sheet(found: CouncilPaper) -> HttpResponse:
    sections = [{"name": name, "blocks": blocks(text)} for name, text in sections_of(found)]
    stations = [[s.body, session_of(s), s.result or "–"] for s in found.stations.all()]
    return served(
        "council",
        found.title,
        kind=_("Beschlussvorlage"),
        facts=facts_of(found),
        sections=sections,
        stations_title=_("Beratungsfolge"),
        heads=[_("Gremium"), _("Sitzung"), _("Ergebnis")],
        stations=stations,
    )


@require_safe
@readers
def paper_docx(request: SignedInRequest, pk: int) -> HttpResponse:
    """The paper as a file the office goes on editing."""
    found = _paper(queries.paper(pk))
    made = docx(found, network=str(network() or ""), at=timezone.now())
    name = f'attachment; filename="{name_of(found)}.docx"'
    return HttpResponse(made, content_type=TYPE, headers={"Content-Disposition": name})


@require_safe
@reporters
def considered(request: SignedInRequest, year: int, uid: UUID) -> HttpResponse:
    """The report of one member for a year: for itself and for the office, 404 for others."""
    is_own = uid in organizations_of(request.user)
    if not is_own and not holds(request.user, KEEPERS[Duty.READ_WORK]):
        raise Http404
    if not 2000 <= year < 2200:
        raise Http404
    found = considerations.report(get_object_or_404(Organization, uid=uid), year)
    title = _("Wie %(name)s die Empfehlungen %(year)s berücksichtigt hat")
    silent = _("Noch keine Angabe.")
    rows = [
        {
            "name": f"{row.number} {row.title}",
            "blocks": blocks(f"**{row.words}** – {row.text}" if row.kind else silent),
        }
        for row in found.rows
    ]
    return served(
        "council",
        title % {"name": found.organization.name, "year": year},
        kind=_("Bericht nach § 8a Abs. 4 SGB XI"),
        facts=[(_("Organisation"), found.organization.name), (_("Jahr"), str(year))],
        sections=rows,
        stations_title="",
        heads=[],
        stations=[],
    )


@require_safe
@readers
def annual_report(request: SignedInRequest, year: int) -> HttpResponse:
    """The annual report as it was edited last; 404 before it was composed."""
    found = annual.report(year) if 2000 <= year < 2200 else None
    if found is None:
        raise Http404
    title = _("Jahresbericht %(year)s") % {"year": year}
    return served(
        "minutes", title, version=str(network() or ""), blocks=blocks(found.text), seal=[]
    )
