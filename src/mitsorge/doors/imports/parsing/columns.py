"""Which column holds what: German headings, their spellings, and where the heading row is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import gettext_lazy as _
from rapidfuzz import fuzz, process

from mitsorge.doors.imports.parsing.text import fold, plain
from mitsorge.doors.imports.reading import Cell, Sheet

FIELDS = {
    "id": _("Eigene Kennung"),
    "organization": _("Träger"),
    "name": _("Name des Angebots"),
    "kinds": _("Angebotsart"),
    "street": _("Straße und Hausnummer"),
    "house_number": _("Hausnummer"),
    "postcode": _("Postleitzahl"),
    "town": _("Ort"),
    "address": _("Ganze Anschrift"),
    "phones": _("Telefon"),
    "faxes": _("Fax"),
    "email": _("E-Mail"),
    "website": _("Internetseite"),
    "description": _("Beschreibung"),
    "eligibility": _("Für wen"),
    "targets": _("Zielgruppe"),
    "areas": _("Einzugsgebiet"),
    "hours": _("Öffnungszeiten"),
    "languages": _("Sprachen"),
    "payers": _("Wer zahlt"),
    "recognition": _("Anerkannt nach § 45a SGB XI"),
    "recognized_until": _("Anerkennung gilt bis"),
    "care_grade_from": _("Pflegegrad ab"),
    "fees": _("Kosten"),
    "places_total": _("Plätze"),
    "protected": _("Adresse geschützt"),
    "participation": _("Mitarbeit (aktiv oder inaktiv)"),
    "member_group": _("Mitgliedergruppe"),
}
HEADINGS = {
    "id": "id|kennung|einrichtungs id|angebots id|eigene id|ik|ik nummer|institutionskennzeichen|datensatz id|uuid",
    "organization": "traeger|traegerin|traegername|name des traegers|traeger der einrichtung|organisation|anbieter|anbietername|anbieter traeger|traeger anbieter|institution|firma|verband|kooperationspartner|partner|mitglied|netzwerkpartner",
    "name": "name|name der einrichtung|einrichtung|einrichtungsname|name des angebots|name des angebotes|angebotsname|bezeichnung|bezeichnung des angebots|titel|name einrichtung|name angebot|dienst|name des dienstes|haus|projekt",
    "kinds": "art|angebot|angebote|angebotsart|art des angebots|art des angebotes|art der einrichtung|einrichtungsart|einrichtungstyp|kategorie|leistung|leistungen|leistungsart|typ|angebotstyp|leistungsangebot|versorgungsform|rubrik",
    "street": "strasse|str|strasse hausnr|strasse hausnummer|strasse nr|strasse und hausnummer|strasse und hausnr|strasse u hausnr|strasse haus nr|anschrift strasse",
    "house_number": "hausnr|hausnummer|haus nr|nr hausnummer",
    "postcode": "plz|postleitzahl|plz ort|plz und ort|plz wohnort|postleitzahl ort|postleitzahl und ort|p l z",
    "town": "ort|stadt|gemeinde|ortschaft|stadt gemeinde|wohnort|sitz|standort|ort stadt|ort ortsteil|gemeinde ort",
    "address": "adresse|anschrift|postanschrift|adresse der einrichtung|anschrift der einrichtung|kontaktadresse|besucheradresse|besuchsadresse",
    "phones": "tel|telefon|telefonnummer|telefonnr|telefon nr|tel nr|rufnummer|fon|phone|festnetz|telefon festnetz|mobil|handy|mobilnummer|mobiltelefon|telefon mobil|telefon 1|telefon 2|telefon1|telefon2|kontakt tel|kontakt telefon|tel mobil|telefon handy",
    "faxes": "fax|telefax|faxnummer|fax nr|faxnr|telefaxnummer",
    "email": "e mail|email|mail|e mail adresse|email adresse|mailadresse|mail adresse|emailadresse|kontakt e mail|kontakt mail|e mail kontakt|elektronische post",
    "website": "internet|internetseite|webseite|website|homepage|www|web|internetadresse|url|link|webadresse|internetauftritt|home page|kontakt web",
    "description": "beschreibung|kurzbeschreibung|angebotsbeschreibung|beschreibung des angebots|leistungsbeschreibung|inhalt|inhalte|kurzprofil|profil|besonderheiten",
    "eligibility": "fuer wen|voraussetzungen|zugangsvoraussetzungen|aufnahmekriterien|voraussetzung",
    "targets": "zielgruppe|zielgruppen|adressaten|personenkreis",
    "areas": "einzugsgebiet|einzugsbereich|versorgungsgebiet|gebiet|region|zustaendigkeitsbereich|planungsregion|planungsraum|taetigkeitsgebiet|einsatzgebiet|sozialraum|planregion|angebot gilt fuer",
    "hours": "oeffnungszeiten|oeffnungszeit|sprechzeiten|sprechzeit|geoeffnet|buerozeiten|zeiten|betriebszeiten|erreichbarkeit|sprechstunden|beratungszeiten",
    "languages": "sprache|sprachen|fremdsprachen|gesprochene sprachen|sprachkenntnisse",
    "payers": "kostentraeger|wer zahlt|finanzierung|abrechnung|kostenuebernahme|abrechnung ueber",
    "recognition": "45a|anerkannt 45a|45a anerkannt|anerkannt nach 45a|anerkennung 45a|45a sgb xi|anerkannt nach 45a sgb xi|anerkennung nach 45a|anerkennung nach 45a sgb xi|anerkannt n 45a|nach 45a anerkannt|au a|anerkennung",
    "recognized_until": "45a anerkannt bis|anerkannt bis|anerkennung bis|anerkennung gueltig bis|45a bis|anerkennung 45a bis|gueltigkeit anerkennung|anerkennung gilt bis|befristung anerkennung|anerkannt nach 45a bis|ablauf anerkennung",
    "care_grade_from": "pflegegrad|pflegegrad ab|ab pflegegrad|pg|pflegegrade|pg ab|mindestpflegegrad|ab pg",
    "fees": "kosten|preis|preise|entgelt|gebuehr|gebuehren|kostenbeitrag|eigenanteil|kosten fuer nutzer|preis pro stunde|kosten pro stunde",
    "places_total": "plaetze|anzahl plaetze|platzzahl|kapazitaet|plaetze gesamt|anzahl der plaetze|betten|bettenzahl|plaetze insgesamt",
    "protected": "adresse geschuetzt|geschuetzt|anonyme adresse|adresse geheim|geheim|adresse nicht veroeffentlichen|schutzadresse|anschrift geschuetzt",
    "participation": "aktiv inaktiv|aktiv|mitarbeit|mitgliedschaft|status mitgliedschaft|mitgliedsstatus|art der mitgliedschaft|aktives mitglied|status",
    "member_group": "mitgliedergruppe|mitgliedsgruppe|gruppe|partnergruppe|akteursgruppe|mitgliedergruppen",
}
PERSONAL = frozenset(
    [
        "ansprechpartner",
        "ansprechpartnerin",
        "ansprechpartner in",
        "ansprechpartner innen",
        "ansprechperson",
        "kontaktperson",
        "leitung",
        "leiter",
        "leiterin",
        "geschaeftsfuehrung",
        "geschaeftsfuehrer",
        "vorname",
        "nachname",
        "familienname",
        "name vorname",
        "name ansprechpartner",
        "kontakt name",
        "pflegedienstleitung",
        "heimleitung",
        "einrichtungsleitung",
        "geburtsdatum",
    ]
)
"""Headings of personal data: recognized, never taken over (Art. 5 (1) c GDPR)."""
BY_HEADING = {
    spelling: name for name, spellings in HEADINGS.items() for spelling in spellings.split("|")
}
SEVERAL = frozenset(("phones", "faxes", "kinds", "description"))
"""Fields that may be fed by more than one column."""
TYPO = 90
MAX_HEADER_ROW = 40
NOISE = re.compile(
    r"\b(?:bitte ausfuellen|falls vorhanden|pflichtfeld|optional|freiwillig|mit vorwahl|tt mm jjjj|ja nein|j n)\b"
)


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the file. `field` is "" where it is not taken over; `personal` names why."""

    index: int
    heading: str
    field: str
    personal: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """The recognized table: which sheet, which columns, and the row the data starts in (from 0)."""

    sheet: int
    columns: tuple[Column, ...]
    first: int

    def field_columns(self) -> dict[str, list[int]]:
        """The column numbers that feed each field."""
        found: dict[str, list[int]] = {}
        for column in self.columns:
            if column.field:
                found.setdefault(column.field, []).append(column.index)
        return found


