"""Photos of a meeting: added with consent, withdrawn at once. The coordination keeps them, as all consents."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.db import IntegrityError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from mitsorge.domain.governance.actions import photos as deeds
from mitsorge.domain.governance.models import MeetingPhoto
from mitsorge.domain.governance.rules.photos import MOST_PEOPLE, PhotoDraft
from mitsorge.domain.governance.wording.photos import PHOTO_FAULT
from mitsorge.doors.office.deeds import editors, form_key, posted
from mitsorge.doors.office.fields import MISSING, Day
from mitsorge.doors.office.meeting_deeds import meeting_for
from mitsorge.doors.office.picture_form import ConsentedForm, asked_to_withdraw
from mitsorge.face.guards import SignedInRequest
from mitsorge.foundation.files.actions import Refused
from mitsorge.foundation.people.rules import NotAllowed

SECTION = "gremien"


class PhotoForm(ConsentedForm):
    """A photo with the number of people on it and the last day of their consent."""

    people = forms.IntegerField(
        label=gettext_lazy("Wie viele Menschen sind zu erkennen?"),
        min_value=0,
        max_value=MOST_PEOPLE,
        error_messages={"required": MISSING},
        help_text=gettext_lazy("0, wenn niemand zu erkennen ist."),
    )
    consent_until = Day(
        label=gettext_lazy("Bis wann?"),
        help_text=gettext_lazy("Leer gilt sie bis zum Widerruf. Am Tag danach ist das Bild weg."),
    )
    PICTURE = ("file", "alt", "credit", "people")
    CONSENT = ("consent_by", "consent_on", "consent_until", "consent_scope", "consent_proof")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["consent_by"].help_text = gettext_lazy(
            "Alle, die zu erkennen sind. Bei einer Gruppe zum Beispiel: alle 21 Anwesenden. Sieht nur das Büro."
        )
        self.fields["consent_proof"].label = gettext_lazy("Wie wurde eingewilligt?")
        self.fields["consent_proof"].help_text = gettext_lazy(
            "Bei einer Gruppe nötig, zum Beispiel: zu Beginn gefragt, Haken auf der Anwesenheitsliste."
        )


@require_http_methods(["GET", "HEAD", "POST"])
@editors
def add(request: SignedInRequest, uid: UUID) -> HttpResponse:
    """Asks for a photo and keeps it; whatever is refused, every typed word comes back."""
    meeting = meeting_for(request, uid)
    key = form_key(request.POST.get("schluessel", ""))
    form = PhotoForm(posted(request), request.FILES if request.method == "POST" else None)
    asked = request.method == "POST" and form.is_valid()
    if asked and _kept(request, form, meeting=meeting, uid=key):
        return redirect(_address(uid))
    context = {
        "section": SECTION,
        "form": form,
        "owner": meeting,
        "back": _address(uid),
        "key": key,
    }
    return render(request, "office/pictures/edit.html", context)


def _kept(request: SignedInRequest, form: PhotoForm, **what: Any) -> bool:
    said, file = form.values()
    try:
        deeds.add_photo(
            draft=PhotoDraft(**said), **file, **what, by=request.user, at=timezone.now()
        )
    except Refused as refused:
        form.add_error("file", str(refused))
    except NotAllowed as refused:
        form.add_error(None, str(refused))
    except deeds.PhotoRefused as refused:
        for field, fault in refused.faults:
            form.add_error(field, PHOTO_FAULT[fault])
    except IntegrityError:  # two clicks in the same moment
        pass
    if form.errors:
        return False
    messages.success(
        request, _("Gespeichert. Öffentlich zu sehen ist das Bild, wo die Sitzung es ist.")
    )
    return True


@require_http_methods(["GET", "HEAD", "POST"])
@editors
def withdraw(request: SignedInRequest, uid: UUID, pk: int) -> HttpResponse:
    """GET asks, POST withdraws; 404 for a photo already withdrawn."""
    meeting = meeting_for(request, uid)
    rows = MeetingPhoto.objects.select_related("image__file", "meeting")
    photo = get_object_or_404(rows, pk=pk, meeting=meeting, image__withdrawn_at=None)
    deed, back = deeds.withdraw_photo, _address(uid)
    return asked_to_withdraw(request, deed, photo, section=SECTION, back=back, photo=photo)


def _address(uid: UUID) -> str:
    return reverse("office:meeting", args=[uid]) + "#bilder"
