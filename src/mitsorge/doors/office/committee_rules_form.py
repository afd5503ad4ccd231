"""The form of a Geschäftsordnung. It says of each value what is usual, and where that stands."""

import re
from dataclasses import fields
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from mitsorge.domain.governance import wording
from mitsorge.domain.governance.queries.rule_sets import CODES
from mitsorge.domain.governance.rules.procedure import Rules
from mitsorge.doors.office.fields import Day, Text

SHARES = (("", gettext_lazy("niemand kann das")), ("0.25", "¼"), ("0.333", "⅓"), ("0.5", "½"))
WOMEN = (("", gettext_lazy("kein Ziel")), ("0.333", "⅓"), ("0.4", "40 %"), ("0.5", "½"))
DAY = re.compile(r"(\d{1,2})\.\s*(\d{1,2})\.?", re.ASCII)


class Number(forms.IntegerField):
    """A whole number or nothing."""

    def __init__(
        self, label: Any, help_text: Any = "", *, largest: int = 999, **kwargs: Any
    ) -> None:
        kwargs.setdefault("required", False)
        super().__init__(label=label, help_text=help_text, min_value=0, max_value=largest, **kwargs)


class Code(forms.ChoiceField):
    """One of the codes of a rule, in words."""

    def __init__(self, label: Any, words: Any, help_text: Any = "") -> None:
        super().__init__(label=label, choices=list(words.items()), help_text=help_text)


class Share(forms.ChoiceField):
    """A part of the members."""

    def __init__(self, label: Any, choices: Any, help_text: Any) -> None:
        super().__init__(label=label, choices=choices, required=False, help_text=help_text)

    def clean(self, value: Any) -> Decimal | None:
        found = super().clean(value)
        return Decimal(found) if found else None

    def prepare_value(self, value: Any) -> Any:
        return f"{float(value):g}" if isinstance(value, Decimal) else value


class YearDay(Text):
    """A day that every year has, typed as 31.12., kept as 12-31."""

    def prepare_value(self, value: Any) -> Any:
        month, dash, day = str(value or "").partition("-")
        return f"{int(day)}.{int(month)}." if dash and (month + day).isdecimal() else value

    def clean(self, value: Any) -> str:
        typed = str(super().clean(value)).strip()
        found = DAY.fullmatch(typed)
        return f"{int(found[2]):02}-{int(found[1]):02}" if found else typed


