"""Gaps and overlaps: the list, one with its evidence, handed on as an impulse or onto an agenda."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mitsorge.domain.planning import wording
from mitsorge.domain.planning.actions.findings import send_as_impulse, send_to_agenda, title_of
from mitsorge.domain.planning.models import Finding
from mitsorge.domain.planning.permissions import PLANNERS, READERS, may_plan
from mitsorge.domain.planning.queries import findings as queries
from mitsorge.domain.planning.queries.findings import About, NotJudged, Present, about_of
from mitsorge.domain.planning.queries.roads import ways_sentence
from mitsorge.domain.planning.rules import FindingKind
from mitsorge.domain.planning.rules.evidence import Found
from mitsorge.domain.planning.wording.findings import UNJUDGED, against, sentence
from mitsorge.domain.planning.wording.remarks import contradiction_words
from mitsorge.doors.office.deeds import attempt, posted
from mitsorge.doors.office.planning_agenda_form import AgendaForm
from mitsorge.face.exports.served import file_links, served
from mitsorge.face.guards import SignedInRequest, only_for
from mitsorge.face.paging import paged
from mitsorge.face.planning.evidence import (
    DOTS,
    EvidenceRow,
    evidence_rows,
    evidence_sheet,
    handed,
    since_sheet,
)

readers = only_for(*READERS)
planners = only_for(*PLANNERS)
WORD = {FindingKind.GAP: "luecke", FindingKind.OVERLAP: "doppelung"}
"""Gap or overlap in an address."""


@dataclass(frozen=True)
class FoundRow:
    """A finding of today as the pages show it; `dots`: 1 to 3."""

    found: Found
    kind: str
    sentence: str
    confidence: str
    dots: int
    address: str
    evidence: Sequence[EvidenceRow]
    against: Sequence[str]
    is_handed_on: bool = False

    @property
    def rest(self) -> int:
        return len(DOTS) - self.dots


def found_row(found: Found, handed_on: bool = False) -> FoundRow:
    """Also for other pages that list findings (no query)."""
    return FoundRow(
        found=found,
        kind=str(wording.FINDING_KIND[found.kind]),
        sentence=sentence(found),
        confidence=str(wording.CONFIDENCE[found.confidence]),
        dots=DOTS[found.confidence],
        address=address_of(about_of(found)),
        evidence=evidence_rows(found),
        against=against(found.evidence),
        is_handed_on=handed_on,
    )


def address_of(about: About) -> str:
    kind, term, area, age = about
    return reverse("office:gap", args=[WORD[kind], term, area, age])


@require_safe
@readers
def gaps(request: SignedInRequest) -> HttpResponse:
    """All gaps and overlaps of today: ?art= kind of offer, ?raum= area, ?was= luecke or doppelung.

    1 query beside the session and those of `queries.findings.present`.
    """
    now = queries.present(timezone.localdate())
    shown = [found for found in now.found if _is_asked(found, request)]
    already = {about_handed_on(finding) for finding in queries.handed_on()} if shown else set()
    page = paged(shown, request)
    context = {
        "section": "planung",
        "now": now,
        "paged": page,
        "rows": [found_row(each, about_of(each) in already) for each in page.rows],
        "unjudged": list(unjudged_lines(now.unjudged)),
        "contradictions": [
            contradiction_words(each, {region.code: region.name for region in now.network.regions})
            for each in now.contradictions
        ],
        "below": settings.SUPPRESS_BELOW,
        "ways": ways_sentence(),
        "kinds": sorted({(yard.term, yard.name) for yard in now.yards}, key=lambda pair: pair[1]),
        "areas": sorted({(each.code, each.name) for each in now.network.regions}),
        "asked": {name: request.GET.get(name, "") for name in ("art", "raum", "was")},
        "words": [(word, wording.FINDING_KIND[kind]) for kind, word in WORD.items()],
        "may_plan": may_plan(request.user),
    }
    return render(request, "office/planning/gaps.html", context)


def _is_asked(found: Found, request: SignedInRequest) -> bool:
    pairs = (("art", found.term), ("raum", found.area), ("was", WORD[found.kind]))
    return all(request.GET.get(name, "") in ("", value) for name, value in pairs)


def unjudged_lines(rows: Sequence[NotJudged]) -> Iterator[tuple[str, str, str]]:
    """Kind of offer, why, and in which areas: a line for each kind and reason."""
    lines: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        name = _("%(name)s, Menschen ab %(age)s") % {"name": row.name, "age": row.age_from}
        lines.setdefault((name, str(UNJUDGED[row.why])), []).append(row.area_name)
    yield from ((name, why, ", ".join(areas)) for (name, why), areas in lines.items())


def about_handed_on(finding: Finding) -> About:
    kind = FindingKind(finding.kind)
    return kind, finding.term.code, finding.planning_area.code, finding.age_from


@require_safe
@readers
def gap(request: SignedInRequest, kind: str, term: str, area: str, age: int) -> HttpResponse:
    """One finding: its evidence, what became of it, before and after. 404 where there is neither."""
    about, now = _asked(kind, term, area, age)
    found = now.of(about)
    known = list(queries.handed_on_about(about))
    if found is None and not known:
        raise Http404
    context = {
        "section": "planung",
        "now": now,
        "row": found_row(found) if found else None,
        "ways": ways_sentence(),
        "title": title_of(found) if found else _past_title(known[0]),
        "handed": [(handed(each, now), _since_links(each)) for each in known],
        "may_plan": may_plan(request.user),
        "here": address_of(about),
        "files": file_links(f"{address_of(about)}belege"),
        "kind_address": reverse("office:kind", args=[term]),
        "area_address": reverse("office:area", args=[area]),
    }
    return render(request, "office/planning/gap.html", context)


@require_safe
@readers
def evidence_file(
    request: SignedInRequest, kind: str, term: str, area: str, age: int, ending: str
) -> HttpResponse:
    """What a finding of today stands on. 404 where the computation finds it no longer."""
    about, now = _asked(kind, term, area, age)
    return served(evidence_sheet(_present(about, now), title_of(_present(about, now))), ending)


def _since_links(finding: Finding) -> Sequence[tuple[str, str]]:
    return file_links(reverse("office:finding_file", args=[finding.uid, "x"]).removesuffix(".x"))


def _past_title(finding: Finding) -> str:
    words = {
        "kind": wording.FINDING_KIND[FindingKind(finding.kind)],
        "name": finding.term.name,
        "area": finding.planning_area.name,
    }
    return _("%(kind)s: %(name)s in %(area)s") % words


@require_safe
@readers
def finding(request: SignedInRequest, uid: UUID) -> HttpResponse:
    """The lasting address of what was handed on: leads to the page about it."""
    found = get_object_or_404(Finding.objects.select_related("term", "planning_area"), uid=uid)
    return redirect(f"{address_of(about_handed_on(found))}#weitergegeben-{found.pk}")


@require_safe
@readers
def since_file(request: SignedInRequest, uid: UUID, ending: str) -> HttpResponse:
    """What was measured when it was handed on, and today."""
    found = get_object_or_404(queries.handed_on(), uid=uid)
    then = handed(found, queries.present(timezone.localdate()))
    return served(since_sheet(then, _past_title(found)), ending)


def _asked(kind: str, term: str, area: str, age: int) -> tuple[About, Present]:
    kinds = {word: code for code, word in WORD.items()}
    if kind not in kinds:
        raise Http404
    return (kinds[kind], term, area, age), queries.present(timezone.localdate())


def _present(about: About, now: Present) -> Found:
    found = now.of(about)
    if found is None:
        raise Http404
    return found


@require_POST
@planners
def as_impulse(request: SignedInRequest, kind: str, term: str, area: str, age: int) -> HttpResponse:
    """Hands it on as an impulse; a second click changes nothing."""
    about, now = _asked(kind, term, area, age)
    found = now.of(about)
    if found is None:
        messages.info(request, _("Inzwischen zeigt die Rechnung das nicht mehr."))
        return redirect("office:gaps")
    thanks = _("Weitergegeben. Der Impuls steht bei den neuen Impulsen.")
    attempt(request, send_as_impulse, thanks, found=found)
    return redirect(address_of(about))


@require_http_methods(["GET", "HEAD", "POST"])
@planners
def onto_agenda(
    request: SignedInRequest, kind: str, term: str, area: str, age: int
) -> HttpResponse:
    """GET asks for committee and meeting, those of the area first; POST puts it there."""
    about, now = _asked(kind, term, area, age)
    found = _present(about, now)
    form = AgendaForm(posted(request), account=request.user, area=area, on=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        thanks = _("Weitergegeben. Unten steht, wo es jetzt liegt.")
        what: dict[str, Any] = form.target()
        if attempt(request, send_to_agenda, thanks, found=found, **what):
            return redirect(address_of(about))
    context = {
        "section": "planung",
        "form": form,
        "row": found_row(found),
        "title": title_of(found),
        "here": address_of(about),
    }
    return render(request, "office/planning/gap_agenda.html", context)
