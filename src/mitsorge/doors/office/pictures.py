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
from mitsorge.doors.office.deeds import editors, form_key, posted, show_problems
from mitsorge.doors.office.picture_form import ConsentedForm, asked_to_withdraw
from mitsorge.face.guards import SignedInRequest
from mitsorge.foundation.files.actions import Refused
from mitsorge.foundation.people.rules import NotAllowed

SECTION = "verzeichnis"
Owner = Organization | Service


class PictureForm(ConsentedForm):
    """A photo or a logo."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Was ist es?"),
        choices=tuple(wording.PICTURE_KIND.items()),
        initial=rules.PictureKind.PHOTO,
    )
    PICTURE = ("kind", "file", "alt", "credit")

    def deed(self) -> dict[str, Any]:
        """What an action needs: the draft, the bytes and the name."""
        said, file = self.values()
        draft = rules.PictureDraft(kind=rules.PictureKind(said.pop("kind")), **said)
        return {"draft": draft, **file}


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
    deed, back = actions.withdraw_picture, address_of(actions.owner_of(picture))
    return asked_to_withdraw(request, deed, picture, section=SECTION, back=back, picture=picture)


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
