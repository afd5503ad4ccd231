"""Two or three scenarios side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mitsorge.domain.planning.models import Scenario
from mitsorge.domain.planning.queries import scenarios as queries
from mitsorge.domain.planning.queries.laid import Laid, laid_over
from mitsorge.doors.office.planning_scenario_rows import (
    cost_words,
    people_source,
    per_person_words,
    remarks,
    row,
    rows,
)
from mitsorge.doors.office.planning_scenarios import asked_km, readers
from mitsorge.face.exports.served import file_links, served
from mitsorge.face.exports.sheets import Sheet
from mitsorge.face.guards import SignedInRequest
from mitsorge.face.planning.numbers import people_words

MOST_COMPARED = 3


@dataclass(frozen=True)
class Line:
    """One line of the comparison: what, then each scenario's answer."""

    name: str
    cells: Sequence[str]


@require_safe
@readers
def comparison(request: SignedInRequest) -> HttpResponse:
    """Two or three scenarios side by side: ?s=uid&s=uid; each over today's offers of its own kind."""
    found, over = _laid(request)
    context = {
        "section": "planung",
        "scenarios": list(queries.scenarios()),
        "chosen": [str(each.uid) for each in found],
        "pairs": list(zip(found, over, strict=False)),
        "lines": _lines(found, over),
        "areas": _areas(over),
        "differ": len({(each.term_id, each.year, each.variant_id) for each in found}) > 1,
        "notes": notes_of(over),
        "files": file_links(
            reverse("office:scenario_comparison_file", args=["x"]).removesuffix(".x"),
            query=request.GET.urlencode(),
        ),
    }
    return render(request, "office/planning/scenario_comparison.html", context)


@require_safe
@readers
def comparison_file(request: SignedInRequest, ending: str) -> HttpResponse:
    """Both tables of the page as one; 404 for fewer than two scenarios."""
    found, over = _laid(request)
    if not over:
        raise Http404
    head = [_("Was"), *(each.name for each in found)]
    rows = [[line.name, *line.cells] for line in (*_lines(found, over), *_areas(over))]
    sources = [people_source(each.present) for each in over]
    title = _("Szenarien im Vergleich")
    sheet = Sheet(title, list(dict.fromkeys(sources)), head, rows, notes_of(over))
    return served(sheet, ending)


def _laid(request: SignedInRequest) -> tuple[list[Scenario], list[Laid]]:
    """The scenarios of ?s= and what they come to; nothing computed for fewer than two."""
    found, on = _chosen(request.GET.getlist("s")), timezone.localdate()
    km = asked_km(request)
    return found, [laid_over(each, on=on, km=km) for each in found] if len(found) > 1 else []


def notes_of(over: Sequence[Laid]) -> list[str]:
    """What is missing or uncertain, each sentence once."""
    return list(dict.fromkeys(words for each in over for words in remarks(each.present)))


def _chosen(uids: Sequence[str]) -> list[Scenario]:
    """Those that exist, each once, at most three, in the order asked for (1 query for each)."""
    found: list[Scenario] = []
    for uid in dict.fromkeys(uids[:10]):
        try:
            each = queries.scenarios().filter(uid=UUID(uid)).first()
        except ValueError:
            continue
        found += [each] if each else []
    return found[:MOST_COMPARED]


def _lines(found: Sequence[Scenario], over: Sequence[Laid]) -> list[Line]:
    totals = [row(each.told.total, "") for each in over]
    effects = [each.told for each in over]
    return [
        Line(_("Art des Angebots"), [str(each.term) for each in found]),
        Line(_("Reichweite"), [_("%(km)s km") % {"km": each.km} for each in over]),
        Line(_("Menschen"), [each.people for each in totals]),
        Line(_("haben es näher"), [each.nearer for each in totals]),
        Line(_("haben es weiter"), [each.further for each in totals]),
        Line(_("mittlerer Weg, vorher"), [each.way[0] for each in totals]),
        Line(_("mittlerer Weg, nachher"), [each.way[1] for each in totals]),
        Line(_("mit Angebot in Reichweite, vorher"), [each.within[0] for each in totals]),
        Line(_("mit Angebot in Reichweite, nachher"), [each.within[1] for each in totals]),
        Line(_("neu erreicht"), [people_words(each.total.reached) for each in effects]),
        Line(_("nicht mehr erreicht"), [people_words(each.total.lost) for each in effects]),
        Line(_("Plätze je 1.000 Menschen, vorher"), [each.places[0] for each in totals]),
        Line(_("Plätze je 1.000 Menschen, nachher"), [each.places[1] for each in totals]),
        Line(_("Kosten"), [cost_words(each) for each in effects]),
        Line(_("Kosten je neu erreichtem Menschen"), [per_person_words(each) for each in effects]),
    ]  # fmt: skip


def _areas(over: Sequence[Laid]) -> list[Line]:
    """For each planning area and scenario who has it nearer and who further."""
    told = [{each.name: each for each in rows(o.told, o.present.area_names)} for o in over]
    names = dict.fromkeys(name for each in told for name in each)
    return [Line(name, [_turns(each.get(name)) for each in told]) for name in names]


def _turns(found: object) -> str:
    nearer, further = getattr(found, "nearer", "0"), getattr(found, "further", "0")
    if nearer == further == "0":
        return _("keine Änderung")
    return _("%(nearer)s näher, %(further)s weiter") % {"nearer": nearer, "further": further}
