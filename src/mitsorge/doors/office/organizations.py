"""The edit pages of an organization: who it is, how to reach it, its offers, its places, its partnership."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django import forms
from django.contrib import messages
from django.db import IntegrityError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from mitsorge.domain.directory import actions, permissions, rules, wording
from mitsorge.domain.directory import queries as directory
from mitsorge.domain.directory.models import Location, Organization
from mitsorge.domain.duplicates.queries import history
from mitsorge.domain.duplicates.rules.merging import Kind
from mitsorge.domain.partners.models import Partnership
from mitsorge.doors.office.conflict import Conflict, conflict_of
from mitsorge.doors.office.deeds import (
    attempt,
    editors,
    form_key,
    locked,
    may_save,
    moment,
    posted,
    readers,
)
from mitsorge.doors.office.entry_page import EntryPage
from mitsorge.doors.office.existing import Known, asks_first, of_organization
from mitsorge.doors.office.fields import Day, Paragraphs, Text, offer_choices
from mitsorge.doors.office.offer_page import contact_rows, location_words, phone_rows
from mitsorge.doors.office.rows import Rows
from mitsorge.doors.office.typed import TypedOne
from mitsorge.face.guards import SignedInRequest

SECTION = "verzeichnis"
OFFERS_SHOWN = 50


class OrganizationForm(forms.Form):
    """What stands in the organization itself."""

    name = Text(gettext_lazy("Name"), required=True)
    alternate_name = Text(gettext_lazy("Kurzname oder früherer Name"))
    legal_form = Text(
        gettext_lazy("Rechtsform"), 60, help_text=gettext_lazy("Zum Beispiel: gGmbH, e. V.")
    )
    parent_organization_id = TypedOne(
        label=gettext_lazy("Gehört zu"),
        help_text=gettext_lazy(
            "Der Verband oder die Gesellschaft darüber. Tippen Sie einen Teil des Namens."
        ),
    )
    description = Paragraphs(
        gettext_lazy("Beschreibung"), 5, help_text=gettext_lazy("Wer sind sie, was tun sie?")
    )
    email = forms.EmailField(label=gettext_lazy("E-Mail"), required=False)
    website = forms.URLField(
        label=gettext_lazy("Internetseite"), required=False, max_length=500, assume_scheme="https"
    )
    status = forms.ChoiceField(
        label=gettext_lazy("Status"),
        choices=tuple(wording.STATUS.items()),
        initial=rules.Status.ACTIVE,
        help_text=gettext_lazy("Ist sie nicht öffentlich, sind es ihre Angebote auch nicht."),
    )
    source = Text(gettext_lazy("Quelle"), 120, help_text=gettext_lazy("Woher die Angaben kommen."))
    visible_from = Day(label=gettext_lazy("Sichtbar ab"))
    visible_to = Day(label=gettext_lazy("Sichtbar bis (ohne diesen Tag)"))

    def __init__(self, *args: Any, own: int | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = Organization.objects.exclude(pk=own or 0).values_list("pk", "name")
        offer_choices(self, "parent_organization_id", others, _("zu keiner anderen"))


class OrganizationPage(EntryPage):
    """All forms of one organization."""

    def __init__(
        self, draft: rules.OrganizationDraft, data: Mapping[str, Any] | None, own: int | None
    ) -> None:
        self.before = draft
        rows: dict[str, Rows[Any]] = {
            "phones": phone_rows(draft, data),
            "contacts": contact_rows(draft, data),
        }
        super().__init__(data, OrganizationForm(data, initial=vars(draft), own=own), rows)

    def draft(self) -> rules.OrganizationDraft:
        """What was typed; call it when everything is valid."""
        values = dict(self.main.cleaned_data)
        status = rules.Status(values.pop("status"))
        return replace(self.before, status=status, **values, **self.parts())


@require_http_methods(["GET", "HEAD", "POST"])
@editors
def new_organization(request: SignedInRequest) -> HttpResponse:
    page = OrganizationPage(rules.OrganizationDraft(""), posted(request), None)
    key = form_key(request.POST.get("schluessel", ""))
    known: list[Known] = []
    if request.method == "POST" and page.is_valid():
        known = asks_first(request, Kind.ORGANIZATION, of_organization(page.draft()), key)
        saved = None if known else _saved(request, page, actions.create_organization, uid=key)
        if isinstance(saved, Organization):
            return redirect("office:organization", saved.pk)
    context = {"section": SECTION, "page": page, "key": key, "may_edit": True, "known": known}
    return render(request, "office/organizations/edit.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@readers
def organization(request: SignedInRequest, pk: int) -> HttpResponse:
    """One organization with its offers and places; who saves second sees both versions."""
    found = directory.organization_for_edit(pk)
    if found is None:
        raise Http404
    page = OrganizationPage(found.draft, posted(request), pk)
    if locked(request):
        page.lock()
    seen = request.POST.get("seen") or found.modified_at.isoformat()
    saved: Organization | Conflict | None = None
    if request.method == "POST" and may_save(request):
        if page.is_valid():
            which = {"organization_id": pk, "seen": moment(seen) or timezone.now()}
            saved = _saved(request, page, actions.change_organization, **which)
        if isinstance(saved, Organization):
            return redirect("office:organization", pk)
    conflict = saved if isinstance(saved, Conflict) else None
    context = _context(request, pk, page)
    context |= {"seen": conflict.seen if conflict else seen, "conflict": conflict}
    refused = 403 if request.method == "POST" and locked(request) else 200
    status = 409 if conflict else refused
    return render(request, "office/organizations/edit.html", context, status=status)


def _saved(
    request: SignedInRequest, page: OrganizationPage, deed: Any, **which: Any
) -> Organization | Conflict | None:
    """The organization, or the other version; None where something is wrong with the form."""
    try:
        saved: Organization = deed(draft=page.draft(), by=request.user, at=timezone.now(), **which)
    except actions.EntryRefused as refused:
        page.show(refused)
        return None
    except actions.ChangedMeanwhile as refused:
        return conflict_of(refused, Organization)
    except IntegrityError:  # two clicks in the same moment
        saved = Organization.objects.get(uid=which["uid"])
    messages.success(request, _("Gespeichert. So steht die Organisation jetzt im Verzeichnis."))
    return saved


def _context(request: SignedInRequest, pk: int, page: OrganizationPage) -> dict[str, Any]:
    record = Organization.objects.get(pk=pk)
    internal = permissions.may_read_internal(request.user)
    today = timezone.localdate()
    filters = directory.ListFilters(organization_id=pk, per_page=OFFERS_SHOWN)
    return {
        "section": SECTION,
        "page": page,
        "organization": record,
        "may_edit": not locked(request),
        "offers": directory.office_services(filters, on=today),
        "places": [
            (place.pk, location_words(place, internal=internal))
            for place in Location.objects.filter(organization=pk)
        ],
        "pictures": directory.pictures_of(record),
        "partnerships": Partnership.objects.filter(organization=pk)
        .select_related("member_group")
        .order_by("-active_from", "-pk"),
        "is_public": directory.visible_organizations(today).filter(pk=pk).exists(),
        "history": history(record)[:20],
    }


@require_POST
@editors
def assure_organization(request: SignedInRequest, pk: int) -> HttpResponse:
    get_object_or_404(Organization, pk=pk)
    thanks = _("Danke. Die Organisation gilt ab heute als bestätigt.")
    seen = moment(request.POST.get("seen", ""))
    attempt(request, actions.assure_organization, thanks, organization_id=pk, seen=seen)
    return redirect("office:organization", pk)
