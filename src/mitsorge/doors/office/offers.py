"""The edit pages of an offer, and what can be done to it with one click."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.db import IntegrityError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render, resolve_url
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from mitsorge.domain.directory import actions, permissions, rules, wording
from mitsorge.domain.directory import queries as directory
from mitsorge.domain.directory.models import Location, Organization, Service
from mitsorge.domain.duplicates.queries import history
from mitsorge.domain.duplicates.rules.merging import Kind
from mitsorge.doors.office.conflict import Conflict, conflict_of
from mitsorge.doors.office.deeds import (
    asked_first,
    attempt,
    editors,
    form_key,
    locked,
    may_save,
    moment,
    posted,
    readers,
)
from mitsorge.doors.office.existing import Known, asks_first, of_offer
from mitsorge.doors.office.fields import Day, Text
from mitsorge.doors.office.offer_page import OfferPage, location_words
from mitsorge.doors.office.typed import TypedRecord
from mitsorge.face.forms import offer_records
from mitsorge.face.guards import SignedInRequest
from mitsorge.foundation.journal.models import Entry

SECTION = "verzeichnis"


@dataclass(frozen=True)
class Outcome:
    """How a save ended: the offer, or the other version; neither where something is wrong with the form."""

    service: Service | None = None
    conflict: Conflict | None = None


class ChooseOrganization(forms.Form):
    """Whose offer it will be."""

    organisation = TypedRecord(
        Organization.objects.none(),
        label=gettext_lazy("Zu welcher Organisation gehört das Angebot?"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = Organization.objects.exclude(status=rules.Status.DEFUNCT)
        offer_records(self, "organisation", found)


class ClosingForm(forms.Form):
    """From when, until when, and why."""

    closed_from = Day(label=gettext_lazy("Geschlossen ab"), required=True)
    closed_to = Day(
        label=gettext_lazy("Wieder geöffnet ab"),
        help_text=gettext_lazy("Leer lassen, wenn es noch offen ist."),
    )
    reason = Text(
        gettext_lazy("Grund"), help_text=gettext_lazy("Steht öffentlich neben dem Hinweis.")
    )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        start, end = values.get("closed_from"), values.get("closed_to")
        if start and end and end <= start:
            self.add_error("closed_to", _("Das Ende muss nach dem Anfang liegen."))
        return values


class RetiringForm(forms.Form):
    """Why an offer is no more."""

    why = Text(
        gettext_lazy("Grund"), 300, help_text=gettext_lazy("Steht später im Verlauf des Eintrags.")
    )


@require_http_methods(["GET", "HEAD", "POST"])
@editors
def new_offer(request: SignedInRequest) -> HttpResponse:
    """First whose, then the form. `schluessel` makes a second click find what the first one made."""
    asked = ChooseOrganization(request.GET if "organisation" in request.GET else None)
    if not asked.is_valid():
        context = {"section": SECTION, "form": asked}
        return render(request, "office/offers/organization.html", context)
    owner = asked.cleaned_data["organisation"]
    page = _page(request, rules.ServiceDraft(owner.pk, ""))
    key = form_key(request.POST.get("schluessel", ""))
    known: list[Known] = []
    if request.method == "POST" and page.is_valid():
        known = asks_first(request, Kind.SERVICE, of_offer(page.draft()), key)
        done = Outcome() if known else _saved(request, page, actions.create_service, uid=key)
        if done.service:
            return redirect("office:service", done.service.pk)
    context = {"section": SECTION, "page": page, "owner": owner, "key": key, "may_edit": True}
    return render(request, "office/offers/edit.html", context | {"known": known})


@require_http_methods(["GET", "HEAD", "POST"])
@readers
def offer(request: SignedInRequest, pk: int) -> HttpResponse:
    """One offer with everything that hangs on it; who saves second sees both versions."""
    found = directory.service_for_edit(pk)
    if found is None:
        raise Http404
    page = _page(request, found.draft)
    seen = request.POST.get("seen") or found.modified_at.isoformat()
    done = Outcome()
    if request.method == "POST" and may_save(request):
        if page.is_valid():
            done = _changed(request, page, pk, seen)
        if done.service:
            return redirect("office:service", pk)
    context = _context(request, found, page)
    context |= {"seen": done.conflict.seen if done.conflict else seen, "conflict": done.conflict}
    return render(request, "office/offers/edit.html", context, status=_status(request, done))


def _page(request: SignedInRequest, draft: rules.ServiceDraft) -> OfferPage:
    internal = permissions.may_read_internal(request.user)
    page = OfferPage(draft, posted(request), internal=internal)
    if locked(request):
        page.lock()
    return page


def _status(request: SignedInRequest, done: Outcome) -> int:
    if request.method == "POST" and locked(request):
        return 403
    return 409 if done.conflict else 200


def _changed(request: SignedInRequest, page: OfferPage, pk: int, seen: str) -> Outcome:
    version = moment(seen) or timezone.now()
    return _saved(request, page, actions.change_service, service_id=pk, seen=version)


def _saved(request: SignedInRequest, page: OfferPage, deed: Any, **which: Any) -> Outcome:
    """Saves and thanks; or puts the problems into the form; or shows the other version."""
    try:
        service = deed(draft=page.draft(), by=request.user, at=timezone.now(), **which)
    except actions.EntryRefused as refused:
        page.show(refused)
        return Outcome()
    except actions.ChangedMeanwhile as refused:
        return Outcome(conflict=conflict_of(refused, Service))
    except IntegrityError:  # two clicks in the same moment
        service = Service.objects.get(uid=which["uid"])
    messages.success(request, _("Gespeichert. So steht das Angebot jetzt im Verzeichnis."))
    return Outcome(service)


def _context(
    request: SignedInRequest, found: directory.ServiceForEdit, page: OfferPage
) -> dict[str, Any]:
    service = Service.objects.select_related("organization").get(pk=found.id)
    today = timezone.localdate()
    draft = found.draft
    return {
        "section": SECTION,
        "page": page,
        "service": service,
        "owner": service.organization,
        "may_edit": not locked(request),
        "percent": round(found.completeness.share * 100),
        "missing": [wording.PART[part] for part in found.completeness.missing[:4]],
        "is_public": directory.visible_services(today).filter(pk=service.pk).exists(),
        "is_closed": rules.is_closed(
            on=today, closed_from=draft.closed_from, closed_to=draft.closed_to
        ),
        "is_over": draft.status == rules.Status.DEFUNCT,
        "has_closing": draft.closed_from is not None,
        "status_words": wording.STATUS[rules.Status(draft.status)],
        "places": _places(request, service.pk),
        "pictures": directory.pictures_of(service),
        "history": _told(request, service),
    }


def _told(request: SignedInRequest, service: Service) -> list[Entry]:
    """The last entries; where protected addresses may not be read, without what changed at the places."""
    entries = list(history(service)[:20])
    if not permissions.may_read_internal(request.user):
        for entry in entries:
            entry.changes = {name: pair for name, pair in entry.changes.items() if name != "sites"}
    return entries


def _places(request: SignedInRequest, pk: int) -> list[tuple[int, str]]:
    internal = permissions.may_read_internal(request.user)
    found = Location.objects.filter(sites__service=pk)
    return [(place.pk, location_words(place, internal=internal)) for place in found]


@require_POST
@editors
def assure_offer(request: SignedInRequest, pk: int) -> HttpResponse:
    """Confirms the version that was on the screen."""
    get_object_or_404(Service, pk=pk)
    thanks = _("Danke. Das Angebot gilt ab heute als bestätigt.")
    seen = moment(request.POST.get("seen", ""))
    attempt(request, actions.assure_service, thanks, service_id=pk, seen=seen)
    return redirect("office:service", pk)


@require_http_methods(["GET", "HEAD", "POST"])
@editors
def close_offer(request: SignedInRequest, pk: int) -> HttpResponse:
    service = get_object_or_404(Service, pk=pk)
    today = timezone.localdate()
    first = {"closed_from": today, "closed_to": today + timedelta(days=14)}
    words = {
        "section": SECTION,
        "question": _("„%(name)s“ vorübergehend schließen?") % {"name": service.name},
        "consequence": _("Das Angebot bleibt zu finden, mit dem Hinweis und dem Tag."),
        "button": _("Vorübergehend schließen"),
    }
    return asked_first(
        request,
        ClosingForm(posted(request), initial=first),
        actions.close_temporarily,
        _("Eingetragen. Sie können es jederzeit wieder öffnen."),
        back=resolve_url("office:service", pk),
        words=words,
        service_id=pk,
    )


@require_POST
@editors
def reopen_offer(request: SignedInRequest, pk: int) -> HttpResponse:
    get_object_or_404(Service, pk=pk)
    attempt(request, actions.reopen, _("Das Angebot ist wieder geöffnet."), service_id=pk)
    return redirect("office:service", pk)


@require_http_methods(["GET", "HEAD", "POST"])
@editors
def retire_offer(request: SignedInRequest, pk: int) -> HttpResponse:
    service = get_object_or_404(Service, pk=pk)
    words = {
        "section": SECTION,
        "question": _("„%(name)s“ gibt es nicht mehr?") % {"name": service.name},
        "consequence": _(
            "Es verschwindet aus Suche und Verzeichnis. Der Eintrag und sein Verlauf bleiben hier; "
            "mit dem Status „öffentlich“ holen Sie ihn zurück."
        ),
        "button": _("Nicht mehr öffentlich"),
    }
    return asked_first(
        request,
        RetiringForm(posted(request)),
        actions.retire_service,
        _("Eingetragen. Das Angebot ist nicht mehr öffentlich."),
        back=resolve_url("office:service", pk),
        words=words,
        service_id=pk,
    )
