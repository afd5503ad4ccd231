"""The register of decisions: all of them, or one committee's, found by words, number and year."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from mitsorge.domain.governance.models import Committee
from mitsorge.domain.governance.queries import register
from mitsorge.doors.office.fields import offer_choices
from mitsorge.doors.office.meeting_deeds import committee_for, members
from mitsorge.face.guards import SignedInRequest, only_for
from mitsorge.face.paging import paged
from mitsorge.foundation.people.rules import Role

readers = only_for(Role.COORDINATION, Role.PLANNING, Role.STEERING)
"""Titles of closed items stand in the register: office roles that read internal papers."""


class SearchForm(forms.Form):
    """What is looked for; everything may stay empty."""

    worte = forms.CharField(
        label=_("Worte oder Nummer"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    gremium = forms.ModelChoiceField(
        Committee.objects.all(),
        label=_("Gremium"),
        required=False,
        to_field_name="code",
        empty_label=_("alle"),
    )
    jahr = forms.TypedChoiceField(
        label=_("Jahr"), required=False, coerce=int, empty_value=None, choices=()
    )

    def offer(self, years: list[int]) -> None:
        """The years in which anything was decided."""
        offer_choices(self, "jahr", ((year, year) for year in years), _("alle"))


@require_safe
@readers
def everywhere(request: SignedInRequest) -> HttpResponse:
    """All committees, 50 a page (4 queries beside the frame's; 3 where nothing was decided)."""
    return _list(request, None)


@require_safe
@members
def of_committee(request: SignedInRequest, code: str) -> HttpResponse:
    """One committee, for whoever may see it from inside; 404 otherwise (4 queries beside the frame's and the guard's)."""
    return _list(request, committee_for(request, code))


def _list(request: SignedInRequest, committee: Committee | None) -> HttpResponse:
    form = SearchForm(request.GET)
    form.offer(register.years())
    if committee:
        del form.fields["gremium"]
    asked = form.cleaned_data if form.is_valid() else {}
    found = register.found(
        register.decisions(),
        words=asked.get("worte", ""),
        year=asked.get("jahr"),
        committee=committee or asked.get("gremium"),
    )
    context = {
        "section": "gremien",
        "committee": committee,
        "form": form,
        "paged": paged(found, request),
        "is_search": any(asked.values()),
    }
    return render(request, "office/live/register.html", context)
