"""For partners: what is in consultation, what they say to it, whether they carry it."""

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from mitsorge.domain.directory.models import Organization
from mitsorge.domain.governance.actions.outcomes import AlreadyDone, Refused
from mitsorge.domain.recommendations.actions import carrying, drafting
from mitsorge.domain.recommendations.models import Recommendation
from mitsorge.domain.recommendations.queries.carrying import (
    asked_about,
    signed_by,
    unsigned_by,
    words_of,
)
from mitsorge.domain.recommendations.queries.sheets import Sheet, sheet
from mitsorge.domain.recommendations.rules import CommentKind
from mitsorge.domain.recommendations.rules.differences import differences
from mitsorge.domain.recommendations.rules.words import SECTIONS
from mitsorge.domain.recommendations.wording.course import SECTION
from mitsorge.face.guards import SignedInRequest, only_for
from mitsorge.foundation.people.queries import organizations_of
from mitsorge.foundation.people.rules import NotAllowed, Role

members = only_for(Role.MEMBER)
MOST = 50
"""The newest so many are shown; older ones stand on the public board."""


class WordForm(forms.Form):
    """A remark, a proposal for a section, or the reason of a dissent; the button says which."""

    organization = forms.ModelChoiceField(
        Organization.objects.none(),
        label=gettext_lazy("Für welche Organisation?"),
        empty_label=None,
    )
    field = forms.ChoiceField(
        label=gettext_lazy("Was soll geändert werden?"),
        required=False,
        choices=[("", gettext_lazy("nichts Bestimmtes")), *SECTION.items()],
    )
    text = forms.CharField(
        label=gettext_lazy("Ihre Anmerkung oder Ihr Vorschlag"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    reason = forms.CharField(
        label=gettext_lazy("Wenn Sie sie nicht mittragen: warum?"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, own: QuerySet[Organization], **more: Any) -> None:
        super().__init__(*args, **more)
        field: Any = self.fields["organization"]
        field.queryset, field.initial = own, own.first()


@members
@require_safe
def recommendations(request: SignedInRequest) -> HttpResponse:
    """What is asked of each of one's organizations, and what it said (3 queries each)."""
    groups = []
    for organization in _own(request):
        said = words_of(organization)
        rows = [(row, said[row.pk]) for row in signed_by(organization)[:MOST]]
        groups.append((organization, list(unsigned_by(organization)[:MOST]), rows))
    return render(request, "members/recommendations.html", {"groups": groups})


@members
@require_http_methods(["GET", "HEAD", "POST"])
def recommendation(request: SignedInRequest, uid: UUID) -> HttpResponse:
    """One recommendation in its newest finished version; drafts are not shown."""
    row = get_object_or_404(asked_about(), uid=uid)
    whole, own = sheet(row), _own(request)
    if whole.asked is None:
        raise Http404
    data = request.POST if request.method == "POST" else None
    form = WordForm(data, own=own, initial={"version": whole.asked.number})
    if request.method == "POST" and form.is_valid() and _said(request, row, form):
        return redirect("members:recommendation", row.uid)
    context = {
        "row": row,
        "sheet": whole,
        "sections": _sections(whole),
        "mine": [each for each in whole.carriers if each.organization in own],
        "before": [each for each in whole.carriers_before if each.organization in own],
        "comments": [each for each in whole.comments if each.organization_id],
        "form": form,
    }
    return render(request, "members/recommendation.html", context)


def _own(request: SignedInRequest) -> QuerySet[Organization]:
    return Organization.objects.filter(uid__in=organizations_of(request.user)).order_by(
        "name", "pk"
    )


def _sections(whole: Sheet) -> list[tuple[str, Any, Any]]:
    """Name, value and what is different from the version before, where there is one."""
    asked = whole.asked
    before = next(
        (each for each in whole.versions if asked and each.number == asked.number - 1), None
    )
    found = []
    for name in SECTIONS:
        value = getattr(asked, name)
        old = getattr(before, name) if before else value
        parts = differences(_written(old), _written(value)) if old != value else ()
        if value or parts:
            found.append((str(SECTION[name]), value, parts))
    return found


def _written(value: object) -> str:
    """A section as it is read: a day in words."""
    return date_format(value, "DATE_FORMAT") if isinstance(value, date) else str(value or "")


def _said(request: SignedInRequest, row: Recommendation, form: WordForm) -> bool:
    """Does what the button says; False with a sentence in the form, which stays filled."""
    said, deed = form.cleaned_data, request.POST.get("tat", "")
    common = {
        "recommendation_id": row.pk,
        "organization": said["organization"],
        "by": request.user,
        "at": timezone.now(),
    }
    try:
        if deed == "mittragen":
            carrying.carry(version_number=said["version"], **common)
        elif deed == "nicht":
            carrying.dissent(reason=said["reason"], version_number=said["version"], **common)
        else:
            kind = CommentKind.AMENDMENT if said["field"] else CommentKind.COMMENT
            drafting.comment(text=said["text"], kind=kind, field=said["field"], **common)
    except (Refused, NotAllowed, AlreadyDone) as refused:
        form.add_error(None, str(refused))
        return False
    messages.success(
        request, _("Danke. Ihr Wort ist festgehalten. Sie können es jederzeit ändern.")
    )
    return True
