"""Yardsticks: what the network holds to be enough, their source and since when."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from mitsorge.domain.directory.models import TaxonomyTerm
from mitsorge.domain.directory.rules import TermKind
from mitsorge.domain.governance.actions.outcomes import ItemChanged, Refused
from mitsorge.domain.planning import wording
from mitsorge.domain.planning.actions.yardsticks import Draft, Seen, end_yardstick, set_yardstick
from mitsorge.domain.planning.models import Yardstick
from mitsorge.domain.planning.permissions import PLANNERS, READERS, may_plan
from mitsorge.domain.planning.queries.findings import yardsticks as all_yardsticks
from mitsorge.domain.planning.queries.roads import ways_sentence
from mitsorge.domain.planning.wording.findings import amount, percent
from mitsorge.doors.office.conflict import Conflict, conflict_of_fields
from mitsorge.doors.office.deeds import asked_first, posted
from mitsorge.doors.office.fields import Chosen, Day, Text, offer_choices
from mitsorge.doors.office.planning_variant_form import KINDS, Number
from mitsorge.face.forms import save_over
from mitsorge.face.guards import SignedInRequest, only_for
from mitsorge.foundation.journal.queries import history
from mitsorge.foundation.people.rules import NotAllowed

HUNDRED = Decimal(100)
SHARES = ("coverage", "relative", "overlap_above")


class YardstickForm(forms.Form):
    """Shares are typed in percent; an empty limit does not judge."""

    term_id = Chosen(
        label=_("Art des Angebots"),
        required=True,
        error_messages={"required": _("Wählen Sie eine Art des Angebots.")},
    )
    age_from = forms.IntegerField(
        label=_("Für Menschen ab"),
        min_value=0,
        max_value=100,
        error_messages={"required": _("Geben Sie ein Alter an.")},
    )
    care = forms.ChoiceField(
        label=_("Art der Pflege in der Prognose"),
        required=False,
        help_text=_("Damit vergleichen wir die Plätze mit dem Bedarf der gewählten Prognose."),
    )
    max_km = Number(_("Höchstens entfernt, in Kilometern"), 500)
    places_per_1000 = Number(_("Mindestens Plätze je 1.000 Menschen dieses Alters"), 1000)
    coverage = Number(_("Mindestens gedeckter Bedarf, in Prozent"), 1000)
    relative = Number(_("Mindestens im Verhältnis zum ganzen Netzwerk, in Prozent"), 100)
    overlap_above = Number(_("Doppelung über, in Prozent des Bedarfs"), 1000)
    source = Text(
        _("Woher der Maßstab kommt"), 300, required=True,
        error_messages={"required": _("Schreiben Sie, woher der Maßstab kommt. „Vorschlag“ ist auch eine Herkunft.")},
    )  # fmt: skip
    valid_from = Day(label=_("Gilt ab"), required=True)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        terms = TaxonomyTerm.objects.filter(kind=TermKind.CARE, is_retired=False)
        offer_choices(self, "term_id", terms.values_list("pk", "name"))
        self.fields["max_km"].help_text = ways_sentence()
        care = self.fields["care"]
        assert isinstance(care, forms.ChoiceField)  # noqa: S101 - as declared above
        care.choices = [
            ("", _("keine")),
            *((kind.value, wording.CARE_KIND[kind]) for kind in KINDS),
        ]

    def draft(self) -> Draft:
        """What it says, once it is valid."""
        said = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        for name in SHARES:
            said[name] = said[name] / HUNDRED if said[name] is not None else None
        for name in ("max_km", "places_per_1000", *SHARES):
            said[name] = float(said[name]) if said[name] is not None else None
        return Draft(**said)


def limits(found: Yardstick) -> Iterator[str]:
    """What it asks for, in words."""
    told = (
        (found.max_km, _now("höchstens %(n)s km"), amount),
        (found.places_per_1000, _now("mindestens %(n)s Plätze je 1.000"), amount),
        (found.coverage, _now("mindestens %(n)s des Bedarfs"), percent),
        (found.relative, _now("mindestens %(n)s des Mittels im Netzwerk"), percent),
        (found.overlap_above, _now("Doppelung über %(n)s des Bedarfs"), percent),
    )
    yield from (words % {"n": said(value)} for value, words, said in told if value is not None)


def state(found: Yardstick, today: date) -> str:
    """ "now", "later" or "over"."""
    if found.valid_to is not None and found.valid_to <= today:
        return "over"
    return "later" if found.valid_from > today else "now"


@require_safe
@only_for(*READERS)
def yardsticks(request: SignedInRequest) -> HttpResponse:
    """All of them, the newest of a kind first (1 query beside the session)."""
    today = timezone.localdate()
    context = {
        "section": "planung",
        "rows": [(each, list(limits(each)), state(each, today)) for each in all_yardsticks()],
        "may_plan": may_plan(request.user),
    }
    return render(request, "office/planning/yardsticks.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@only_for(*PLANNERS)
def new(request: SignedInRequest) -> HttpResponse:
    """A new yardstick, in force from today unless another day is typed."""
    form = YardstickForm(posted(request), initial={"valid_from": timezone.localdate()})
    return _form(request, form, None)


@require_http_methods(["GET", "HEAD", "POST"])
@only_for(*PLANNERS)
def change(request: SignedInRequest, pk: int) -> HttpResponse:
    """Another first day makes a new version and ends this one there; the same day changes it."""
    found = get_object_or_404(Yardstick.objects.select_related("term"), pk=pk)
    return _form(request, YardstickForm(posted(request), initial=_initial(found)), found)


def _initial(found: Yardstick) -> dict[str, Any]:
    names = (
        *("term_id", "age_from", "care", "max_km", "places_per_1000"),
        *("source", "valid_from", "version"),
    )
    values = {name: getattr(found, name) for name in names}
    shares = {name: getattr(found, name) for name in SHARES}
    return values | {n: round(v * 100, 1) if v is not None else None for n, v in shares.items()}


def _form(request: SignedInRequest, form: YardstickForm, found: Yardstick | None) -> HttpResponse:
    both = None
    if request.method == "POST" and form.is_valid():
        try:
            _save(request, form, found)
            return redirect("office:yardsticks")
        except ItemChanged as overtaken:
            both = _conflict(overtaken)
            save_over(form, int(overtaken.theirs["version"]))
        except (Refused, NotAllowed) as refused:
            form.add_error(None, str(refused))
    context = {
        "section": "planung",
        "form": form,
        "yardstick": found,
        "conflict": both,
        "history": history(found)[:20] if found else (),
    }
    status = 409 if both else 200
    return render(request, "office/planning/yardstick_form.html", context, status=status)


def _save(request: SignedInRequest, form: YardstickForm, found: Yardstick | None) -> None:
    seen = Seen(found.pk if found else None, form.cleaned_data["version"])
    set_yardstick(draft=form.draft(), by=request.user, at=timezone.now(), seen=seen)
    messages.success(request, _now("Der Maßstab ist gespeichert."))


def _conflict(overtaken: ItemChanged) -> Conflict:
    """Every field that differs, side by side."""
    pairs = {
        name: [overtaken.theirs[name], yours]
        for name, yours in overtaken.yours.items()
        if overtaken.theirs[name] != yours
    }
    return conflict_of_fields(overtaken, pairs, Yardstick, seen=str(overtaken.theirs["version"]))


class EndForm(forms.Form):
    on = Day(label=_("Gilt nicht mehr ab"), required=True)


@require_http_methods(["GET", "HEAD", "POST"])
@only_for(*PLANNERS)
def end(request: SignedInRequest, pk: int) -> HttpResponse:
    """GET asks from which day on, POST ends it."""
    found = get_object_or_404(Yardstick.objects.select_related("term"), pk=pk)
    form = EndForm(posted(request), initial={"on": timezone.localdate()})
    words = {
        "question": _now("Maßstab für %(name)s beenden?") % {"name": found.term.name},
        "consequence": _now("Danach beurteilen wir diese Art nicht mehr. Was weitergegeben ist, bleibt."),
        "button": _now("Beenden"),
        "section": "planung",
    }  # fmt: skip
    return asked_first(
        request, form, end_yardstick, _now("Der Maßstab ist beendet."),
        back="office:yardsticks", words=words, yardstick_id=found.pk,
    )  # fmt: skip
