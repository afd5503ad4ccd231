"""What every form for a picture asks: the file, what is to be seen, and the word of those concerned."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mitsorge.doors.office.deeds import asked_first, posted
from mitsorge.doors.office.fields import Day, Text
from mitsorge.face.guards import SignedInRequest
from mitsorge.foundation.files.actions import read_upload

NO_FILE = gettext_lazy("Wählen Sie ein Bild aus.")


class ConsentedForm(forms.Form):
    """The file, what is to be seen, whose it is, and the word of those concerned."""

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

    PICTURE: tuple[str, ...] = ("file", "alt", "credit")
    CONSENT: tuple[str, ...] = ("consent_by", "consent_on", "consent_scope", "consent_proof")

    def about_picture(self) -> list[forms.BoundField]:
        return [self[name] for name in self.PICTURE]

    def about_consent(self) -> list[forms.BoundField]:
        return [self[name] for name in self.CONSENT]

    def values(self) -> tuple[dict[str, Any], dict[str, Any]]:
        """What is said of the picture; the bytes (no more than any file may have) with their name."""
        said = dict(self.cleaned_data)
        file = said.pop("file")
        return said, {"data": read_upload(file), "name": file.name}


class WithdrawingForm(forms.Form):
    """Why a picture goes."""

    why = Text(gettext_lazy("Warum?"), 300)


def asked_to_withdraw(
    request: SignedInRequest,
    deed: Callable[..., Any],
    shown: object,
    *,
    section: str,
    back: str,
    **what: Any,
) -> HttpResponse:
    """GET asks whether the picture goes for good, POST withdraws it."""
    words = {
        "section": section,
        "question": _("Das Bild „%(alt)s“ zurückziehen?") % {"alt": shown},
        "consequence": _(
            "Es verschwindet sofort von allen Seiten, auch unter seiner eigenen Adresse. "
            "Nach 7 Tagen wird die Datei gelöscht. Das lässt sich nicht rückgängig machen."
        ),
        "button": _("Bild zurückziehen"),
    }
    form, thanks = (
        WithdrawingForm(posted(request)),
        _("Zurückgezogen. Das Bild ist nirgends mehr zu sehen."),
    )
    return asked_first(request, form, deed, thanks, back=back, words=words, **what)
