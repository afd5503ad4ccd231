"""The preview: the rows of one outcome in words, narrowed, in pages, with their ticks."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from mitsorge.doors.imports import runs, wording
from mitsorge.doors.imports.display import Display
from mitsorge.doors.imports.findings import Outcome, Plan, PlannedRow
from mitsorge.doors.imports.models import ImportRun
from mitsorge.doors.imports.planning.kinds import OFFICIAL, Kind, State
from mitsorge.doors.imports.planning.packing import unpack
from mitsorge.doors.imports.planning.vocabularies import load_lexicon
from mitsorge.face.guards import SignedInRequest, only_for
from mitsorge.face.paging import paged
from mitsorge.foundation.people.rules import Role

PER_PAGE = 50


@only_for(Role.COORDINATION)
def preview(request: SignedInRequest, uid: UUID) -> HttpResponse:
    """The rows of one outcome, narrowed and in pages; a POST remembers which suspicious rows are ticked, and where
    a new row is an offer of the directory."""
    found = get_object_or_404(ImportRun.objects.defer("content"), uid=uid)
    if found.state != State.PREVIEW:
        return redirect("imports:run", uid=uid)
    plan = unpack(bytes(found.preview))
    outcome = _outcome(request, plan)
    rows = _narrowed(request, [row for row in plan.rows if row.outcome == outcome])
    if request.method == "POST":
        _tick(request, found, rows)
        return _say_same(request, found)
    return render(
        request, "imports/preview.html", _preview_context(request, found, plan, rows, outcome)
    )


def _preview_context(
    request: SignedInRequest, found: ImportRun, plan: Plan, rows: list[PlannedRow], outcome: Outcome
) -> dict[str, object]:
    page = paged(rows, request, per_page=PER_PAGE)
    display = Display(load_lexicon())
    ticked = frozenset(found.ticked)
    shown = [display.row(row, ticked) for row in page.rows]
    counts = plan.counts()
    return {
        "section": "importe",
        "run": found,
        "notes": plan.notes,
        "tabs": [(o, wording.OUTCOME[o], counts[o]) for o in Outcome],
        "outcome": outcome,
        "outcome_words": wording.OUTCOME[outcome],
        "hint": wording.OUTCOME_HINT[outcome],
        "is_suspicious": outcome == Outcome.SUSPICIOUS,
        "is_official": found.kind in OFFICIAL,
        "has_columns": found.kind == Kind.LIST,
        "reasons": _reasons([row for row in plan.rows if row.outcome == outcome]),
        "reason": request.GET.get("grund", ""),
        "text": request.GET.get("q", ""),
        "paged": page,
        "rows": shown,
        "new": counts[Outcome.NEW],
        "changed": counts[Outcome.CHANGED],
        "ticked": len(found.ticked),
        "same": frozenset(map(int, found.same)),
        "total": runs.row_count(found),
        "earlier": ImportRun.objects.filter(sha256=found.sha256, state=State.DONE)
        .exclude(pk=found.pk)
        .first(),
    }


def _outcome(request: SignedInRequest, plan: Plan) -> Outcome:
    """The outcome asked for, else the first that has rows."""
    asked = request.GET.get("ergebnis", "")
    counts = plan.counts()
    return (
        Outcome(asked)
        if asked in list(Outcome)
        else next((o for o in Outcome if counts[o]), Outcome.NEW)
    )


def _narrowed(request: SignedInRequest, rows: list[PlannedRow]) -> list[PlannedRow]:
    text, reason = request.GET.get("q", "").strip().lower(), request.GET.get("grund", "")
    return [
        row
        for row in rows
        if (
            not text or text in row.label.lower() or text in str(row.values.get("town", "")).lower()
        )
        and (not reason or any(finding.code == reason for finding in row.findings))
    ]


def _reasons(rows: list[PlannedRow]) -> list[tuple[str, str, int]]:
    """(code, first sentence with it, how many rows), the most frequent first."""
    found: dict[str, tuple[str, set[int]]] = {}
    for row in rows:
        for finding in row.findings:
            found.setdefault(finding.code, (finding.sentence, set()))[1].add(row.number)
    listed = [(code, sentence, len(numbers)) for code, (sentence, numbers) in found.items()]
    return sorted(listed, key=lambda one: (-one[2], one[0]))


def _tick(request: SignedInRequest, found: ImportRun, rows: list[PlannedRow]) -> None:
    everything = [row.number for row in rows]
    if "alle" in request.POST or "keine" in request.POST:
        shown, ticked = everything, everything if "alle" in request.POST else []
    else:
        known = set(everything)
        shown, ticked = (
            [int(n) for n in request.POST.getlist(name) if _is_number(n) and int(n) in known]
            for name in ("gezeigt", "zeile")
        )
    try:
        runs.tick(run=found, shown=shown, ticked=ticked, by=request.user)
    except runs.AlreadyOver as refused:
        messages.error(request, str(refused))


def _is_number(text: str) -> bool:
    """Also short enough for a database."""
    return text.isdecimal() and len(text) < 10


def _say_same(request: SignedInRequest, found: ImportRun) -> HttpResponse:
    """After the ticks of the page are kept: "row:offer" in `dasselbe`, or the row in `doch_neu`."""
    row, _colon, offer = request.POST.get("dasselbe", "").partition(":")
    row = row or request.POST.get("doch_neu", "")
    if not _is_number(row) or (offer and not _is_number(offer)):
        return redirect(request.get_full_path())
    service_id = int(offer) if offer else None
    try:
        with translation.override("de"):
            runs.say_same(
                run=found,
                number=int(row),
                service_id=service_id,
                by=request.user,
                at=timezone.now(),
            )
    except runs.AlreadyOver as refused:
        messages.error(request, str(refused))
        return redirect(request.get_full_path())
    messages.success(request, _said(service_id is not None, _outcome_of(found, int(row))))
    return redirect(request.get_full_path())


def _outcome_of(found: ImportRun, number: int) -> Outcome:
    packed = ImportRun.objects.values_list("preview", flat=True).get(pk=found.pk)
    return next(row.outcome for row in unpack(bytes(packed)).rows if row.number == number)


def _said(is_same: bool, outcome: Outcome) -> str:
    sentence = (
        _("Zugeordnet. Die Zeile steht jetzt unter „%(outcome)s“.")
        if is_same
        else _("Getrennt. Die Zeile steht jetzt unter „%(outcome)s“.")
    )
    return sentence % {"outcome": wording.OUTCOME[outcome]}
