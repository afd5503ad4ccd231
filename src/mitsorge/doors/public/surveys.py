"""What the link of a survey opens: the questionnaire, filled from the directory. GET shows, POST answers."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from mitsorge.domain.governance.actions.outcomes import AlreadyDone, ItemChanged, Refused
from mitsorge.domain.planning.actions.survey_answers import AnswersWrong, answer
from mitsorge.domain.planning.letters.surveys import BadLink, opened
from mitsorge.domain.planning.models import SurveyRequest
from mitsorge.domain.planning.rules.surveys import Answers, Via, takes_answers
from mitsorge.face.forms import save_over
from mitsorge.face.guards import open_to_all
from mitsorge.face.survey_form import SurveyForm, differences
from mitsorge.face.survey_sheet import Sheet, sheet

GONE, CONFLICT = 410, 409
View = Callable[..., HttpResponse]


def by_link(view: View) -> View:
    """Hands the view the questionnaire; whoever holds a wrong link learns nothing."""

    @wraps(view)
    def opening(request: HttpRequest, token: str) -> HttpResponse:
        try:
            row = opened(token)
        except BadLink:
            return render(request, "public/surveys/lost.html", {"section": ""}, status=GONE)
        return view(request, row)

    return opening


@open_to_all
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@by_link
def survey(request: HttpRequest, row: SurveyRequest) -> HttpResponse:
    """The questions, the thanks (?aendern opens the questions again), or that the survey has ended.

    At most 6 queries beside the frame to show.
    """
    asked = sheet(row)
    posts = request.method == "POST"
    shown = asked.answers or asked.prefilled
    form = asked.form(request.POST if posts else None, shown=shown)
    if not takes_answers(row.survey.state, row.survey.due_on, timezone.localdate()):
        typed = form.answers() if posts and form.is_valid() else None
        return _ended(request, asked, typed)
    if not posts:
        wants_form = asked.answers is None or "aendern" in request.GET
        return _questions(request, asked, form) if wants_form else _thanks(request, asked)
    if not form.is_valid():
        return _questions(request, asked, form)
    return _answered(request, asked, form)


def _answered(request: HttpRequest, asked: Sheet, form: SurveyForm) -> HttpResponse:
    said = form.answers()
    try:
        answer(
            request_id=asked.row.pk,
            version=form.cleaned_data["version"],
            answers=said,
            via=Via.LINK,
            by=None,
            at=timezone.now(),
        )
    except AnswersWrong as wrong:
        form.add_faults(wrong.faults)
        return _questions(request, asked, form)
    except ItemChanged as overtaken:
        save_over(form, overtaken.theirs["version"])
        theirs: Answers = overtaken.theirs["answers"]
        both = differences(theirs, said, asked.asks, asked.areas)
        more = {"both": both, "overtaken": str(overtaken).partition(".")[0] + "."}
        return _questions(request, asked, form, status=CONFLICT, **more)
    except (Refused, AlreadyDone) as refused:
        return _ended(request, asked, said, str(refused))
    return redirect(request.path)


def _questions(
    request: HttpRequest, asked: Sheet, form: SurveyForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    context = {**asked.context, "form": form, **more}
    return render(request, "public/surveys/questions.html", context, status=status)


def _thanks(request: HttpRequest, asked: Sheet) -> HttpResponse:
    said = asked.said(asked.answers or Answers())
    return render(request, "public/surveys/thanks.html", {**asked.context, **said})


def _ended(
    request: HttpRequest, asked: Sheet, typed: Answers | None, why: str = ""
) -> HttpResponse:
    """What they answered stands there; what they have just typed, too: nothing is lost, the office takes it by phone."""
    told = typed or asked.answers
    context = {**asked.context, **asked.said(told or Answers()), "typed": typed, "why": why}
    return render(request, "public/surveys/ended.html", context, status=GONE)
