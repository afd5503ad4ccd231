"""A location: its address, whether it is protected, and how one gets in."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from mitsorge.domain.directory import actions, rules, wording
from mitsorge.domain.directory import queries as directory
from mitsorge.domain.directory.models import Location, Organization
from mitsorge.doors.office.conflict import Conflict, conflict_of
from mitsorge.doors.office.deeds import (
    editors,
    insiders,
    locked,
    may_save,
    posted,
    show_problems,
)
from mitsorge.doors.office.fields import Text
from mitsorge.doors.office.offer_page import location_words
from mitsorge.doors.office.rows import lock
from mitsorge.face.guards import SignedInRequest
from mitsorge.face.positions import on_map
from mitsorge.face.vocabulary import terms
from mitsorge.foundation.journal.queries import history

SECTION = "verzeichnis"
ADDRESS = ("street", "postcode", "town")
OWN = ("name", *ADDRESS, "is_protected", "transportation")


class LocationForm(forms.Form):
    """An address, and for every word about getting in: yes, partly, no, or nothing said."""

    name = Text(gettext_lazy("Name des Hauses"))
    street = Text(gettext_lazy("Straße und Hausnummer"))
    postcode = Text(gettext_lazy("Postleitzahl"), 5)
    town = Text(gettext_lazy("Ort"), 120, required=True)
    transportation = Text(
        gettext_lazy("So kommt man hin"),
        300,
        help_text=gettext_lazy("Bus und Bahn, Haltestelle, Parkplatz."),
    )
    is_protected = forms.BooleanField(
        label=gettext_lazy("Adresse geschützt"),
        required=False,
        help_text=gettext_lazy("Dann zeigen wir öffentlich nur den Ort."),
    )

    def __init__(self, data: Any, *, draft: rules.LocationDraft) -> None:
        stated = {line.term_id: line for line in draft.accessibility}
        initial = {name: getattr(draft, name) for name in OWN}
        for line in draft.accessibility:
            initial |= {f"a{line.term_id}": line.access, f"d{line.term_id}": line.details}
        super().__init__(data, initial=initial)
        self.before = draft
        self.terms = terms(rules.TermKind.ACCESSIBILITY, also=stated)
        for pk, name in self.terms:
            self.fields[f"a{pk}"] = forms.ChoiceField(
                label=name,
                required=False,
                choices=[("", _("keine Angabe")), *wording.ACCESS.items()],
            )
            self.fields[f"d{pk}"] = Text(_("Einzelheiten zu „%(name)s“") % {"name": name})

    def address_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in ("name", *ADDRESS, "transportation", "is_protected")]

    def access_fields(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return [(self[f"a{pk}"], self[f"d{pk}"]) for pk, _name in self.terms]

    def draft(self) -> rules.LocationDraft:
        """The position is found anew only where the address changed (at most 11 queries)."""
        own = {name: self.cleaned_data[name] for name in OWN}
        moved = any(own[name] != getattr(self.before, name) for name in ADDRESS)
        names = ("municipality_id", "latitude", "longitude", "precision")
        kept = {name: getattr(self.before, name) for name in names}
        position = on_map(own) if moved else kept
        return rules.LocationDraft(**own, **position, accessibility=self._accessibility())

    def _accessibility(self) -> tuple[rules.AccessDraft, ...]:
        known = [line.term_id for line in self.before.accessibility]
        order = known + [pk for pk, _name in self.terms if pk not in known]
        return tuple(
            rules.AccessDraft(pk, rules.Access(access), self.cleaned_data[f"d{pk}"])
            for pk in order
            if (access := self.cleaned_data[f"a{pk}"])
        )


@require_http_methods(["GET", "HEAD", "POST"])
@editors
def new_location(request: SignedInRequest, pk: int) -> HttpResponse:
    owner = get_object_or_404(Organization, pk=pk)
    form = LocationForm(posted(request), draft=rules.LocationDraft())
    if request.method == "POST" and form.is_valid():
        try:
            actions.create_location(
                organization_id=pk, draft=form.draft(), by=request.user, at=timezone.now()
            )
        except actions.EntryRefused as refused:
            show_problems(form, refused)
        else:
            messages.success(request, _("Der Standort ist eingetragen."))
            return redirect("office:organization", pk)
    context = {"section": SECTION, "form": form, "owner": owner, "may_edit": True}
    return render(request, "office/locations/edit.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@insiders
def location(request: SignedInRequest, pk: int) -> HttpResponse:
    """One location with its whole address: only for roles that may read it."""
    place = get_object_or_404(Location.objects.select_related("organization"), pk=pk)
    current = directory.draft_of_location(place)
    form = LocationForm(posted(request), draft=current)
    if locked(request):
        lock(form)
    conflict: Conflict | None = None
    if request.method == "POST" and may_save(request) and form.is_valid():
        try:
            _change(request, pk, form, current)
        except actions.EntryRefused as refused:
            show_problems(form, refused)
        except actions.ChangedMeanwhile as refused:
            conflict = conflict_of(refused, Location)
        else:
            messages.success(request, _("Gespeichert. Das gilt für alle Angebote an diesem Ort."))
            return redirect("office:organization", place.organization_id)
    context = {
        "section": SECTION,
        "form": form,
        "place": place,
        "name": location_words(place, internal=True),
        "owner": place.organization,
        "may_edit": not locked(request),
        "seen": rules.version_of(current),
        "conflict": conflict,
        "history": history(place)[:20],
    }
    refused_status = 403 if request.method == "POST" and locked(request) else 200
    status = 409 if conflict else refused_status
    return render(request, "office/locations/edit.html", context, status=status)


def _change(
    request: SignedInRequest, pk: int, form: LocationForm, current: rules.LocationDraft
) -> None:
    now, draft = timezone.now(), form.draft()
    if request.POST.get("seen") != rules.version_of(current) and draft != current:
        raise actions.ChangedMeanwhile(changed_at=now, at=now, theirs=current, yours=draft)
    actions.change_location(location_id=pk, draft=draft, seen=current, by=request.user, at=now)
