"""Writing: a new recommendation, its draft, the next version. Two who write at once see both versions."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from mitsorge.domain.governance.actions.outcomes import ItemChanged, Refused
from mitsorge.domain.recommendations.actions import drafting
from mitsorge.domain.recommendations.models import Recommendation, Version
from mitsorge.domain.recommendations.rules.words import WORD_FIELDS
from mitsorge.doors.office.conflict import Conflict
from mitsorge.doors.office.deeds import posted
from mitsorge.doors.office.recommendation_deeds import row_for, seen_version, writers
from mitsorge.doors.office.recommendation_forms import WordsForm, values_of
from mitsorge.face.guards import SignedInRequest
from mitsorge.face.history import change_in_words
from mitsorge.foundation.people.rules import NotAllowed


@writers
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: SignedInRequest) -> HttpResponse:
    """Drafts one; the number comes by itself."""
    form = WordsForm(posted(request), by=request.user, initial=_asked(request))
    if request.method == "POST" and form.is_valid():
        made = _drafted(request, form)
        if made is not None:
            return redirect("office:recommendation", made.uid)
    return _shown(request, form)


@writers
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: SignedInRequest, uid: str) -> HttpResponse:
    """Changes the draft, or writes the next version of what is finished."""
    row = row_for(request, uid)
    newest = row.versions.order_by("-number")[0]
    form = WordsForm(posted(request), by=request.user, row=row, initial=values_of(row, newest))
    conflict = None
    if request.method == "POST" and form.is_valid():
        try:
            _revise(request, form, row)
        except ItemChanged as refused:
            conflict = _conflict(refused)
        except (Refused, NotAllowed) as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Gespeichert."))
            return redirect("office:recommendation", row.uid)
    return _shown(request, form, row=row, newest=newest, conflict=conflict)


def _asked(request: SignedInRequest) -> dict[str, Any]:
    """What the page that leads here knows already: a topic, with its open impulses."""
    topic = request.GET.get("thema", "")
    return {"topics": [topic]} if topic.isdecimal() and len(topic) < 10 else {}


def _drafted(request: SignedInRequest, form: WordsForm) -> Recommendation | None:
    try:
        made = drafting.draft(
            committee=form.cleaned_data["committee"],
            words=form.words(),
            by=request.user,
            at=timezone.now(),
            **form.frame(),
        )
    except (Refused, NotAllowed) as refused:
        form.add_error(None, str(refused))
        return None
    messages.success(request, _("Angelegt als Empfehlung %(number)s.") % {"number": made.number})
    return made


def _revise(request: SignedInRequest, form: WordsForm, row: Recommendation) -> None:
    drafting.revise(
        recommendation_id=row.pk,
        row_version=seen_version(request),
        words=form.words(),
        by=request.user,
        at=timezone.now(),
        **form.frame(),
    )


def _conflict(refused: ItemChanged) -> Conflict:
    """Both versions, field by field where they differ; the next save names the version that stands there."""
    pairs = {
        name: [refused.theirs[name], value]
        for name, value in refused.yours.items()
        if refused.theirs[name] != value
    }
    rows = (
        change_in_words(Version if name in WORD_FIELDS else Recommendation, name, pair)
        for name, pair in pairs.items()
    )
    return Conflict(str(refused), str(refused.theirs["version"]), tuple(rows))


def _shown(
    request: SignedInRequest,
    form: WordsForm,
    *,
    row: Recommendation | None = None,
    newest: Version | None = None,
    conflict: Conflict | None = None,
) -> HttpResponse:
    seen = row.row_version if row else ""
    if form.is_bound:
        seen = conflict.seen if conflict else request.POST.get("seen", "")
    context = {
        "section": "empfehlungen",
        "row": row,
        "newest": newest,
        "form": form,
        "conflict": conflict,
        "seen": seen,
    }
    return render(request, "office/recommendations/edit.html", context)
