"""Answers: who is to be asked, who is silent, what was said; and from here the council paper."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mitsorge.domain.recommendations.actions import answers as deeds
from mitsorge.domain.recommendations.actions import papers
from mitsorge.domain.recommendations.models import Recommendation
from mitsorge.domain.recommendations.queries import answers as queries
from mitsorge.domain.recommendations.queries.chain import chain
from mitsorge.domain.recommendations.rules.duties import ANSWER_TIME, Duty
from mitsorge.doors.office.deeds import attempt
from mitsorge.doors.office.measures.deeds import may, readers, speakers, submit
from mitsorge.doors.office.measures.forms import AnswerForm, AskForm
from mitsorge.face.guards import SignedInRequest
from mitsorge.foundation.journal.queries import history


@require_safe
@readers
def answers(request: SignedInRequest) -> HttpResponse:
    """Awaited answers, the longest silence first, and what is to be handed over (2 queries)."""
    context = {
        "section": "empfehlungen",
        "tab": "answers",
        "awaiting": queries.awaiting(),
        "not_sent": queries.not_sent(),
        "today": timezone.localdate(),
    }
    return render(request, "office/measures/answers.html", context)


def _found(year: int, place: str) -> Recommendation:
    found = queries.with_answers(f"{year}/{place}")
    if found is None:
        raise Http404
    return found


@require_safe
@readers
def answer(request: SignedInRequest, year: int, place: str) -> HttpResponse:
    """One recommendation: its chain, its answers, and what the office can do (19 queries)."""
    return _page(request, _found(year, place))


def _page(
    request: SignedInRequest, found: Recommendation, *, status: int = 200, **more: Any
) -> HttpResponse:
    today = timezone.localdate()
    context = {
        "section": "empfehlungen",
        "tab": "answers",
        "recommendation": found,
        "chain": chain(found.number, on=today),
        "requests": found.answer_requests.all(),
        "answers": found.answers.all(),
        "papers": found.council_papers.all(),
        "ask_form": AskForm(
            initial={"email": found.addressee_email, "due_on": today + ANSWER_TIME}
        ),
        "record_form": AnswerForm(initial={"by_office": found.addressee, "answered_on": today}),
        "may_speak": may(request, Duty.KEEP_ANSWERS),
        "may_ask": found.status in ("ADOPTED", "ANSWERED"),
        "may_record": found.status in deeds.ANSWERABLE,
        "today": today,
        "history": history(found)[:20],
    }
    return render(request, "office/measures/answer.html", {**context, **more}, status=status)


@require_POST
@speakers
def ask(request: SignedInRequest, year: int, place: str) -> HttpResponse:
    found = _found(year, place)
    form = AskForm(request.POST)
    values = form.cleaned_data if form.is_valid() else {}
    thanks = _("Übergeben. Der Brief ist unterwegs.")
    if submit(request, form, deeds.ask, thanks, recommendation_id=found.pk, **values):
        return redirect("office:answer", year, place)
    return _page(request, found, ask_form=form, status=422)


@require_POST
@speakers
def record(request: SignedInRequest, year: int, place: str) -> HttpResponse:
    found = _found(year, place)
    form = AnswerForm(request.POST)
    values = form.cleaned_data if form.is_valid() else {}
    thanks = _("Die Antwort ist eingetragen und öffentlich.")
    if submit(request, form, deeds.record_answer, thanks, recommendation_id=found.pk, **values):
        return redirect("office:answer", year, place)
    return _page(request, found, record_form=form, status=422)


@require_POST
@speakers
def remind(request: SignedInRequest, year: int, place: str) -> HttpResponse:
    found = _found(year, place)
    attempt(request, deeds.remind, _("Die Erinnerung ist unterwegs."), recommendation_id=found.pk)
    return redirect("office:answer", year, place)


@require_http_methods(["POST"])
@speakers
def draft_paper(request: SignedInRequest, year: int, place: str) -> HttpResponse:
    found = _found(year, place)
    thanks = _("Die Vorlage ist angelegt. Ergänzen Sie, was fehlt.")
    if attempt(request, papers.draft_paper, thanks, recommendation_id=found.pk):
        newest = found.council_papers.order_by("-created_at", "-pk").first()
        if newest:
            return redirect("office:paper", newest.pk)
    return redirect("office:answer", year, place)
