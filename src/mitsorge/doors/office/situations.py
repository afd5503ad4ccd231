"""Lebenslagen: the words people have for their day, and the kinds of offers they lead to."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from mitsorge.domain.directory import actions, permissions, rules
from mitsorge.domain.directory import queries as directory
from mitsorge.domain.directory.models import LifeSituation
from mitsorge.doors.office.conflict import Conflict, conflict_of
from mitsorge.doors.office.deeds import editors, posted, readers, show_problems
from mitsorge.doors.office.fields import Lines, Text
from mitsorge.face.forms import offer
from mitsorge.face.guards import SignedInRequest
from mitsorge.face.icons import PATHS
from mitsorge.face.vocabulary import terms
from mitsorge.foundation.journal.queries import history

SECTION = "verzeichnis"
ICONS = {
    "home": gettext_lazy("Haus"),
    "heart-hand": gettext_lazy("Herz und Hand"),
    "head-question": gettext_lazy("Kopf mit Frage"),
    "bed": gettext_lazy("Bett"),
    "key": gettext_lazy("Schlüssel"),
    "wheelchair": gettext_lazy("Rollstuhl"),
    "scales": gettext_lazy("Waage"),
    "people": gettext_lazy("Menschen"),
    "bus": gettext_lazy("Bus"),
    "candle": gettext_lazy("Kerze"),
    "clock": gettext_lazy("Uhr"),
    "phone": gettext_lazy("Telefon"),
    "document": gettext_lazy("Schriftstück"),
}


class SituationForm(forms.Form):
    """A Lebenslage. Its terms are named one per line, the most helpful first."""

    name = Text(gettext_lazy("Name"), 80, required=True)
    summary = Text(
        gettext_lazy("Was dazugehört"),
        160,
        required=True,
        help_text=gettext_lazy("Steht klein unter dem Namen auf der Startseite."),
    )
    icon = forms.ChoiceField(label=gettext_lazy("Zeichen"))
    on_start_page = forms.BooleanField(label=gettext_lazy("Auf der Startseite"), required=False)
    position = forms.IntegerField(
        label=gettext_lazy("Reihenfolge"),
        min_value=0,
        max_value=999,
        initial=0,
        help_text=gettext_lazy("Kleine Zahlen stehen oben."),
    )
    phrases = Lines(
        label=gettext_lazy("Wendungen"),
        help_text=gettext_lazy("So sagen es die Leute, eine Wendung je Zeile: Ich kann nicht mehr"),
    )
    terms = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Angebotsarten"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Wohin diese Lebenslage führt."),
    )

    def __init__(self, *args: Any, kept: tuple[int, ...] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kept = kept
        icons = {**ICONS, **{name: name for name in (self.initial.get("icon"),) if name in PATHS}}
        offer(self, "icon", [(k, ICONS.get(k, k)) for k in icons])
        care = terms(rules.TermKind.CARE, also=kept)
        first = [pair for pk in kept for pair in care if pair[0] == pk]
        rest = [pair for pair in care if pair not in first]
        offer(self, "terms", first + rest)

    def draft(self, slug: str) -> rules.LifeSituationDraft:
        """The chosen terms keep their order; new ones come last."""
        values = dict(self.cleaned_data)
        chosen = values.pop("terms")
        known = [pk for pk in self.kept if pk in chosen]
        return rules.LifeSituationDraft(
            slug=slug or rules.slug(values["name"])[:60],
            terms=tuple(known + [pk for pk in chosen if pk not in known]),
            **values,
        )


@require_safe
@readers
def situations(request: SignedInRequest) -> HttpResponse:
    """All of them in their order (2 queries beside the session)."""
    context = {
        "section": SECTION,
        "rows": directory.life_situations(),
        "may_edit": permissions.may_edit_taxonomy(request.user),
    }
    return render(request, "office/situations/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@editors
def new_situation(request: SignedInRequest) -> HttpResponse:
    return _edit(request, "")


@require_http_methods(["GET", "HEAD", "POST"])
@editors
def situation(request: SignedInRequest, slug: str) -> HttpResponse:
    return _edit(request, slug)


def _edit(request: SignedInRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(LifeSituation, slug=slug) if slug else None
    draft = directory.draft_of_life_situation(found) if found else None
    form = SituationForm(
        posted(request),
        initial=vars(draft) if draft else {},
        kept=draft.terms if draft else (),
    )
    seen = request.POST.get("seen") or rules.version_of(draft)
    saved: LifeSituation | Conflict | None = None
    if request.method == "POST" and form.is_valid():
        which = {"situation_id": found.pk, "seen": seen} if found else {}
        saved = _saved(request, form, form.draft(slug), which)
        if isinstance(saved, LifeSituation):
            return redirect("office:situations")
    conflict = saved if isinstance(saved, Conflict) else None
    context = {
        "section": SECTION,
        "form": form,
        "situation": found,
        "history": history(found)[:20] if found else (),
        "conflict": conflict,
        "seen": conflict.seen if conflict else seen,
    }
    return render(request, "office/situations/edit.html", context, status=409 if conflict else 200)


def _saved(
    request: SignedInRequest,
    form: SituationForm,
    draft: rules.LifeSituationDraft,
    which: dict[str, Any],
) -> LifeSituation | Conflict | None:
    """The Lebenslage, or the other version; None where something is wrong with the form."""
    try:
        saved = actions.save_life_situation(
            draft=draft, by=request.user, at=timezone.now(), **which
        )
    except actions.EntryRefused as refused:
        show_problems(form, refused, {"slug": "name"})
        return None
    except actions.ChangedMeanwhile as refused:
        return conflict_of(refused, LifeSituation, seen=rules.version_of(refused.theirs))
    messages.success(request, _("Gespeichert. So steht es auch auf der Startseite."))
    return saved
