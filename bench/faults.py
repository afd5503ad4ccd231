"""How lists spoil an entry: slips of the pen, abbreviations, legal forms, gaps, other numbers.

Written by the hand that wrote the rules and after them: several abbreviations here are ones the rules know. Results on
these entries are therefore kinder to the rules than a real directory will be.
"""

import random
import string
from dataclasses import replace
from typing import Any

from mitsorge.domain.duplicates.rules.records import Record

KINDS = (
    "Ambulanter Pflegedienst", "Tagespflege", "Pflegeheim", "Kurzzeitpflege", "Sozialstation", "Betreutes Wohnen",
    "Hospizdienst", "Pflegestützpunkt", "Nachbarschaftshilfe", "Hausnotruf", "Essen auf Rädern", "Seniorentreff",
    "Selbsthilfegruppe Demenz", "Beratungsstelle", "Fahrdienst", "Alltagsbegleitung", "Seniorenzentrum", "Wohngemeinschaft",
)  # fmt: skip
SHORT_FORMS = (
    ("Ambulanter", "Amb."), ("Pflegedienst", "Pflegedst."), ("Pflegedienst", "PD"), ("Sozialstation", "Soz.stat."), ("Straße", "Str."),
    ("straße", "str."), ("Kreisverband", "KV"), ("Seniorenzentrum", "Sen.-Zentrum"), ("Beratungsstelle", "Beratungsst."), ("und", "u."),
    ("Betreutes Wohnen", "Betr. Wohnen"), ("Arbeiterwohlfahrt", "AWO"), ("AWO", "Arbeiterwohlfahrt"), ("DRK", "Deutsches Rotes Kreuz"),
    ("Pflegeheim", "Pflegehm."), ("Caritasverband", "Caritas"), ("St. ", "Sankt "), ("Regionalverband", "RV"), ("ASB", "Arbeiter-Samariter-Bund"),
    ("Platz", "Pl."), ("Am ", "a. "), ("Johanniter-Unfall-Hilfe", "Johanniter"), ("Tagespflege", "TP"), ("Haus ", ""),
)  # fmt: skip
LEGAL = (
    "gGmbH",
    "GmbH",
    "e. V.",
    "e.V.",
    "KdöR",
    "gemeinnützige GmbH",
    "eingetragener Verein",
    "GmbH & Co. KG",
)


def spoiled(record: Record, draw: random.Random) -> Record:
    """The same offer as another list writes it: one to five faults."""
    faults = draw.choices(FAULTS, FAULT_WEIGHTS, k=draw.randint(1, 5))
    for fault in faults:
        record = fault(record, draw)
    return replace(record, source="other list")


def _typo(text: str, draw: random.Random) -> str:
    if len(text) < 4:
        return text
    at = draw.randrange(1, len(text) - 1)
    return draw.choice((
        text[:at] + text[at + 1 :],
        text[:at] + text[at + 1] + text[at] + text[at + 2 :],
        text[:at] + draw.choice(string.ascii_lowercase) + text[at + 1 :],
        text[:at] + text[at] + text[at:],
    ))  # fmt: skip


def _slip_in_name(record: Record, draw: random.Random) -> Record:
    return replace(record, name=_typo(record.name, draw))


def _slip_in_street(record: Record, draw: random.Random) -> Record:
    return replace(record, street=_typo(record.street, draw))


def _shorten(record: Record, draw: random.Random) -> Record:
    name, street = record.name, record.street
    for long, short in draw.sample(SHORT_FORMS, len(SHORT_FORMS)):
        if long in name and draw.random() < 0.7:
            name = name.replace(long, short)
        street = street.replace(long, short)
    return replace(record, name=name, street=street)


def _legal_form(record: Record, draw: random.Random) -> Record:
    bare = record.name
    for form in sorted(LEGAL, key=len, reverse=True):
        bare = bare.replace(f" {form}", "")
    return replace(record, name=f"{bare} {draw.choice(LEGAL)}" if draw.random() < 0.5 else bare)


def _umlauts(record: Record, draw: random.Random) -> Record:
    pairs = draw.choice(("äae öoe üue ßss Ääe", "äa öo üu ßs")).split()
    table = str.maketrans({pair[0]: pair[1:] for pair in pairs})
    return replace(
        record,
        name=record.name.translate(table),
        street=record.street.translate(table),
        town=record.town.translate(table),
    )


def _order(record: Record, draw: random.Random) -> Record:
    words = record.name.split()
    cut = draw.randrange(len(words))
    return replace(record, name=" ".join([*words[cut:], *words[:cut]]))


def _word_lost(record: Record, draw: random.Random) -> Record:
    words = record.name.split()
    if len(words) < 3:
        return record
    words.pop(draw.randrange(len(words)))
    return replace(record, name=" ".join(words))


def _town_added(record: Record, draw: random.Random) -> Record:
    return replace(
        record,
        name=f"{record.name} {record.town}"
        if draw.random() < 0.5
        else f"{record.name}, {record.town}",
    )


def _loud(record: Record, draw: random.Random) -> Record:
    return replace(record, name=record.name.upper())


def _phone_written(record: Record, draw: random.Random) -> Record:
    def other(text: str) -> str:
        plain = text.replace(" ", "")
        return draw.choice(
            (
                f"+49 {plain[1:]}",
                f"{plain[:5]}/{plain[5:]}",
                f"{plain}-0",
                f"({plain[:5]}) {plain[5:]}",
            )
        )

    return replace(record, phones=tuple(map(other, record.phones)))


def _other_phone(record: Record, draw: random.Random) -> Record:
    return replace(
        record, phones=(f"0{draw.randint(2010, 9999)} {draw.randint(10_000, 9_999_999)}",)
    )


def _gaps(record: Record, draw: random.Random) -> Record:
    empty: dict[str, Any] = {
        "phones": (),
        "emails": (),
        "websites": (),
        "postcode": "",
        "street": "",
        "kinds": (),
        "latitude": None,
    }
    lost = draw.sample(sorted(empty), draw.randint(1, 4))
    return replace(record, **{name: empty[name] for name in lost})


def _moved(record: Record, draw: random.Random) -> Record:
    street = record.street.rsplit(" ", 1)[0]
    return replace(record, street=f"{street} {draw.randint(1, 99)}")


def _other_kind(record: Record, draw: random.Random) -> Record:
    return replace(record, kinds=(draw.choice(KINDS),))


FAULTS = (
    _slip_in_name, _slip_in_street, _shorten, _legal_form, _umlauts, _order, _word_lost, _town_added, _loud, _phone_written,
    _other_phone, _gaps, _moved, _other_kind,
)  # fmt: skip
FAULT_WEIGHTS = (14, 8, 14, 8, 8, 5, 6, 6, 5, 10, 6, 14, 3, 3)