@lru_cache(maxsize=4096)
def recognize(heading: str) -> str:
    """The field of a heading, "" where it is unknown. One typo in a longer word is forgiven."""
    key = NOISE.sub("", fold(heading)).strip()
    if key in BY_HEADING or key in PERSONAL:
        return BY_HEADING.get(key, "")
    if len(key) < 5:
        return ""
    near = process.extractOne(key, BY_HEADING.keys(), scorer=fuzz.ratio, score_cutoff=TYPO)
    return BY_HEADING[near[0]] if near else ""


def is_personal(heading: str) -> bool:
    return fold(heading) in PERSONAL


def find_layout(sheets: list[Sheet]) -> Layout | None:
    """The sheet and row whose headings are recognized best, or None where nothing looks like a heading."""
    best, best_score = None, 1
    for number, sheet in enumerate(sheets):
        for first, headings in _candidates(sheet):
            columns = name_columns(headings, sheet.hidden_columns)
            score = len({column.field for column in columns if column.field})
            if score > best_score:
                best, best_score = Layout(number, columns, first), score
    return best


def _candidates(sheet: Sheet) -> Iterator[tuple[int, list[str]]]:
    """Every row among the first that might be the heading, alone and together with the row above it."""
    for index, row in enumerate(sheet.rows[:MAX_HEADER_ROW]):
        headings = [plain(cell) if isinstance(cell, str) else "" for cell in row]
        known = sum(
            1 for heading in headings if heading and (recognize(heading) or is_personal(heading))
        )
        if known:
            yield index + 1, headings
            if index and _is_text(sheet.rows[index - 1]):
                yield index + 1, _joined(sheet.rows[index - 1], headings)


