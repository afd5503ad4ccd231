"""German words for the codes of this package."""

from django.utils.translation import gettext_lazy as _

from mitsorge.domain.duplicates.rules import ReasonCode
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
