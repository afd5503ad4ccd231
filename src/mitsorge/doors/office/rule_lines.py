"""A Geschäftsordnung as lines to read: what, and what counts."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mitsorge.domain.governance import wording
from mitsorge.domain.governance.rules import Parity
from mitsorge.domain.governance.rules.procedure import Rules
from mitsorge.domain.governance.wording import procedure

PARTS = {"0.25": "¼", "0.333": "⅓", "0.5": "½", "0.667": "⅔"}


def lines_of(rules: Rules) -> list[tuple[str, str]]:
    """(name, value) of everything that was agreed; what nobody agreed is left out."""
    found = [
        (_("Einladung"), f"{procedure.invitation_words(rules)}, {wording.INVITATION_FORM[rules.invitation_form]}"),
        (_("Beschlussfähig"), procedure.quorum_words(rules)),
        (_("Stimmrecht"), str(wording.VOTERS[rules.voters])),
        (_("Mehrheit"), procedure.majority_words(rules)),
        (_("Beschließt Empfehlungen"), _("ja") if rules.adopts else _("nein, das tut nur das Plenum")),
        (_("Stimmt über Partner ab"), _("ja") if rules.admits_partners else ""),
        (_("Öffentlichkeit"), str(wording.PUBLICITY[rules.publicity])),
        (_("Rhythmus"), procedure.rhythm_words(rules)),
        (_("Außerordentliche Sitzung"), _forced(rules)),
        (_("Punkt auf die Tagesordnung"), _part(rules.item_share)),
        (_("Bericht"), procedure.report_words(rules)),
        (_("Parität"), str(wording.PARITY[rules.parity]) if rules.parity != Parity.NONE else ""),
        (_("Frauen, angestrebt"), _part(rules.women_share)),
        (_("Pflegekasse nimmt teil"), _visits(rules.fund_visits)),
        (_("Einwendungen gegen das Protokoll"), _days(rules.objection_days)),
        (_("Amtszeit"), _term(rules.term_years)),
    ]  # fmt: skip
    return [(name, words) for name, words in found if words]


def _part(share: object) -> str:
    if share is None:
        return ""
    text = f"{float(str(share)):g}"
    return _("%(part)s der Mitglieder") % {"part": PARTS.get(text, text.replace(".", ","))}


def _forced(rules: Rules) -> str:
    number = rules.extraordinary_members
    members = ngettext("%(n)s Mitglied", "%(n)s Mitglieder", number or 0) % {"n": number}
    parts = [members if number else "", _part(rules.extraordinary_share)]
    return _(" oder ").join(part for part in parts if part)


def _visits(number: int | None) -> str:
    if not number:
        return ""
    return ngettext("mindestens %(n)s-mal im Jahr", "mindestens %(n)s-mal im Jahr", number) % {
        "n": number
    }


def _days(number: int) -> str:
    return ngettext("%(n)s Tag", "%(n)s Tage", number) % {"n": number}


def _term(years: int | None) -> str:
    if not years:
        return ""
    words = ngettext("%(n)s Jahr", "%(n)s Jahre", years) % {"n": years}
    return words + ", " + _("danach bis jemand nachfolgt")
