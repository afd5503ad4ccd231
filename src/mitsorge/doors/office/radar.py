"""The radar for double structures: which committees share members, topics and weeks."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from mitsorge.domain.governance.models import Committee
from mitsorge.domain.governance.queries.overlap import Radar, radar
from mitsorge.domain.governance.rules.overlap import Overlap
from mitsorge.domain.governance.wording.rhythm import ADVICE
from mitsorge.domain.recommendations.queries.by_committee import topics_by_committee
from mitsorge.face.guards import SignedInRequest, only_for
from mitsorge.foundation.people.rules import Role

SHOWN_DATES = 3


@dataclass(frozen=True)
class Pair:
    """Two committees: a sentence, what to try, and where each reason comes from."""

    one: Committee
    other: Committee
    sentence: str
    advice: str
    members: list[str]
    overlap: Overlap
    dates: list[str]


@require_safe
@only_for(Role.COORDINATION, Role.PLANNING, Role.STEERING)
def overlaps(request: SignedInRequest) -> HttpResponse:
    """All pairs that give reason to act (6 queries beside the frame, however many committees there are)."""
    found = radar(at=timezone.now(), more=topics_by_committee())
    context = {
        "section": "gremien",
        "pairs": [_pair(found, each) for each in found.pairs],
        "count": len(found.committees),
    }
    return render(request, "office/year/overlaps.html", context)


def _pair(found: Radar, seen: Overlap) -> Pair:
    return Pair(
        found.committees[seen.one],
        found.committees[seen.other],
        _sentence(seen),
        str(ADVICE[seen.advice]),
        found.names_of(seen),
        seen,
        list(_dates(seen)),
    )


def _sentence(seen: Overlap) -> str:
    """ "3 von 5 Mitgliedern der kleineren Runde sitzen in beiden, 2 gemeinsame Themen." """
    parts = []
    if seen.members:
        words = ngettext(
            "%(n)s von %(of)s Mitgliedern sitzt in beiden",
            "%(n)s von %(of)s Mitgliedern sitzen in beiden",
            len(seen.members),
        )
        parts.append(words % {"n": len(seen.members), "of": seen.of})
    if seen.topics:
        words = ngettext("%(n)s gemeinsames Thema", "%(n)s gemeinsame Themen", len(seen.topics))
        parts.append(words % {"n": len(seen.topics)})
    return f"{', '.join(parts)}."


def _dates(seen: Overlap) -> Iterator[str]:
    """The youngest meetings of both within two weeks."""
    for one, other in seen.near[-SHOWN_DATES:]:
        days = {"one": date_format(one, "j. F Y"), "other": date_format(other, "j. F Y")}
        same = _("beide am %(one)s") % days
        yield same if one == other else _("%(one)s und %(other)s") % days
