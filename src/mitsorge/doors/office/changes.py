"""Changes that wait for the office: what differs, field by field; publish, give back, or edit first."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mitsorge.domain.directory.actions.labels import all_in_words
from mitsorge.domain.directory.actions.versions import as_json, differing
from mitsorge.domain.upkeep.actions import approvals
from mitsorge.domain.upkeep.models import Change
from mitsorge.domain.upkeep.queries.changes import Subject, rows_of, waiting
from mitsorge.domain.upkeep.rules import ChangeState, Via
from mitsorge.doors.office.deeds import attempt
from mitsorge.doors.office.site_lines import site_lines
from mitsorge.face.entry_forms import steps_of
from mitsorge.face.entry_room import Hand, lines_of, step_page
from mitsorge.face.guards import SignedInRequest, only_for
from mitsorge.face.history import Change as Line
from mitsorge.face.paging import paged

deciders = only_for(*approvals.DECIDERS)
SECTION = "verzeichnis"


@dataclass(frozen=True)
class Waiting:
    """A change with its differences in words; `overtaken`: the office or somebody else changed the same since."""

    change: Change
    lines: tuple[Line, ...]
    overtaken: bool


@require_safe
@deciders
def list_changes(request: SignedInRequest) -> HttpResponse:
    """The oldest first, each with what differs, 20 a page (2 queries, 15 more where something waits)."""
    page = paged(waiting(), request, per_page=20)
    context = {"section": SECTION, "rows": _in_words(page.rows), "paged": page}
    return render(request, "office/changes/list.html", context)


@require_safe
@deciders
def change(request: SignedInRequest, pk: int) -> HttpResponse:
    """One change, also a decided one."""
    rows = Change.objects.select_related("organization", "service", "written_by", "decided_by")
    found = get_object_or_404(rows.exclude(state=ChangeState.DRAFT), pk=pk)
    is_open = found.state == ChangeState.SUBMITTED
    steps = steps_of(found.service_id is not None)
    context = {
        "section": SECTION,
        "row": _in_words([found])[0],
        "is_open": is_open,
        "steps": [(one, reverse("office:change_step", args=[pk, one.key])) for one in steps],
    }
    return render(request, "office/changes/change.html", context)


@require_POST
@deciders
def publish(request: SignedInRequest, pk: int) -> HttpResponse:
    get_object_or_404(Change, pk=pk)
    thanks = _("Veröffentlicht. Die Organisation bekommt einen Brief.")
    attempt(request, approvals.publish, thanks, change_id=pk)
    return redirect("office:changes")


@require_POST
@deciders
def publish_many(request: SignedInRequest) -> HttpResponse:
    """Everything ticked, each by itself: what cannot be published stays and says why."""
    given = request.POST.getlist("aenderung")
    ticked = [int(pk) for pk in given if pk.isdecimal() and len(pk) < 19]
    known = list(Change.objects.filter(pk__in=ticked).order_by("pk").values_list("pk", flat=True))
    done, sentences = approvals.publish_many(change_ids=known, by=request.user, at=timezone.now())
    if done:
        words = ngettext(
            "%(n)s Änderung veröffentlicht.", "%(n)s Änderungen veröffentlicht.", len(done)
        )
        messages.success(request, words % {"n": len(done)})
    for sentence in sentences:
        messages.error(request, sentence)
    return redirect("office:changes")


@require_POST
@deciders
def give_back(request: SignedInRequest, pk: int) -> HttpResponse:
    """With a sentence that the organization reads."""
    get_object_or_404(Change, pk=pk)
    said = request.POST.get("satz", "")
    thanks = _("Zurückgegeben. Ihr Satz ist unterwegs.")
    if attempt(request, approvals.give_back, thanks, change_id=pk, sentence=said):
        return redirect("office:changes")
    return redirect("office:change", pk)


@require_http_methods(["GET", "HEAD", "POST"])
@deciders
def edit(request: SignedInRequest, pk: int, step: str) -> HttpResponse:
    """Edit first: the office writes into the proposal, then publishes."""
    rows = Change.objects.select_related("organization", "service")
    found = get_object_or_404(rows, pk=pk, state=ChangeState.SUBMITTED)
    hand = Hand(
        subject=Subject(found.organization, found.service),
        via=Via.ACCOUNT,
        by=request.user,
        overview=reverse("office:change", args=[pk]),
        address=lambda key: reverse("office:change_step", args=[pk, key]),
        decides=True,
    )
    return step_page(request, hand, step)


def _in_words(changes: Iterable[Change]) -> list[Waiting]:
    rows = rows_of(changes)
    pairs = [differing(row.now, row.wanted) for row in rows]
    places = site_lines(pair.pop("sites", [(), ()]) for pair in pairs)
    words = all_in_words(pairs)
    return [
        Waiting(
            row.change,
            (*lines_of(as_json(said), is_offer=row.change.service_id is not None), *lines),
            bool(row.overtaken),
        )
        for row, said, lines in zip(rows, words, places, strict=True)
    ]
