"""The pages of an import: upload, columns, preview, progress, result. One deed per POST."""

from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mitsorge.doors.imports import progress, runs, wording
from mitsorge.doors.imports.display import LABELS, Display
from mitsorge.doors.imports.findings import Outcome, Unreadable
from mitsorge.doors.imports.forms import ColumnsForm, UploadForm
from mitsorge.doors.imports.models import ImportRun
from mitsorge.doors.imports.planning.kinds import OPEN, Kind, State
from mitsorge.doors.imports.planning.vocabularies import load_lexicon
from mitsorge.face.guards import SignedInRequest, only_for
from mitsorge.face.paging import paged
from mitsorge.foundation.journal.models import Entry
from mitsorge.foundation.people.rules import Role

coordination = only_for(Role.COORDINATION)
PER_PAGE = 50
LEFT_OUT = ("content", "preview")


def _runs() -> QuerySet[ImportRun]:
    return ImportRun.objects.defer(*LEFT_OUT).select_related("created_by")


@coordination
def overview(request: SignedInRequest) -> HttpResponse:
    """All runs, and the form that starts one."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        run = _upload(request, form)
        if run is not None:
            return redirect("imports:run", uid=run.uid)
    context = {
        "section": "importe",
        "form": form,
        "paged": paged(_runs(), request, per_page=20),
        "states": wording.STATE,
    }
    return render(request, "imports/overview.html", context, status=200 if not form.errors else 422)


def _upload(request: SignedInRequest, form: UploadForm) -> ImportRun | None:
    file = form.cleaned_data["file"]
    kind = form.cleaned_data["kind"]
    try:
        with translation.override("de"):
            return runs.upload(
                name=file.name,
                content=file.read(),
                kind=Kind(kind) if kind else None,
                by=request.user,
                at=timezone.now(),
            )
    except Unreadable as refused:
        form.add_error("file", str(refused))
        return None


@coordination
@require_safe
def run(request: SignedInRequest, uid: UUID) -> HttpResponse:
    """Where the run stands: its columns, its preview, its progress or its result."""
    found = get_object_or_404(_runs(), uid=uid)
    if found.state == State.MAPPING:
        return redirect("imports:columns", uid=uid)
    if found.state == State.PREVIEW:
        return redirect("imports:preview", uid=uid)
    return render(request, "imports/result.html", _standing(found))


def _standing(found: ImportRun) -> dict[str, object]:
    counts = [(wording.OUTCOME[outcome], found.counts.get(outcome, 0)) for outcome in Outcome]
    return {
        "section": "importe",
        "run": found,
        "counts": counts,
        "percent": progress.told(found.uid),
        "state": wording.STATE[State(found.state)],
        "is_waiting": found.state == State.QUEUED,
        "left": found.left_out.get("", 0),
        "reasons": [
            (wording.DOUBT.get(code, code), count) for code, count in found.left_out.items() if code
        ],
    }


@coordination
@require_safe
def standing(request: SignedInRequest, uid: UUID) -> HttpResponse:
    """The progress bar alone, asked for every second; at the end the whole page is shown anew."""
    found = get_object_or_404(_runs(), uid=uid)
    response = render(request, "imports/_progress.html", _standing(found))
    if found.state != State.QUEUED:
        response["HX-Refresh"] = "true"
    return response


@coordination
def columns(request: SignedInRequest, uid: UUID) -> HttpResponse:
    """Which column is what; the recognized ones are chosen already."""
    found = get_object_or_404(ImportRun, uid=uid, state__in=OPEN, kind=Kind.LIST)
    prepared = runs.dry_run(found, timezone.now())
    layout = prepared.layout
    if layout is None:
        return redirect("imports:run", uid=uid)
    form = ColumnsForm(request.POST or None, layout=layout)
    if request.method == "POST" and form.is_valid() and _choose(request, found, form):
        return redirect("imports:run", uid=uid)
    samples = {
        c.index: [
            str(row[c.index])
            for row in prepared.sample
            if c.index < len(row) and row[c.index] != ""
        ]
        for c in layout.columns
    }
    rows = [(form[f"spalte-{c.index}"], samples[c.index], c.personal) for c in layout.columns]
    context = {
        "section": "importe",
        "run": found,
        "form": form,
        "rows": rows,
        "is_new": found.state == State.MAPPING,
    }
    return render(request, "imports/columns.html", context, status=422 if form.errors else 200)


def _choose(request: SignedInRequest, found: ImportRun, form: ColumnsForm) -> bool:
    try:
        with translation.override("de"):
            runs.choose_columns(
                run=found, mapping=form.mapping(), by=request.user, at=timezone.now()
            )
    except (Unreadable, runs.AlreadyOver) as refused:
        form.add_error(None, str(refused))
        return False
    return True


@coordination
@require_POST
def apply(request: SignedInRequest, uid: UUID) -> HttpResponse:
    """Releases the preview; small runs are written at once, large ones by the worker."""
    found = get_object_or_404(ImportRun.objects.defer("content"), uid=uid)
    now = timezone.now()
    if not runs.queue(run=found, by=request.user, at=now):
        messages.error(request, _("Dieser Import ist schon übernommen oder verworfen."))
    elif runs.row_count(found) < runs.AT_ONCE:
        with translation.override("de"):
            runs.carry_out(run_id=found.pk, at=now)
    return redirect("imports:run", uid=uid)


@coordination
@require_POST
def drop(request: SignedInRequest, uid: UUID) -> HttpResponse:
    found = get_object_or_404(_runs(), uid=uid)
    if runs.drop(run=found, by=request.user, at=timezone.now()):
        messages.success(
            request,
            _("Verworfen. Die Datei ist gelöscht, am Verzeichnis hat sich nichts geändert."),
        )
    else:
        messages.error(request, _("Dieser Import ist schon übernommen oder verworfen."))
    return redirect("imports:runs")


@coordination
@require_safe
def journal(request: SignedInRequest, uid: UUID) -> HttpResponse:
    """What the run wrote, record by record."""
    found = get_object_or_404(_runs(), uid=uid, state=State.DONE)
    entries = Entry.objects.filter(
        at=found.applied_at or found.created_at, event__endswith=".imported"
    ).order_by("pk")
    display = Display(load_lexicon())
    page = paged(entries, request, per_page=PER_PAGE)
    context = {
        "section": "importe",
        "run": found,
        "paged": page,
        "entries": [_told(entry, display) for entry in page.rows],
    }
    return render(request, "imports/journal.html", context)


def _told(entry: Entry, display: Display) -> dict[str, object]:
    changes = [
        (str(LABELS.get(n, n)), display.words(n, old), display.words(n, new))
        for n, (old, new) in entry.changes.items()
    ]
    return {
        "label": entry.subject_label,
        "changes": changes,
        "event": wording.EVENT.get(entry.event, entry.event),
    }
