"""The list of series, uploading a file of figures, its dry run, taking and dropping it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mitsorge.domain.governance.actions.outcomes import AlreadyDone, Refused
from mitsorge.domain.planning.models import Series
from mitsorge.domain.planning.permissions import PLANNERS, READERS, may_plan
from mitsorge.domain.planning.queries.series import is_there, series_list
from mitsorge.doors.imports.figures import actions, wording
from mitsorge.doors.imports.figures.actions import Trial
from mitsorge.doors.imports.figures.forms import FileForm, PassportForm
from mitsorge.doors.imports.figures.read import Total
from mitsorge.doors.imports.figures.shown import counts_words, trial_words, whole
from mitsorge.doors.imports.findings import Unreadable
from mitsorge.doors.imports.models import FigureFile
from mitsorge.doors.imports.planning.kinds import State
from mitsorge.face.guards import SignedInRequest, only_for
from mitsorge.face.paging import paged

SECTION = "planung"


@only_for(*sorted(READERS))
@require_safe
def overview(request: SignedInRequest) -> HttpResponse:
    """All series, files that wait for a decision, and the form that uploads one (at most 4 queries beside the session)."""
    return _list(request, FileForm())


@only_for(*sorted(PLANNERS))
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: SignedInRequest) -> HttpResponse:
    """The list with what is wrong with the file, or on to the dry run."""
    form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
    file = _uploaded(request, form) if form.is_bound else None
    return redirect("figures:trial", uid=file.uid) if file else _list(request, form)


def _list(request: SignedInRequest, form: FileForm) -> HttpResponse:
    plans = may_plan(request.user)
    page = paged(series_list(), request, per_page=50)
    context = {
        "section": SECTION,
        "form": form,
        "paged": page,
        "rows": [(each, counts_words(each)) for each in page.rows],
        "waiting": FigureFile.objects.filter(state=State.PREVIEW).defer("content") if plans else (),
        "may_plan": plans,
    }
    status = 422 if form.errors else 200
    return render(request, "imports/figures/list.html", context, status=status)


def _uploaded(request: SignedInRequest, form: FileForm) -> FigureFile | None:
    if not form.is_valid():
        return None
    file = form.cleaned_data["file"]
    try:
        with translation.override("de"):
            return actions.upload(
                name=file.name, content=file.read(), by=request.user, at=timezone.now()
            )
    except Unreadable as refused:
        form.add_error("file", str(refused))
        return None


@only_for(*sorted(PLANNERS))
@require_http_methods(["GET", "HEAD", "POST"])
def trial(request: SignedInRequest, uid: UUID) -> HttpResponse:
    """The dry run of a file; a POST takes what is wanted of it, all or nothing."""
    file = get_object_or_404(FigureFile, uid=uid)
    if file.state != State.PREVIEW:
        return _over(request, file)
    with translation.override("de"):
        found = actions.trials(file)
    forms = [_form(request, each, number, len(found)) for number, each in enumerate(found)]
    problem = ""
    if request.method == "POST" and all(_valid(form) for form in forms):
        problem = _taken(request, file, forms)
        if not problem:
            return _over(request, file)
    context = {
        "section": SECTION,
        "file": file,
        "problem": problem,
        "rows": [_shown(each, form) for each, form in zip(found, forms, strict=True)],
        "is_sound": all(each.is_sound for each in found),
        "format": wording.FORMAT[found[0].read.format],
        "problems": [form for form in forms if form.errors],
    }
    failed = problem or any(form.errors for form in forms)
    return render(request, "imports/figures/trial.html", context, status=422 if failed else 200)


def _form(request: SignedInRequest, trial: Trial, number: int, of: int) -> PassportForm:
    data = request.POST if request.method == "POST" else None
    told = trial.read.passport
    form = PassportForm(data, told=told, alone=of == 1, prefix=f"reihe-{number}")
    said = form.cleaned_data if form.is_bound and form.is_valid() else told
    if not is_there(said):
        del form.fields["replace"]
    return form


def _valid(form: PassportForm) -> bool:
    """A series that is not wanted needs no passport."""
    left_out = "wanted" in form.fields and not form.data.get(form.add_prefix("wanted"))
    return left_out or form.is_valid()


def _taken(request: SignedInRequest, file: FigureFile, forms: list[PassportForm]) -> str:
    """The sentence that says why nothing was taken; empty where it was."""
    wanted = [form.decision() if form.is_valid() else None for form in forms]
    try:
        taken = actions.take(file_id=file.pk, wanted=wanted, by=request.user, at=timezone.now())
    except (Refused, AlreadyDone) as refused:
        return str(refused)
    words = ngettext(
        "%(n)s Zahlenreihe ist übernommen.", "%(n)s Zahlenreihen sind übernommen.", len(taken)
    )
    messages.success(request, words % {"n": len(taken)})
    return ""


def _over(request: SignedInRequest, file: FigureFile) -> HttpResponse:
    """To what came of the file: its only series, else the list."""
    file.refresh_from_db(fields=["taken", "state"])
    if request.method == "GET":
        messages.info(request, _("Diese Datei ist schon übernommen oder verworfen."))
    if len(file.taken) == 1 and Series.objects.filter(uid=file.taken[0]).exists():
        return redirect("figures:series", uid=file.taken[0])
    return redirect("figures:list")


def _shown(trial: Trial, form: PassportForm) -> dict[str, object]:
    return {
        "form": form,
        "counts": trial_words(trial),
        "totals": [_total(total) for total in trial.read.totals],
        "traps": [(wording.TRAP[trap.kind], trap.sentence) for trap in trial.kept.traps],
        "errors": trial.kept.errors,
        "title": trial.read.passport.get("title") or _("Ihre Tabelle"),
        "variant": trial.read.passport.get("variant", ""),
    }


def _total(total: Total) -> dict[str, object]:
    exact = total.found == total.published
    words = _("stimmt mit der veröffentlichten Summe überein")
    if not total.agrees:
        off = whole(abs(total.found - total.published))
        words = _("weicht um %(n)s ab") % {"n": off}
    elif not exact:
        words = _("stimmt bis auf die Rundung überein")
    return {
        "label": total.label,
        "found": whole(total.found),
        "published": whole(total.published),
        "source": total.source,
        "words": words,
        "agrees": total.agrees,
        "missing": total.missing,
    }


@only_for(*sorted(PLANNERS))
@require_POST
def drop(request: SignedInRequest, uid: UUID) -> HttpResponse:
    file = get_object_or_404(FigureFile.objects.defer("content"), uid=uid)
    if actions.drop(file_id=file.pk, by=request.user, at=timezone.now()):
        messages.success(
            request, _("Verworfen. Die Datei ist gelöscht, es wurde nichts übernommen.")
        )
    else:
        messages.error(request, _("Diese Datei ist schon übernommen oder verworfen."))
    return redirect("figures:list")
