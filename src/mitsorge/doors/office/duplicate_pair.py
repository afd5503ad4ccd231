"""Two entries side by side: what is taken from which, what moves, and the one button."""

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from mitsorge.domain.duplicates import actions, queries
from mitsorge.domain.duplicates.models import Merge, Verdict
from mitsorge.domain.duplicates.queries import MODELS, Entry
from mitsorge.domain.duplicates.rules.merging import FIELDS, PARTS, Kind, Side, pair_of
from mitsorge.domain.duplicates.wording import told
from mitsorge.domain.governance.actions.outcomes import AlreadyDone, Refused
from mitsorge.doors.office.deeds import moment
from mitsorge.doors.office.duplicate_words import Line, counted, lines
from mitsorge.doors.office.duplicates import SECTION, kind_of, mergers
from mitsorge.face.guards import SignedInRequest


@mergers
@require_http_methods(["GET", "HEAD", "POST"])
def pair(request: SignedInRequest, art: str, first: int, second: int) -> HttpResponse:
    """GET shows both and what would move; POST merges. Who clicks twice sees the one merger."""
    kind = kind_of(art)
    if done := _standing(kind, first, second):
        return redirect("office:merged", done.pk)
    kept, gone = _sides(request, kind, first, second)
    status = 200
    if request.method == "POST" and "vorschau" not in request.POST:
        try:
            return redirect("office:merged", _merged(request, kind, kept, gone).pk)
        except AlreadyDone:
            return redirect(request.path)
        except Refused as refused:
            messages.error(request, refused.sentence)
            status = 409
    context = _context(request, kind, kept, gone) | {"section": SECTION, "art": art}
    return render(request, "office/duplicates/pair.html", context, status=status)


def _standing(kind: Kind, first: int, second: int) -> Merge | None:
    merges = queries.standing_merges(kind)
    return merges.filter(Q(kept=first, gone=second) | Q(kept=second, gone=first)).first()


def _sides(request: SignedInRequest, kind: Kind, first: int, second: int) -> tuple[Entry, Entry]:
    """Which one stays: the one named in the address or the form, else the older one (1 query)."""
    low, high = pair_of(first, second)
    both = MODELS[kind]._default_manager.filter(Q(pk=low) | Q(pk=high))
    found = {entry.pk: entry for entry in both}
    if len(found) < 2:
        raise Http404
    asked = request.POST.get("bleibt") or request.GET.get("bleibt", "")
    order = (high, low) if asked == str(high) else (low, high)
    return found[order[0]], found[order[1]]


def _merged(request: SignedInRequest, kind: Kind, kept: Entry, gone: Entry) -> Merge:
    seen = tuple(moment(request.POST.get(name, "")) for name in ("seen_kept", "seen_gone"))
    now = timezone.now()
    done = actions.merge(
        kept=kept,
        gone=gone,
        choices=_choices(request, kind),
        seen=(seen[0] or now, seen[1] or now),
        by=request.user,
        at=now,
    )
    messages.success(request, _("Zusammengeführt. Die alte Adresse führt jetzt hierher."))
    return done


def _choices(request: SignedInRequest, kind: Kind) -> dict[str, Side]:
    """What was ticked; anything else is left out."""
    names = {*FIELDS[kind], *PARTS}
    return {
        name: Side(str(value))
        for name, value in request.POST.items()
        if name in names and str(value) in Side.__members__
    }


def _context(request: SignedInRequest, kind: Kind, kept: Entry, gone: Entry) -> dict[str, Any]:
    rows = lines(kept, gone, _choices(request, kind))
    moves, stays = counted(queries.plan(kept, gone, {line.name: line.side for line in rows}))
    evidence = queries.evidence_of(kind, kept.pk, gone.pk)
    low, high = pair_of(kept.pk, gone.pk)
    return {
        "kept": kept,
        "gone": gone,
        "first": low,
        "second": high,
        "route": "office:organization" if kind == Kind.ORGANIZATION else "office:service",
        "told": told(evidence) if evidence else None,
        "fields": [line for line in rows if line.differs and not line.is_list],
        "lists": [line for line in rows if _is_choice(line)],
        "same": [line for line in rows if not line.differs and not line.is_list],
        "moves": moves,
        "stays": stays,
        "verdict": Verdict.objects.filter(kind=kind, first=low, second=high).first(),
    }


def _is_choice(line: Line) -> bool:
    """Lists of which the other entry has something."""
    return line.is_list and line.differs
