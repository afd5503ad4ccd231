"""What all pages of one planning area have: its name, its tabs, how many gaps and overlaps they count."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from mitsorge.domain.planning.permissions import may_plan
from mitsorge.domain.planning.queries.findings import present
from mitsorge.domain.planning.rules import FindingKind
from mitsorge.domain.planning.rules.evidence import Found
from mitsorge.domain.planning.rules.regions import Region
from mitsorge.face.guards import SignedInRequest
from mitsorge.face.planning.ground import Ground, title_of


def found_region(code: str, read: Ground) -> Region:
    region = read.region(code)
    if region is None:
        raise Http404
    return region


@dataclass(frozen=True)
class Tab:
    """One page of an area. `count`: how many findings it has, 0 untold."""

    code: str
    name: str
    address: str
    count: int = 0


def frame(
    request: SignedInRequest, read: Ground, region: Region, tab: str, found: Sequence[Found]
) -> dict[str, object]:
    """What all pages of one area have. `found`: the findings of the area and those below it."""
    return {
        "section": "planung",
        "region": region,
        "title": title_of(region),
        "tab": tab,
        "tabs": list(_tabs(region, found)),
        "may_plan": may_plan(request.user),
        "gaps_address": f"{reverse('office:gaps')}?raum={quote(region.code)}",
    }


def _tabs(region: Region, found: Sequence[Found]) -> Iterator[Tab]:
    """Prognose stands there also where none can be computed yet: its page says the next step."""
    gaps = sum(each.kind == FindingKind.GAP for each in found)
    names = {
        "ueberblick": ("office:area", _("Überblick"), 0),
        "bestand": ("office:area_stock", _("Bestand"), 0),
        "prognose": ("office:area_forecast", _("Prognose"), 0),
        "luecken": ("office:area_gaps", _("Lücken"), gaps),
        "doppelungen": ("office:area_overlaps", _("Doppelungen"), len(found) - gaps),
        "bericht": ("office:area_report", _("Bericht"), 0),
    }
    for code, (name, words, count) in names.items():
        yield Tab(code, words, reverse(name, args=[region.code]), count)


def codes_in(region: Region, read: Ground) -> frozenset[str]:
    """The area and everything below it."""
    return frozenset({region.code, *(each.code for each in read.below(region))})


def findings_in(region: Region, read: Ground) -> tuple[Found, ...]:
    """Today's gaps and overlaps of an area and those below it (queries: `queries.findings.present`)."""
    codes = codes_in(region, read)
    return present(timezone.localdate(), areas=codes, known=read.known()).found
