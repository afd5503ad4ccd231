"""The addressee answers a recommendation through the signed link in its letter, without an account."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from mitsorge.domain.governance.actions.outcomes import AlreadyDone, Refused
from mitsorge.domain.recommendations.actions.answers import answer_by_link
from mitsorge.domain.recommendations.letters.answers import uid_in
from mitsorge.domain.recommendations.models import AnswerRequest
from mitsorge.domain.recommendations.queries.answers import asked
from mitsorge.domain.recommendations.rules import AnswerKind
from mitsorge.domain.recommendations.rules.duties import link_is_open
from mitsorge.face.guards import open_to_all

CHOICES = (
    (AnswerKind.ACCEPTED, _("Ja, wir folgen der Empfehlung.")),
    (AnswerKind.PARTLY, _("Teilweise.")),
    (AnswerKind.IN_PROGRESS, _("Wir arbeiten daran.")),
    (AnswerKind.DONE, _("Das ist schon umgesetzt.")),
    (AnswerKind.REJECTED, _("Nein.")),
)


class AnswerForm(forms.Form):
    """What the addressee says, and which office speaks."""

    kind = forms.ChoiceField(
        label=_("Wie lautet Ihre Antwort?"),
        choices=CHOICES,
        widget=forms.RadioSelect,
        error_messages={"required": _("Wählen Sie eine der Antworten.")},
    )
    text = forms.CharField(
        label=_("In Ihren Worten"),
        help_text=_("Steht so auf der öffentlichen Seite. Bei einem Nein brauchen wir den Grund."),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    by_office = forms.CharField(
        label=_("Welche Stelle antwortet?"),
        help_text=_("Zum Beispiel: Fachdienst Soziales und Wohnen. Bitte keinen Personennamen."),
        max_length=200,
        error_messages={"required": _("Nennen Sie die Stelle, die antwortet.")},
    )


@open_to_all
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """GET shows the recommendation and the form, POST answers (3 queries beside the frame to show)."""
    uid = uid_in(token)
    found = asked(uid) if uid else None
    if found is None:
        raise Http404
    if found.answered_at or not link_is_open(found.reminded_at or found.asked_at, timezone.now()):
        return _page(request, found, status=200 if found.answered_at else 410)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return _answered(request, found, form)
    return _page(request, found, form, status=422 if form.is_bound else 200)


def _answered(request: HttpRequest, found: AnswerRequest, form: AnswerForm) -> HttpResponse:
    try:
        answer_by_link(uid=found.uid, at=timezone.now(), **form.cleaned_data)
    except Refused as refused:
        form.add_error("text", refused.sentence)
        return _page(request, found, form, status=422)
    except AlreadyDone:
        pass
    found.refresh_from_db()
    return _page(request, found, thanks=True)


def _page(
    request: HttpRequest,
    found: AnswerRequest,
    form: AnswerForm | None = None,
    *,
    status: int = 200,
    thanks: bool = False,
) -> HttpResponse:
    versions: list[Any] = getattr(found.recommendation, "newest_first", [])
    context = {
        "section": "",
        "asked": found,
        "recommendation": found.recommendation,
        "version": versions[0] if versions else None,
        "form": form,
        "thanks": thanks,
        "is_late": found.due_on < timezone.localdate(),
    }
    response = render(request, "public/board/answer.html", context, status=status)
    response["Cache-Control"] = "private, no-store"
    return response