class RulesForm(forms.Form):
    """All values of a Geschäftsordnung; the hints name usual values and where they stand."""

    valid_from = Day(
        label=gettext_lazy("Gilt ab"),
        required=True,
        help_text=gettext_lazy("Für eine Sitzung zählt, was an ihrem Tag gilt."),
    )
    source = Text(
        gettext_lazy("Grundlage"),
        300,
        required=True,
        help_text=gettext_lazy("Gesetz, Satzung oder Beschluss, zum Beispiel: Geschäftsordnung vom 22. Mai 2024."),
    )  # fmt: skip
    why = Text(
        gettext_lazy("Grund der Änderung"),
        300,
        help_text=gettext_lazy("Nötig, wenn sie vor dem heutigen Tag beginnt."),
    )
    invitation_days = Number(
        gettext_lazy("Einladungsfrist in Tagen"),
        gettext_lazy("Üblich: 14 (Kreisseniorenbeiräte), 21 (Landesausschuss NRW), 28 (Landespflegeausschuss Rheinland-Pfalz), 10 (Kreistag Rhein-Sieg). 0 heißt ohne Frist."),
        largest=365,
        required=True,
    )  # fmt: skip
    invitation_form = Code(gettext_lazy("Form der Einladung"), wording.INVITATION_FORM)
    quorum = Code(
        gettext_lazy("Beschlussfähig, wenn da sind"),
        wording.QUORUM,
        gettext_lazy("Üblich: die Hälfte (Rheinland-Pfalz), die Hälfte und die Sitzungsleitung (NRW), ohne Mindestzahl bei Stammtischen."),
    )  # fmt: skip
    quorum_number = Number(
        gettext_lazy("Mindestzahl"), gettext_lazy("Nur für die Wahl „eine feste Zahl“.")
    )
    voters = Code(gettext_lazy("Wer stimmt ab?"), wording.VOTERS)
    majority = Code(
        gettext_lazy("Mehrheit"),
        wording.MAJORITY,
        gettext_lazy("Einfach: nur Ja und Nein zählen, Gleichstand lehnt ab (Kreisseniorenbeiräte). Mitglieder und zwei Drittel: Landesausschuss NRW. Konsens: § 8a SGB XI."),
    )  # fmt: skip
    adopts = forms.BooleanField(
        label=gettext_lazy("beschließt Empfehlungen"),
        required=False,
        help_text=gettext_lazy("In NRW und anderswo darf das nur das Plenum, Arbeitsgruppen berichten."),
    )  # fmt: skip
    admits_partners = forms.BooleanField(
        label=gettext_lazy("stimmt über neue Partner ab"),
        required=False,
        help_text=gettext_lazy("So macht es zum Beispiel die Netzwerkkonferenz in Potsdam."),
    )
    publicity = Code(
        gettext_lazy("Öffentlichkeit"),
        wording.PUBLICITY,
        gettext_lazy("Öffentlich (Landesausschuss NRW), nur das Protokoll (Bielefeld), nur Mitglieder (Höxter). Einzelne Punkte können Sie immer schließen."),
    )  # fmt: skip
    meetings_per_year = forms.DecimalField(
        label=gettext_lazy("Sitzungen im Jahr"),
        required=False,
        localize=True,
        min_value=0,
        max_digits=4,
        decimal_places=2,
        help_text=gettext_lazy("Üblich: 4 (Runde Tische), 2 (NRW), 0,5 für alle zwei Jahre (Niedersachsen, Leipzig). Leer heißt ohne Rhythmus."),
    )  # fmt: skip
    extraordinary_members = Number(
        gettext_lazy("Mitglieder, die eine Sitzung erzwingen"),
        gettext_lazy("Üblich: 5 (Rheinland-Pfalz)."),
    )
    extraordinary_share = Share(
        gettext_lazy("Oder dieser Teil der Mitglieder"),
        SHARES,
        gettext_lazy("Üblich: ein Viertel oder die Hälfte. Die kleinere Zahl zählt."),
    )
    item_share = Share(
        gettext_lazy("Teil, der einen Punkt auf die Tagesordnung setzt"),
        SHARES,
        gettext_lazy("Üblich: ein Drittel (Kreisseniorenbeiräte)."),
    )
    report_to = Text(
        gettext_lazy("Berichtet an"),
        help_text=gettext_lazy("Zum Beispiel das Ministerium oder der Gemeinderat."),
    )
    report_months = Number(
        gettext_lazy("Bericht nach jeder Sitzung, binnen Monaten"),
        gettext_lazy("3 in Niedersachsen (§ 4 NPflegeG)."),
        largest=60,
    )
    report_day = YearDay(
        gettext_lazy("Bericht jedes Jahr bis"),
        10,
        help_text=gettext_lazy("31.12. in Nordrhein-Westfalen (§ 8 APG)."),
    )
    reports_founding = forms.BooleanField(
        label=gettext_lazy("das Protokoll der ersten Sitzung geht dorthin"),
        required=False,
        help_text=gettext_lazy("In Bayern wird die Pflegekonferenz dadurch anerkannt (Art. 77a AGSG)."),
    )  # fmt: skip
    parity = Code(
        gettext_lazy("Parität"),
        wording.PARITY,
        gettext_lazy("Niedersachsen: Kommunen, Einrichtungen und Pflegekassen gleich stark (§ 4 NPflegeG)."),
    )  # fmt: skip
    women_share = Share(
        gettext_lazy("Angestrebter Anteil von Frauen"),
        WOMEN,
        gettext_lazy("Die Hälfte in Niedersachsen. Wir speichern von niemandem das Geschlecht."),
    )
    fund_visits = Number(
        gettext_lazy("Eine Pflegekasse nimmt teil, mal im Jahr"),
        gettext_lazy("Mindestens 1 in Bayern, damit die Konferenz anerkannt bleibt."),
        largest=52,
    )
    objection_days = Number(
        gettext_lazy("Einwendungsfrist gegen das Protokoll in Tagen"),
        gettext_lazy("Üblich: 14, gezählt ab dem Versand."),
        largest=365,
        required=True,
    )
    term_years = Number(
        gettext_lazy("Amtszeit in Jahren"),
        gettext_lazy("Üblich: 4. Wer gewählt ist, bleibt, bis jemand nachfolgt."),
        largest=20,
    )

    def rules(self) -> Rules:
        """What was typed; call it when the form is valid."""
        values = {name: self.cleaned_data[name] for name in VALUES}
        return Rules(**values | {name: code(values[name]) for name, code in CODES.items()})


VALUES = tuple(field.name for field in fields(Rules))
GROUPS = (
    (gettext_lazy("Geltung"), ("valid_from", "source", "why")),
    (gettext_lazy("Einladen"), ("invitation_days", "invitation_form", "meetings_per_year")),
    (
        gettext_lazy("Beschließen"),
        ("quorum", "quorum_number", "voters", "majority", "adopts", "admits_partners"),
    ),
    (
        gettext_lazy("Rechte der Mitglieder"),
        ("extraordinary_members", "extraordinary_share", "item_share", "objection_days", "term_years"),
    ),
    (
        gettext_lazy("Öffentlichkeit und Bericht"),
        ("publicity", "report_to", "report_months", "report_day", "reports_founding"),
    ),
    (gettext_lazy("Zusammensetzung"), ("parity", "women_share", "fund_visits")),
)  # fmt: skip
