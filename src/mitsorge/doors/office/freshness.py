"""How fresh the directory is: today by kind and planning area, and over time."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from io import StringIO

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mitsorge.domain.directory.models import TaxonomyTerm
from mitsorge.domain.directory.queries.hiding import hidden_services
from mitsorge.domain.directory.rules import TermKind
from mitsorge.domain.upkeep.queries.readings import all_readings, measured, readings
from mitsorge.domain.upkeep.rules.readings import Share
from mitsorge.doors.office.deeds import readers
from mitsorge.doors.office.freshness_chart import Chart, chart
from mitsorge.face.guards import SignedInRequest
from mitsorge.foundation.places.queries import areas_in_force

Names = dict[int, str]
BOM = "\ufeff"
"""Without it Excel reads umlauts as something else."""


@dataclass(frozen=True)
class Row:
    """One line of a table: what, how many, and the address of its own curve."""

    name: str
    share: Share
    query: str
    is_chosen: bool


@dataclass(frozen=True)
class Chosen:
    """Of which kind or area the curve is shown; nothing: of all."""

    kind_id: int | None
    area_id: int | None
    name: str


@require_safe
@readers
def freshness(request: SignedInRequest) -> HttpResponse:
    """Shares of today, by kind and area, and one curve (9 queries beside the session)."""
    today = timezone.localdate()
    found = measured(today)
    kinds, areas = _kinds(), _areas(today)
    chosen = _chosen(request, kinds, areas)
    now = next((share for share in found if _is_of(share, chosen)), Share(0, 0))
    context = {
        "section": "verzeichnis",
        "all": found[0],
        "hidden": hidden_services(today).count(),
        "chosen": chosen,
        "chart": _curve(chosen, now, today),
        "kinds": [_row(s, kinds[s.kind_id], chosen) for s in found if s.kind_id in kinds],
        "areas": [_row(s, areas[s.area_id], chosen) for s in found if s.area_id in areas],
    }
    return render(request, "office/freshness.html", context)


def _kinds() -> Names:
    terms = TaxonomyTerm.objects.filter(kind=TermKind.CARE, parent=None)
    return dict(terms.values_list("pk", "name"))


def _areas(on: date) -> Names:
    return dict(areas_in_force(on).values_list("pk", "name"))


def _chosen(request: SignedInRequest, kinds: Names, areas: Names) -> Chosen:
    """What the address asks for; nonsense means all."""
    kind, area = request.GET.get("art", ""), request.GET.get("raum", "")
    for key, name in kinds.items():
        if str(key) == kind:
            return Chosen(key, None, name)
    for key, name in areas.items():
        if str(key) == area:
            return Chosen(None, key, name)
    return Chosen(None, None, _("Alle Angebote"))


def _is_of(share: Share, chosen: Chosen) -> bool:
    return (share.kind_id, share.area_id) == (chosen.kind_id, chosen.area_id)


def _row(share: Share, name: str, chosen: Chosen) -> Row:
    query = f"art={share.kind_id}" if share.kind_id else f"raum={share.area_id}"
    return Row(name, share, query, _is_of(share, chosen))


def _curve(chosen: Chosen, now: Share, today: date) -> Chart | None:
    past = readings(kind_id=chosen.kind_id, area_id=chosen.area_id)
    return chart([(on, share.percent) for on, share in past if on < today] + [(today, now.percent)])


@require_safe
@readers
def readings_csv(_request: SignedInRequest) -> HttpResponse:
    """Every reading and today's, as a table for a spreadsheet (8 queries beside the session)."""
    today = timezone.localdate()
    text = StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([_("Tag"), _("Angebotsart"), _("Planungsraum"), _("Angebote"), _("davon bestätigt"), _("Anteil in Prozent")])  # fmt: skip
    writer.writerows(_lines(today))
    sheet = HttpResponse(BOM + text.getvalue(), content_type="text/csv; charset=utf-8")
    sheet["Content-Disposition"] = f'attachment; filename="aktualitaet-{today}.csv"'
    return sheet


def _lines(today: date) -> Iterator[list[object]]:
    for each in all_readings().filter(on__lt=today):
        share = Share(each.offers, each.confirmed)
        kind = each.kind.name if each.kind else ""
        area = each.planning_area.name if each.planning_area else ""
        yield _line(each.on, kind, area, share)
    kinds, areas = _kinds(), _areas(today)
    for share in measured(today):
        kind, area = kinds.get(share.kind_id or 0, ""), areas.get(share.area_id or 0, "")
        yield _line(today, kind, area, share)


def _line(on: date, kind: str, area: str, share: Share) -> list[object]:
    words = harmless(kind or _("alle")), harmless(area or _("alle"))
    return [on.isoformat(), *words, share.offers, share.confirmed, share.percent]


def harmless(cell: str) -> str:
    """A spreadsheet takes what begins like this for a formula; with an apostrophe it is a text."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell
