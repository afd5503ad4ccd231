"""Answers by mail as people write them: understood as a whole, or not at all."""

from datetime import date

import pytest

from mitsorge.domain.directory.rules import PlaceKind, PlacesSlot
from mitsorge.domain.upkeep.rules.mail_replies import (
    Answer,
    NotUnderstood,
    Said,
    Trouble,
    placed,
    read,
)
from mitsorge.domain.upkeep.rules.quoted import own_lines

TODAY = date(2026, 11, 17)
SHORT, DAY, LONG = PlaceKind.SHORT_TERM, PlaceKind.DAY, PlaceKind.LONG_TERM
APRIL = date(2027, 4, 3)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2 KZP ab 3.4.", Said(SHORT, 2, free_from=APRIL)),
        ("2 KZP ab 3.4", Said(SHORT, 2, free_from=APRIL)),
        ("ab 3.4. 2 KZP frei", Said(SHORT, 2, free_from=APRIL)),
        ("2 KZP ab 03.04.2027", Said(SHORT, 2, free_from=APRIL)),
        ("2 KZP ab 3.4.27", Said(SHORT, 2, free_from=APRIL)),
        ("2 KZP ab 3. April", Said(SHORT, 2, free_from=APRIL)),
        ("2 KZP ab 3. April 2027", Said(SHORT, 2, free_from=APRIL)),
        ("2 KZP frei ab dem 3. April", Said(SHORT, 2, free_from=APRIL)),
        ("2 Kurzzeitpflegeplätze", Said(SHORT, 2)),
        ("zwei Kurzzeitpflege-Plätze frei", Said(SHORT, 2)),
        ("1 KZP-Platz", Said(SHORT, 1)),
        ("2 x KZP", Said(SHORT, 2)),
        ("1 KZP bis 17.11.", Said(SHORT, 1, free_to=TODAY)),
        ("1 KZP ab 17.11.", Said(SHORT, 1, free_from=TODAY)),
        ("1 KZP ab 16.11.", Said(SHORT, 1, free_from=date(2027, 11, 16))),
        ("1 KZP ab 29.2.", Said(SHORT, 1, free_from=date(2028, 2, 29))),
        (
            "1 KZP vom 28.12. bis 4.1.",
            Said(SHORT, 1, free_from=date(2026, 12, 28), free_to=date(2027, 1, 4)),
        ),
        ("1 Tagespflege Mo+Di ab sofort", Said(DAY, 1, weekdays="MO,TU")),
        ("1 Tagespflege Mo + Di", Said(DAY, 1, weekdays="MO,TU")),
        ("Tagespflege: 2 Plätze dienstags und donnerstags", Said(DAY, 2, weekdays="TU,TH")),
        ("3 Tagespflegeplätze Mo-Mi", Said(DAY, 3, weekdays="MO,TU,WE")),
        ("3 Tagespflegeplätze Montag bis Freitag", Said(DAY, 3, weekdays="MO,TU,WE,TH,FR")),
        ("Ein Tagespflegeplatz für Menschen mit Demenz", Said(DAY, 1, dementia_fit=True)),
        ("voll", Said(available=0)),
        ("Voll.", Said(available=0)),
        ("Leider voll!", Said(available=0)),
        ("Wir sind aktuell voll belegt", None),
        ("Wir sind derzeit belegt.", Said(available=0)),
        ("keine Plätze frei", Said(available=0)),
        ("Leider haben wir keine freien Plätze.", Said(available=0)),
        ("keine KZP", Said(SHORT, 0)),
        ("KZP ausgebucht", Said(SHORT, 0)),
        ("0 KZP", Said(SHORT, 0)),
        ("2 frei", Said(available=2)),
        ("Wir haben wieder 2 Plätze frei", Said(available=2)),
        ("Dauerpflege auf Anfrage", Said(LONG, on_request=True)),
        ("1 Dauerpflegeplatz im Einzelzimmer", Said(LONG, 1, single_room=True)),
        ("1 Heimplatz, nur für Frauen", Said(LONG, 1, sex="FEMALE")),
        ("1 Dauerpflege für Männer ab PG 3", Said(LONG, 1, sex="MALE", care_grade_from=3)),
        (
            "ambulant 10 Stunden pro Woche in 14822",
            Said(PlaceKind.AMBULANT, hours_per_week=10, postcodes="14822"),
        ),
        (
            "Pflege zu Hause: 6 Std. 14822 und 14806",
            Said(PlaceKind.AMBULANT, hours_per_week=6, postcodes="14822, 14806"),
        ),
        ("Betreutes Wohnen: 1 frei ab 1.1.", Said(PlaceKind.ASSISTED_LIVING, 1, free_from=date(2027, 1, 1))),
        ("2 Nachbarschaftshilfe", Said(PlaceKind.NEIGHBOURS, 2)),
    ],
)  # fmt: skip
def test_one_statement(text, said):
    found = read(text, on=TODAY)
    assert found == (Answer(said=(said,)) if said else Answer(trouble=Trouble.WORDS))


@pytest.mark.parametrize(
    ("text", "trouble"),
    [
        ("", Trouble.EMPTY),
        ("\n\n> 2 KZP", Trouble.EMPTY),
        ("Guten Tag,\n\nMit freundlichen Grüßen\n2 KZP", Trouble.EMPTY),
        ("ja", Trouble.WORDS),
        ("Nein", Trouble.WORDS),
        ("stimmt nicht mehr", Trouble.WORDS),
        ("nicht mehr voll", Trouble.WORDS),
        ("2 KZP nicht frei", Trouble.WORDS),
        ("2 KZP belegt", Trouble.WORDS),
        ("1-2 KZP", Trouble.WORDS),
        ("1 bis 2 KZP", Trouble.WORDS),
        ("1 oder 2 KZP", Trouble.WORDS),
        ("2 von 12 KZP", Trouble.WORDS),
        ("mehrere KZP", Trouble.WORDS),
        ("ca. 2 KZP", Trouble.WORDS),
        ("wir haben so 2 KZP", Trouble.WORDS),
        ("Haben Sie 2 KZP?", Trouble.WORDS),
        ("2 KZP oder Tagespflege", Trouble.WORDS),
        ("2 KZP Tagespflege", Trouble.WORDS),
        ("KZP", Trouble.WORDS),
        ("ab 3.4.", Trouble.WORDS),
        ("ab April 2 KZP", Trouble.WORDS),
        ("2 KZP ab Montag nächster Woche", Trouble.WORDS),
        ("voll bis 3.4.", Trouble.WORDS),
        ("2 KZP auf Anfrage", Trouble.WORDS),
        ("2 KZP ab 31.2.", Trouble.DATE),
        ("2 KZP ab 3.4.2020", Trouble.DATE),
        ("2 KZP ab 3.13.", Trouble.DATE),
        ("2 KZP ab 3. Aprll", Trouble.DATE),
        ("1 KZP vom 10.4.2027 bis 3.4.2027", Trouble.DATE),
        ("2 KZP\nFrau Beispiel ist ab Montag im Urlaub", Trouble.WORDS),
        ("Das Haus ist umgezogen.", Trouble.WORDS),
        ("Danke, wir sind voll", Trouble.WORDS),
        ("Hallo wir sind voll\nstimmt noch", Trouble.WORDS),
        ("200 KZP", Trouble.WORDS),
    ],
)
def test_never_a_guess(text, trouble):
    assert read(text, on=TODAY) == Answer(trouble=trouble)


@pytest.mark.parametrize(
    "text",
    [
        "Stimmt noch.",
        "Ja, alles stimmt noch!",
        "Guten Tag,\n\nunser Eintrag stimmt noch.\n\nMit freundlichen Grüßen\nHaus Abendsonne",
        "stimmt noch\n\nAm 3.4.2026 um 10:00 schrieb Netzwerkbüro:\n> stimmt Ihr Eintrag noch?\n> voll",
        "stimmt noch\n\nAm 3. April 2026 um 10:00 schrieb Netzwerkbüro\n<buero@mitsorge.example>:\n\nvoll",
        "stimmt noch\n-- \nHaus Abendsonne\n030 23125-114",
        "stimmt noch\n\nVon: Netzwerkbüro\nGesendet: Montag\nvoll",
        "stimmt noch\nVon meinem Telefon gesendet",
        "stimmt noch\n-----Ursprüngliche Nachricht-----\nvoll",
        "Sehr geehrte Damen und Herren,\r\n\r\nstimmt noch\r\n\r\nMfG\r\nHaus\r\n",
    ],
)
def test_still_right(text):
    assert read(text, on=TODAY) == Answer(still_right=True)


def test_several_statements():
    text = "Hallo,\nstimmt noch; 2 KZP ab 3.4., 1 Tagespflege Mo+Di\nkeine Dauerpflege\nLG"
    assert read(text, on=TODAY) == Answer(
        still_right=True,
        said=(
            Said(SHORT, 2, free_from=APRIL),
            Said(DAY, 1, weekdays="MO,TU"),
            Said(LONG, 0),
        ),
    )


def test_only_her_own_lines_count():
    text = "Guten Tag,\n2 KZP\n> zitiert\n| auch\n\nViele Grüße,\nJemand"
    assert list(own_lines(text)) == ["2 KZP"]


def slot(kind, pk=1, unit="Plätze"):
    return PlacesSlot(pk, f"a-{pk}", f"Angebot {pk}", kind, unit)


def test_a_report_goes_where_only_one_place_fits():
    short, day = slot(SHORT), slot(DAY, 2)
    two = Said(SHORT, 2)
    assert placed([two, Said(DAY, 0)], [short, day]) == [(short, two), (day, Said(DAY, 0))]
    assert placed([Said(available=0)], [short]) == [(short, Said(available=0))]


@pytest.mark.parametrize(
    ("said", "slots"),
    [
        ([Said(SHORT, 2)], []),
        ([Said(SHORT, 2)], [slot(DAY)]),
        ([Said(SHORT, 2)], [slot(SHORT), slot(SHORT, 2)]),
        ([Said(available=0)], [slot(SHORT), slot(DAY, 2)]),
        ([Said(SHORT, 2), Said(SHORT, 0)], [slot(SHORT)]),
        ([Said(SHORT, 2), Said(available=0)], [slot(SHORT)]),
    ],
)
def test_two_that_fit_are_not_understood(said, slots):
    with pytest.raises(NotUnderstood) as why:
        placed(said, slots)
    assert why.value.trouble is Trouble.OFFER
