"""German words for the codes of this package, and evidence in sentences."""

from dataclasses import dataclass

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mitsorge.domain.directory.rules import read_number
from mitsorge.domain.duplicates.rules import Grounds, Reason, ReasonCode
from mitsorge.domain.duplicates.rules.merging import Kind

KIND = {Kind.ORGANIZATION: _("Organisation"), Kind.SERVICE: _("Angebot")}
REASON = {
    ReasonCode.NAME_SAME: _("gleicher Name"),
    ReasonCode.NAME_SIMILAR: _("fast gleicher Name"),
    ReasonCode.NAME_CONTAINED: _("ein Name steckt im anderen"),
    ReasonCode.NAME_PARTLY: _("die Namen stimmen teilweise überein"),
    ReasonCode.NAME_DIFFERENT: _("verschiedene Namen"),
    ReasonCode.MARK_SAME: _("gleicher Eigenname"),
    ReasonCode.MARK_ONE_SIDED: _("nur einer trägt einen Eigennamen"),
    ReasonCode.MARK_DIFFERENT: _("verschiedene Eigennamen"),
    ReasonCode.ADDRESS_SAME: _("gleiche Straße und Hausnummer"),
    ReasonCode.ADDRESS_SIMILAR: _("fast gleiche Anschrift"),
    ReasonCode.STREET_SAME: _("gleiche Straße, andere Hausnummer"),
    ReasonCode.ADDRESS_DIFFERENT: _("verschiedene Anschriften"),
    ReasonCode.TOWN_SAME: _("gleicher Ort"),
    ReasonCode.TOWN_SIMILAR: _("fast gleicher Ort"),
    ReasonCode.TOWN_DIFFERENT: _("verschiedene Orte"),
    ReasonCode.DISTANCE_NEAR: _("liegt am selben Fleck"),
    ReasonCode.DISTANCE_FAR: _("liegt weit auseinander"),
    ReasonCode.PHONE_SAME: _("gleiche Telefonnummer"),
    ReasonCode.PHONE_SIMILAR: _("fast gleiche Telefonnummer"),
    ReasonCode.PHONE_SHARED: _("gleiche Telefonnummer, die viele haben"),
    ReasonCode.PHONE_DIFFERENT: _("verschiedene Telefonnummern"),
    ReasonCode.MAIL_SAME: _("gleiche E-Mail"),
    ReasonCode.MAIL_SIMILAR: _("fast gleiche E-Mail"),
    ReasonCode.MAIL_SHARED: _("gleiche E-Mail, die viele haben"),
    ReasonCode.MAIL_DIFFERENT: _("verschiedene E-Mails"),
    ReasonCode.DOMAIN_SAME: _("gleiche Internetadresse"),
    ReasonCode.DOMAIN_SIMILAR: _("fast gleiche Internetadresse"),
    ReasonCode.DOMAIN_SHARED: _("gleiche Internetadresse, die viele haben"),
    ReasonCode.DOMAIN_DIFFERENT: _("verschiedene Internetadressen"),
    ReasonCode.NUMBER_SAME: _("gleiche Kennnummer"),
    ReasonCode.NUMBER_SIMILAR: _("fast gleiche Kennnummer"),
    ReasonCode.NUMBER_SHARED: _("gleiche Kennnummer, die viele haben"),
    ReasonCode.NUMBER_DIFFERENT: _("verschiedene Kennnummern"),
    ReasonCode.KIND_SAME: _("gleiche Angebotsart"),
    ReasonCode.KIND_SIMILAR: _("fast gleiche Angebotsart"),
    ReasonCode.KIND_DIFFERENT: _("verschiedene Angebotsarten"),
}
EVENT = {
    "duplicates.merged": _("Mit einem doppelten Eintrag zusammengeführt"),
    "duplicates.absorbed": _("In einem anderen Eintrag aufgegangen"),
    "duplicates.parted": _("Zusammenführung rückgängig gemacht"),
    "duplicates.distinct": _("Als „kein Duplikat“ vermerkt"),
    "duplicates.undecided": _("„Kein Duplikat“ zurückgenommen"),
}
VERY_LIKELY, LIKELY = 10.0, 4.0
"""Bits: a thousand to one, sixteen to one."""
SHOWN = 5
WITHOUT_VALUES = ("MARK_", "DISTANCE_")
"""Reasons whose values say nothing to a reader, or what another reason says already."""


@dataclass(frozen=True)
class Told:
    """Evidence for a reader: how likely, what speaks for it, what against it."""

    how: str
    pro: tuple[str, ...]
    contra: tuple[str, ...]


def told(evidence: Grounds) -> Told:
    """The strongest reasons, at most five each way."""
    return Told(
        how_likely(evidence.score),
        tuple(_reason(one) for one in evidence.reasons if one.weight > 0)[:SHOWN],
        tuple(_reason(one) for one in evidence.reasons if _is_against(one))[:SHOWN],
    )


def _is_against(reason: Reason) -> bool:
    """What is the same may weigh less than nothing where everybody has it; it speaks against nothing."""
    return reason.weight < 0 and not reason.code.endswith(("_SAME", "_NEAR"))


def how_likely(score: float) -> str:
    """How sure the comparison is."""
    if score >= VERY_LIKELY:
        return gettext("sehr wahrscheinlich dasselbe")
    return gettext("wahrscheinlich dasselbe") if score >= LIKELY else gettext("vielleicht dasselbe")


def _reason(reason: Reason) -> str:
    words = str(REASON[reason.code])
    if reason.code.startswith(WITHOUT_VALUES):
        return words
    said = (_as_written(reason.code, value) for value in (reason.first, reason.second))
    values = " · ".join(dict.fromkeys(value for value in said if value))
    return f"{words} ({values})" if values else words


def _as_written(code: str, value: str) -> str:
    """A telephone number as people write it, of a mailbox its domain; everything else as it is."""
    if code.startswith("DOMAIN_"):
        return value.rpartition("@")[2]
    found = read_number(value) if code.startswith("PHONE_") else None
    return found.display if found else value
