"""Deeds about a survey: send, remind, close, withdraw, and write down what was said at the telephone."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from mitsorge.domain.governance.actions.outcomes import AlreadyDone, ItemChanged, Refused
from mitsorge.domain.planning.actions import surveys as deeds
from mitsorge.domain.planning.actions.survey_answers import AnswersWrong, answer
from mitsorge.domain.planning.models import Survey, SurveyRequest
from mitsorge.domain.planning.permissions import PLANNERS
from mitsorge.domain.planning.queries.surveys import phones_of, request_by_uid
from mitsorge.domain.planning.rules.surveys import SurveyState, Via
from mitsorge.domain.upkeep.queries.recipients import recipients
from mitsorge.doors.office.deeds import attempt, posted
from mitsorge.doors.office.planning_surveys import found_or_404
from mitsorge.face.forms import save_over
from mitsorge.face.guards import SignedInRequest, only_for
from mitsorge.face.survey_form import SurveyForm, differences
from mitsorge.face.survey_sheet import Sheet, sheet
from mitsorge.foundation.people.rules import NotAllowed

planners = only_for(*PLANNERS)
CONFLICT = 409


@require_http_methods(["GET", "HEAD", "POST"])
@planners
def send(request: SignedInRequest, uid: UUID) -> HttpResponse:
    """GET says to how many a letter goes, POST sends."""
    survey = found_or_404(uid)
    waiting = SurveyRequest.objects.filter(survey=survey, sent_at=None, answered_at=None)
    ids = list(waiting.values_list("organization", flat=True))
    addresses = recipients(ids)
    n, left = len(addresses), len(ids) - len(addresses)
    consequence = ngettext("%(n)s Brief geht sofort hinaus, und jeder nur einmal.", "%(n)s Briefe gehen sofort hinaus, und jeder nur einmal.", n) % {"n": n}  # fmt: skip
    if left:
        consequence += " " + ngettext("%(n)s Organisation hat keine E-Mail-Adresse. Rufen Sie dort an.", "%(n)s Organisationen haben keine E-Mail-Adresse. Rufen Sie dort an.", left) % {"n": left}  # fmt: skip
    words = {
        "question": _("Fragebögen verschicken?"),
        "consequence": consequence,
        "button": _("Jetzt verschicken"),
    }
    thanks = _("Verschickt. Die Antworten erscheinen hier von selbst.")
    return _asked(request, survey, deeds.send_survey, thanks, words, addresses=addresses)


@require_http_methods(["GET", "HEAD", "POST"])
@planners
def remind(request: SignedInRequest, uid: UUID) -> HttpResponse:
    """GET says whom, POST writes to them, once in a survey."""
    survey = found_or_404(uid)
    silent = SurveyRequest.objects.filter(
        survey=survey, answered_at=None, reminded_at=None, sent_at__isnull=False
    )
    addresses = recipients(list(silent.values_list("organization", flat=True)))
    n = len(addresses)
    words = {
        "question": _("An die Umfrage erinnern?"),
        "consequence": ngettext("%(n)s Organisation hat noch nicht geantwortet und bekommt einen zweiten Brief. Einen dritten gibt es nicht.", "%(n)s Organisationen haben noch nicht geantwortet und bekommen einen zweiten Brief. Einen dritten gibt es nicht.", n) % {"n": n},
        "button": _("Jetzt erinnern"),
    }  # fmt: skip
    return _asked(request, survey, deeds.remind, _("Erinnert."), words, addresses=addresses)


@require_http_methods(["GET", "HEAD", "POST"])
@planners
def close(request: SignedInRequest, uid: UUID) -> HttpResponse:
    """GET asks, POST makes series of the answers."""
    survey = found_or_404(uid)
    counts = {"n": getattr(survey, "n_answered", 0), "all": getattr(survey, "n_asked", 0)}
    words = {
        "question": _("Umfrage beenden?"),
        "consequence": _("%(n)s von %(all)s Organisationen haben geantwortet. Danach nimmt die Umfrage keine Antwort mehr an, und aus den Antworten werden Zahlenreihen mit Stichtag und Rücklauf.") % counts,
        "button": _("Beenden und Zahlen bilden"),
    }  # fmt: skip
    thanks = _("Beendet. Die Zahlen stehen unter „Zahlen“ und bei den Planungsräumen.")
    return _asked(request, survey, deeds.close_survey, thanks, words)


@require_http_methods(["GET", "HEAD", "POST"])
@planners
def withdraw(request: SignedInRequest, uid: UUID) -> HttpResponse:
    """GET asks, POST ends the survey without figures."""
    survey = found_or_404(uid)
    words = {
        "question": _("Umfrage zurückziehen?"),
        "consequence": _("Sie endet ohne Zahlen. Wer den Link aus dem Brief öffnet, liest, dass nichts mehr zu tun ist. Antworten, die schon da sind, bleiben hier lesbar."),
        "button": _("Zurückziehen"),
    }  # fmt: skip
    return _asked(request, survey, deeds.withdraw_survey, _("Zurückgezogen."), words)


def _asked(
    request: SignedInRequest,
    survey: Survey,
    deed: Any,
    thanks: str,
    words: dict[str, Any],
    **what: Any,
) -> HttpResponse:
    """GET asks, POST acts and goes back to the survey."""
    form = forms.Form(posted(request))
    if request.method == "POST":
        attempt(request, deed, thanks, survey_id=survey.pk, **what)
        return redirect("office:survey", survey.uid)
    context = {"section": "planung", **words, "form": form, "survey": survey}
    return render(request, "office/planning/survey_asked.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@planners
def by_phone(request: SignedInRequest, uid: UUID, asked: UUID) -> HttpResponse:
    """What an organization says at the telephone; also corrects what it wrote."""
    row = request_by_uid(asked)
    if row is None or row.survey.uid != uid:
        raise Http404
    if row.survey.state != SurveyState.RUNNING:
        messages.info(request, _("Diese Umfrage nimmt keine Antwort an."))
        return redirect("office:survey", uid)
    found = sheet(row)
    form = found.form(posted(request), shown=found.answers or found.prefilled)
    if request.method == "POST" and form.is_valid():
        return _written(request, found, form)
    return _page(request, found, form)


def _written(request: SignedInRequest, found: Sheet, form: SurveyForm) -> HttpResponse:
    said = form.answers()
    try:
        answer(
            request_id=found.row.pk,
            version=form.cleaned_data["version"],
            answers=said,
            via=Via.PHONE,
            by=request.user,
            at=timezone.now(),
        )
    except AnswersWrong as wrong:
        form.add_faults(wrong.faults)
    except ItemChanged as overtaken:
        save_over(form, overtaken.theirs["version"])
        both = differences(overtaken.theirs["answers"], said, found.asks, found.areas)
        more = {"both": both, "overtaken": str(overtaken).partition(".")[0] + "."}
        return _page(request, found, form, status=CONFLICT, **more)
    except (Refused, AlreadyDone, NotAllowed) as refused:
        form.add_error(None, str(refused))
    else:
        name = found.row.organization.name
        messages.success(request, _("Gespeichert: die Antwort von %(name)s.") % {"name": name})
        return redirect("office:survey", found.row.survey.uid)
    return _page(request, found, form)


def _page(
    request: SignedInRequest, found: Sheet, form: SurveyForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    pk = found.row.organization_id
    phone = phones_of([pk]).get(pk, "")
    context = {**found.context, "section": "planung", "form": form, "phone": phone, **more}
    return render(request, "office/planning/survey_answer.html", context, status=status)
