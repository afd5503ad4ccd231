"""Own surveys: the list, a new one, one with who answered and what it adds up to, and its files."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from mitsorge.domain.governance.actions.outcomes import Refused
from mitsorge.domain.planning.actions import surveys as deeds
from mitsorge.domain.planning.models import Survey
from mitsorge.domain.planning.permissions import PLANNERS, READERS, may_plan
from mitsorge.domain.planning.queries import surveys as queries
from mitsorge.domain.planning.queries.figures import network_regions
from mitsorge.domain.planning.queries.scenarios import kinds
from mitsorge.domain.planning.rules.regions import finest_regions
from mitsorge.domain.planning.rules.surveys import Standing, SurveyState
from mitsorge.domain.planning.wording.surveys import STANDING, SURVEY_STATE, share_of
from mitsorge.doors.office.deeds import posted
from mitsorge.doors.office.planning_survey_form import NewSurveyForm
from mitsorge.doors.office.planning_survey_rows import (
    UNREACHED,
    VIEWS,
    answer_sheet,
    read,
    responses,
    result_sheet,
    results,
)
from mitsorge.face.exports.served import served
from mitsorge.face.guards import SignedInRequest, only_for
from mitsorge.face.paging import paged
from mitsorge.foundation.journal.queries import history
from mitsorge.foundation.people.rules import NotAllowed

readers = only_for(*READERS)
planners = only_for(*PLANNERS)
PER_PAGE = 50
SHEETS = {"ergebnis": result_sheet, "antworten": answer_sheet}


@require_safe
@readers
def surveys(request: SignedInRequest) -> HttpResponse:
    """All surveys, the newest first (1 query beside the session)."""
    rows = [(each, SURVEY_STATE[each.state]) for each in queries.surveys()]
    context = {
        "section": "planung",
        "rows": rows,
        "may_plan": may_plan(request.user),
        "today": timezone.localdate(),
    }
    return render(request, "office/planning/surveys.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@planners
def new(request: SignedInRequest) -> HttpResponse:
    """Whom to ask what; nothing is sent yet."""
    areas = {region.code: region.name for region in finest_regions(network_regions().regions)}
    form = NewSurveyForm(posted(request), kinds=kinds(), areas=areas)
    if request.method == "POST" and form.is_valid():
        try:
            made = deeds.open_survey(draft=form.draft(), by=request.user, at=timezone.now())
            return redirect("office:survey", made.uid)
        except (Refused, NotAllowed) as refused:
            form.add_error(None, str(refused))
    context = {"section": "planung", "form": form}
    return render(request, "office/planning/survey_form.html", context)


@require_safe
@readers
def survey(request: SignedInRequest, uid: UUID) -> HttpResponse:
    """Who was asked, who answered, what it adds up to. ?wer= offen, anrufen or geantwortet."""
    found = read(found_or_404(uid))
    view = request.GET.get("wer", "")
    shown = [row for row in found.rows if row.standing in VIEWS.get(view, VIEWS[""])]
    response = found.tally.response()
    context = {
        "section": "planung",
        "survey": found.survey,
        "state": SURVEY_STATE[found.survey.state],
        "is_draft": found.survey.state == SurveyState.DRAFT,
        "is_running": found.survey.state == SurveyState.RUNNING,
        "kinds": list(found.kinds.values()),
        "area_names": [found.areas.get(code, code) for code in found.survey.areas],
        "response": response,
        "share": share_of(response),
        "unreached": found.count(*UNREACHED),
        "unsent": found.count(Standing.NO_ADDRESS, Standing.NOT_SENT),
        "areas": responses(found),
        "results": results(found),
        "view": view if view in VIEWS else "",
        "paged": paged(
            [(row, STANDING[row.standing]) for row in shown], request, per_page=PER_PAGE
        ),
        "series": list(found.survey.series.order_by("pk")),
        "history": history(found.survey)[:20],
        "may_plan": may_plan(request.user),
        "today": timezone.localdate(),
    }
    return render(request, "office/planning/survey.html", context)


@require_safe
@readers
def survey_file(request: SignedInRequest, uid: UUID, what: str, ending: str) -> HttpResponse:
    """The sums or the single answers as CSV or XLSX."""
    if what not in SHEETS:
        raise Http404
    return served(SHEETS[what](read(found_or_404(uid))), ending)


def found_or_404(uid: UUID) -> Survey:
    """The survey of an address (1 query)."""
    found = queries.surveys().filter(uid=uid).first()
    if found is None:
        raise Http404
    return found