def _is_text(row: list[Cell]) -> bool:
    return all(isinstance(cell, str) for cell in row) and sum(1 for cell in row if cell) > 1


def _joined(above: list[Cell], below: list[str]) -> list[str]:
    """Two heading rows as one: "Kontakt" over "Tel.", or a heading merged over both rows."""
    upper = [plain(cell) for cell in above] + [""] * (len(below) - len(above))
    return [
        low if recognize(low) or not up else up if not low else f"{up} {low}"
        for up, low in zip(upper, below, strict=False)
    ]


def name_columns(headings: list[str], hidden: frozenset[int]) -> tuple[Column, ...]:
    """Every column with its field; a field taken once is not given twice, hidden columns get none."""
    taken: set[str] = set()
    columns = []
    for index, heading in enumerate(headings):
        field = "" if index in hidden else recognize(heading)
        if field in taken and field not in SEVERAL:
            field = ""
        taken.add(field)
        columns.append(Column(index, heading, field, is_personal(heading)))
    return tuple(_offer_is_name(columns) if "name" not in taken else columns)


def _offer_is_name(columns: list[Column]) -> list[Column]:
    """Beside a column "Art", a column "Angebot" holds names, not kinds."""
    kinds = [column for column in columns if column.field == "kinds"]
    offers = [column for column in kinds if fold(column.heading) in ("angebot", "angebote")]
    if len(kinds) < 2 or not offers:
        return columns
    return [
        Column(c.index, c.heading, "name", c.personal) if c is offers[0] else c for c in columns
    ]


def remap(layout: Layout, chosen: dict[int, str]) -> Layout:
    """The layout with fields chosen by hand: {column number: field or ""}."""
    columns = tuple(
        Column(c.index, c.heading, chosen.get(c.index, c.field), c.personal) for c in layout.columns
    )
    return Layout(layout.sheet, columns, layout.first)


def bare_layout(sheets: list[Sheet]) -> Layout:
    """Where no heading is recognized: the first filled row of the first filled sheet holds the headings."""
    for number, sheet in enumerate(sheets):
        for index, row in enumerate(sheet.rows):
            if any(cell != "" for cell in row):
                headings = [plain(cell) for cell in row]
                return Layout(
                    number,
                    tuple(Column(i, h, "", is_personal(h)) for i, h in enumerate(headings)),
                    index + 1,
                )
    return Layout(0, (), 0)
