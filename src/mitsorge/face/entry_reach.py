"""How often an organization is asked, and when it is best called; with an account also where letters and calls go."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from mitsorge.domain.upkeep.models import Reach
from mitsorge.face.entry_rows import Line
from mitsorge.face.forms import offer

RHYTHMS = (3, 6, 12, 24)
"""Months that are offered; another one that the office has written stays."""


class RhythmForm(forms.Form):
    """What a letter may change: nothing of it turns letters or calls to somebody else."""

    rhythm_months = forms.TypedChoiceField(
        label=gettext_lazy("Wie oft sollen wir fragen?"),
        help_text=gettext_lazy(
            "Öffentlich steht immer, wann ein Angebot zuletzt bestätigt wurde. Fragen wir seltener, steht dort eher, "
            "dass es lange her ist. Bestätigen können Sie jederzeit."
        ),
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
    best_time = Line(
        gettext_lazy("Wann erreichen wir Sie am besten am Telefon?"),
        gettext_lazy(
            "Zum Beispiel: dienstags 14 bis 16 Uhr. Wir rufen nur an, wenn Briefe ohne Antwort bleiben."
        ),
        120,
    )

    def __init__(self, data: Any = None, *, known: Reach | None) -> None:
        names = [*self.base_fields]
        super().__init__(
            data, initial={name: getattr(known, name) for name in names} if known else {}
        )
        months = known.rhythm_months if known else None
        offered = sorted({*RHYTHMS, *([months] if months else [])})
        usual = ("", _("wie für Ihre Angebote üblich"))
        offer(self, "rhythm_months", [usual, *((n, _every(n)) for n in offered)])


class ReachForm(RhythmForm):
    """What an account may change."""

    field_order = ("email", "phone", "best_time", "rhythm_months")
    email = forms.EmailField(
        label=gettext_lazy("Wohin sollen unsere Briefe gehen?"),
        help_text=gettext_lazy(
            "Am besten ein Postfach, das mehrere lesen. Leer: an Ihr Konto oder die Adresse im Eintrag. "
            "Diese Adresse ist nicht öffentlich."
        ),
        required=False,
    )
    phone = Line(
        gettext_lazy("Unter welcher Nummer rufen wir an?"),
        gettext_lazy("Leer: die Nummer aus dem Eintrag. Diese Nummer ist nicht öffentlich."),
        40,
    )


def _every(months: int) -> str:
    words = {12: _("einmal im Jahr"), 24: _("alle zwei Jahre")}
    each = ngettext("jeden Monat", "alle %(n)s Monate", months)
    return words.get(months) or (each % {"n": months} if months > 1 else each)
