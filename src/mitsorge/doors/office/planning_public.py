"""What everybody may see of planning: chosen on one page."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from mitsorge.domain.governance.actions.outcomes import AlreadyDone, Refused
from mitsorge.domain.planning.actions.publishing import Thing, publish
from mitsorge.domain.planning.permissions import PLANNERS
from mitsorge.domain.planning.queries.figures import network_regions
from mitsorge.domain.planning.queries.published import Candidate, candidates, published
from mitsorge.domain.planning.rules import Public
from mitsorge.face.guards import SignedInRequest, only_for

GROUPS = {
    Public.FIGURES: (
        gettext_lazy("Kennzahlen"),
        gettext_lazy("Gelten für jeden Planungsraum, der öffentlich ist."),
    ),
    Public.VARIANT: (
        gettext_lazy("Prognose"),
        gettext_lazy("Nur Prognosen, die ein Gremium gewählt hat; höchstens eine."),
    ),
    Public.AREA: (
        gettext_lazy("Planungsräume"),
        gettext_lazy("Jeder bekommt eine eigene Seite mit fester Adresse."),
    ),
    Public.FINDING: (
        gettext_lazy("Lücken und Doppelungen"),
        gettext_lazy("Nur, was weitergegeben wurde; es steht so da wie an dem Tag."),
    ),
    Public.SERIES: (
        gettext_lazy("Zahlenreihen"),
        gettext_lazy("Herkunft und Zahlen zum Mitnehmen. Kleine Zahlen zeigen wir nicht."),
    ),
}
EVERYONE = gettext_lazy("Wie viele Menschen hier leben und wie viele 67 oder älter sind")


@dataclass(frozen=True)
class Group:
    """One kind of things with what holds for all of them."""

    kind: Public
    title: str
    hint: str
    things: Sequence[Candidate]


@require_http_methods(["GET", "HEAD", "POST"])
@only_for(*PLANNERS)
def public(request: SignedInRequest) -> HttpResponse:
    """GET shows what is public and what could be (8 queries beside the session); POST changes it.

    Only what was ticked or unticked on this page changes: two people can choose at once.
    """
    if request.method == "POST" and _done(request):
        return redirect("office:planning_public")
    found = published()
    context = {
        "section": "planung",
        "groups": _groups(candidates(network_regions(), found)),
        "published": found,
    }
    return render(request, "office/planning/public.html", context)


def _groups(found: Sequence[Candidate]) -> list[Group]:
    return [
        Group(kind, str(GROUPS[kind][0]), str(GROUPS[kind][1]), [_named(each) for each in things])
        for kind, things in groupby(found, key=lambda each: each.kind)
    ]


def _named(each: Candidate) -> Candidate:
    if each.kind != Public.FIGURES:
        return each
    return Candidate(each.kind, each.key, str(EVERYONE), each.about, each.is_shown)


def _done(request: SignedInRequest) -> bool:
    ticked, seen = _things(request.POST, "zeigen"), _things(request.POST, "gesehen")
    try:
        shown, hidden = publish(
            show=[each for each in ticked if each not in seen],
            hide=[each for each in seen if each not in ticked],
            by=request.user,
            at=timezone.now(),
        )
    except (Refused, AlreadyDone) as refused:
        messages.error(request, str(refused))
        return False
    words = {"shown": shown, "hidden": hidden}
    sentence = _("Gespeichert: %(shown)s neu sichtbar, %(hidden)s zurückgenommen.") % words
    messages.success(request, sentence if shown or hidden else _("Es hat sich nichts geändert."))
    return True


def _things(given: QueryDict, name: str) -> list[Thing]:
    """Each as "KIND:key"; what is no such pair is left out."""
    pairs = (value.partition(":") for value in given.getlist(name))
    return [Thing(Public(kind), key) for kind, _colon, key in pairs if kind in set(Public)]
