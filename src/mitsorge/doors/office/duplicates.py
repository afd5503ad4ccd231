"""What stands twice in the directory: pairs to look at, pairs that were judged, entries that became one."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mitsorge.domain.duplicates import actions, permissions, queries
from mitsorge.domain.duplicates.models import Merge, Verdict
from mitsorge.domain.duplicates.queries import MODELS, Entry
from mitsorge.domain.duplicates.rules import Pair
from mitsorge.domain.duplicates.rules.merging import Kind
from mitsorge.domain.duplicates.wording import Told, told
from mitsorge.doors.office.deeds import attempt
from mitsorge.doors.office.duplicate_words import counted_rows
from mitsorge.face.guards import SignedInRequest, only_for
from mitsorge.face.history import change_in_words
from mitsorge.face.paging import paged

mergers = only_for(*permissions.MERGERS)
SECTION = "verzeichnis"
KINDS = {"organisationen": Kind.ORGANIZATION, "angebote": Kind.SERVICE}
ADDRESSES = {kind: word for word, kind in KINDS.items()}
PER_PAGE = 25


@dataclass(frozen=True)
class Both:
    """A pair in the list."""

    kind: str
    first: Entry
    second: Entry
    told: Told


@dataclass(frozen=True)
class Judged:
    """A verdict with what the two are called."""

    verdict: Verdict
    first: Entry | None
    second: Entry | None


def kind_of(word: str) -> Kind:
    """The kind an address names; 404 for any other word."""
    if word not in KINDS:
        raise Http404
    return KINDS[word]


@mergers
@require_safe
def duplicates(request: SignedInRequest) -> HttpResponse:
    """Pairs of one kind, likeliest first, 25 a page (15 queries; 12 more where the worker never compared)."""
    word = request.GET.get("art", "organisationen")
    kind = KINDS.get(word, Kind.ORGANIZATION)
    pairs = {each: queries.open_pairs(each) for each in Kind}
    page = paged(pairs[kind], request, per_page=PER_PAGE)
    page.rows = _both(kind, page.rows)
    context = {
        "section": SECTION,
        "tab": ADDRESSES[kind],
        "counts": {ADDRESSES[each]: len(found) for each, found in pairs.items()},
        "paged": page,
    }
    return render(request, "office/duplicates/list.html", context)


@mergers
@require_safe
def verdicts(request: SignedInRequest) -> HttpResponse:
    """Pairs said to be two things, newest first (4 queries)."""
    page = paged(Verdict.objects.select_related("by"), request, per_page=PER_PAGE)
    page.rows = _judged(page.rows)
    context = {"section": SECTION, "tab": "urteile", "paged": page}
    return render(request, "office/duplicates/verdicts.html", context)


@mergers
@require_safe
def merges(request: SignedInRequest) -> HttpResponse:
    """Entries that became one, newest first (2 queries)."""
    page = paged(Merge.objects.select_related("by"), request, per_page=PER_PAGE)
    context = {"section": SECTION, "tab": "zusammengefuehrt", "paged": page}
    return render(request, "office/duplicates/merges.html", context)


@mergers
@require_safe
def merged(request: SignedInRequest, pk: int) -> HttpResponse:
    """What became one, what moved with it, and the way back."""
    done = get_object_or_404(Merge.objects.select_related("by", "undone_by"), pk=pk)
    kind = Kind(done.kind)
    model = MODELS[kind]
    fields = ((name, pair) for name, pair in done.choices.items() if name != "modified_at")
    context = {
        "section": SECTION,
        "merge": done,
        "kept": model._default_manager.filter(pk=done.kept).first(),
        "route": _route(kind),
        "changes": [change_in_words(model, name, pair) for name, pair in fields],
        "moved": counted_rows(done.moved),
        "stayed": counted_rows(done.stayed),
        "obstacles": [] if done.undone_at else queries.obstacles(done),
    }
    return render(request, "office/duplicates/merged.html", context)


@mergers
@require_POST
def undo(request: SignedInRequest, pk: int) -> HttpResponse:
    get_object_or_404(Merge, pk=pk)
    thanks = _("Rückgängig gemacht. Beide Einträge stehen wieder da wie vorher.")
    attempt(request, actions.undo, thanks, merge_id=pk)
    return redirect("office:merged", pk)


@mergers
@require_POST
def distinct(request: SignedInRequest, art: str, first: int, second: int) -> HttpResponse:
    """Two things: the pair leaves the list."""
    kind = kind_of(art)
    model = MODELS[kind]
    one, other = (get_object_or_404(model, pk=pk) for pk in (first, second))
    thanks = _("Vermerkt: Das sind zwei verschiedene Einträge.")
    why = request.POST.get("why", "")
    attempt(request, actions.say_distinct, thanks, one=one, other=other, why=why)
    return redirect(f"{reverse('office:duplicates')}?art={art}")


@mergers
@require_POST
def take_back(request: SignedInRequest, pk: int) -> HttpResponse:
    thanks = _("Zurückgenommen. Das Paar steht wieder in der Liste.")
    attempt(request, actions.take_back, thanks, verdict_id=pk)
    return redirect("office:verdicts")


def _route(kind: Kind) -> str:
    return "office:organization" if kind == Kind.ORGANIZATION else "office:service"


def _both(kind: Kind, pairs: Iterable[Pair]) -> list[Both]:
    pairs = list(pairs)
    found = _entries(kind, [pk for pair in pairs for pk in (pair.first, pair.second)])
    return [
        Both(ADDRESSES[kind], found[pair.first], found[pair.second], told(pair.evidence))
        for pair in pairs
        if pair.first in found and pair.second in found
    ]


def _judged(rows: Iterable[Verdict]) -> list[Judged]:
    rows = list(rows)
    found = {
        kind: _entries(
            kind, [pk for row in rows if row.kind == kind for pk in (row.first, row.second)]
        )
        for kind in Kind
    }
    return [
        Judged(row, *(found[Kind(row.kind)].get(pk) for pk in (row.first, row.second)))
        for row in rows
    ]


def _entries(kind: Kind, numbers: list[int]) -> dict[int, Any]:
    return dict(MODELS[kind]._default_manager.in_bulk(numbers)) if numbers else {}
