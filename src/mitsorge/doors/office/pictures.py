"""Pictures of an organization or an offer: adding with consent, replacing, withdrawing."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.db import IntegrityError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render, resolve_url
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from mitsorge.domain.directory import actions, rules, wording
from mitsorge.domain.directory.models import Organization, Picture, Service
from mitsorge.doors.office.deeds import asked_first, editors, form_key, posted, show_problems
from mitsorge.doors.office.fields import Day, Text
from mitsorge.face.guards import SignedInRequest
from mitsorge.foundation.files.actions import Refused, read_upload
from mitsorge.foundation.people.rules import NotAllowed

SECTION = "verzeichnis"
Owner = Organization | Service
NO_FILE = gettext_lazy("Wählen Sie ein Bild aus.")


class PictureForm(forms.Form):
    """The file, what is to be seen, whose it is, and the word of those concerned."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Was ist es?"),
        choices=tuple(wording.PICTURE_KIND.items()),
        initial=rules.PictureKind.PHOTO,
    )
    file = forms.FileField(
        label=gettext_lazy("Bilddatei"),
        help_text=gettext_lazy(
            "JPEG, PNG oder WebP, höchstens 12 MB. Ort, Kamera und andere versteckte Angaben entfernen wir."
        ),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
        allow_empty_file=True,
        error_messages={"required": NO_FILE, "missing": NO_FILE, "invalid": NO_FILE},
    )
    alt = Text(
        gettext_lazy("Was ist zu sehen?"),
        300,
        required=True,
        help_text=gettext_lazy(
            "Ein Satz für alle, die das Bild nicht sehen. Zum Beispiel: „Der Garten mit Bänken im Schatten“."
        ),
    )
    credit = Text(
        gettext_lazy("Quelle und Rechte"),
        120,
        required=True,
        help_text=gettext_lazy("Steht unter dem Bild. Zum Beispiel: „Foto: Haus Abendsonne“."),
    )
    consent_by = Text(
        gettext_lazy("Wer hat eingewilligt?"),
        required=True,
        help_text=gettext_lazy(
            "Alle, die zu erkennen sind, und wer die Rechte am Bild hat. Sieht nur das Büro."
        ),
    )
    consent_on = Day(label=gettext_lazy("Wann?"), required=True)
    consent_scope = Text(
        gettext_lazy("Wofür?"),
        300,
        required=True,
        help_text=gettext_lazy("Zum Beispiel: Internetseite des Netzwerks und Broschüre."),
    )
    consent_proof = Text(
        gettext_lazy("Nachweis"),
        300,
        help_text=gettext_lazy("Wo die Einwilligung liegt, zum Beispiel: E-Mail vom 3. März."),
    )

    def about_picture(self) -> list[forms.BoundField]:
        return [self[name] for name in ("kind", "file", "alt", "credit")]

    def about_consent(self) -> list[forms.BoundField]:
        names = ("consent_by", "consent_on", "consent_scope", "consent_proof")
        return [self[name] for name in names]

    def deed(self) -> dict[str, Any]:
        """What an action needs: the draft, the bytes (no more than any file may have) and the name."""
        values = dict(self.cleaned_data)
        file = values.pop("file")
        draft = rules.PictureDraft(kind=rules.PictureKind(values.pop("kind")), **values)
        return {"draft": draft, "data": read_upload(file), "name": file.name}


class WithdrawingForm(forms.Form):
    """Why a picture goes."""

    why = Text(gettext_lazy("Warum?"), 300)


@require_http_methods(["GET", "HEAD", "POST"])
@editors
def new_organization_picture(request: SignedInRequest, pk: int) -> HttpResponse:
    owner = get_object_or_404(Organization, pk=pk)
    return _edit(request, owner, actions.add_picture, owner=owner)


@require_http_methods(["GET", "HEAD", "POST"])
@editors
def new_offer_picture(request: SignedInRequest, pk: int) -> HttpResponse:
    owner = get_object_or_404(Service, pk=pk)
    return _edit(request, owner, actions.add_picture, owner=owner)


@require_http_methods(["GET", "HEAD", "POST"])
@editors
def replace_picture(request: SignedInRequest, pk: int) -> HttpResponse:
    """The words of the old one are a start; its consent is not: that was given for another picture."""
    old = _standing(pk)
    owner, image = actions.owner_of(old), old.image
    first = {"kind": old.kind, "alt": image.alt, "credit": image.credit}
    return _edit(request, owner, actions.replace_picture, first, picture=old)


@require_http_methods(["GET", "HEAD", "POST"])
@editors
def withdraw_picture(request: SignedInRequest, pk: int) -> HttpResponse:
    picture = _standing(pk)
    words = {
        "section": SECTION,
        "question": _("Das Bild „%(alt)s“ zurückziehen?") % {"alt": picture},
        "consequence": _(
            "Es verschwindet sofort von allen Seiten, auch unter seiner eigenen Adresse. "
            "Nach 7 Tagen wird die Datei gelöscht. Das lässt sich nicht rückgängig machen."
        ),
        "button": _("Bild zurückziehen"),
    }
    return asked_first(
        request,
        WithdrawingForm(posted(request)),
        actions.withdraw_picture,
        _("Zurückgezogen. Das Bild ist nirgends mehr zu sehen."),
        back=address_of(actions.owner_of(picture)),
        words=words,
        picture=picture,
    )


def _standing(pk: int) -> Picture:
    """404 for a picture that is already withdrawn."""
    return get_object_or_404(
        Picture.objects.select_related("image__file"), pk=pk, image__withdrawn_at=None
    )


def address_of(owner: Owner) -> str:
    """Where the office keeps the owner, at its pictures."""
    name = "organization" if isinstance(owner, Organization) else "service"
    return f"{resolve_url(f'office:{name}', owner.pk)}#bilder"


def _edit(
    request: SignedInRequest,
    owner: Owner,
    deed: Callable[..., Picture],
    first: dict[str, Any] | None = None,
    /,
    **what: Any,
) -> HttpResponse:
    """Asks for a picture and keeps it; whatever is refused, every typed word comes back."""
    key = form_key(request.POST.get("schluessel", ""))
    files = request.FILES if request.method == "POST" else None
    form = PictureForm(posted(request), files, initial=first)
    asked = request.method == "POST" and form.is_valid()
    if asked and _kept(request, form, deed, uid=key, **what):
        return redirect(address_of(owner))
    context = {
        "section": SECTION,
        "form": form,
        "owner": owner,
        "back": address_of(owner),
        "old": what.get("picture"),
        "key": key,
    }
    return render(request, "office/pictures/edit.html", context)


def _kept(
    request: SignedInRequest, form: PictureForm, deed: Callable[..., Picture], **what: Any
) -> bool:
    try:
        deed(**form.deed(), **what, by=request.user, at=timezone.now())
    except Refused as refused:
        form.add_error("file", str(refused))
    except NotAllowed as refused:  # someone else withdrew it meanwhile
        form.add_error(None, str(refused))
    except actions.EntryRefused as refused:
        show_problems(form, refused)
    except IntegrityError:  # two clicks in the same moment
        pass
    if form.errors:
        return False
    messages.success(request, _("Gespeichert. So steht das Bild jetzt auf der Seite."))
    return True
