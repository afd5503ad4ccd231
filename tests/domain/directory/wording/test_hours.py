from datetime import date, time

import pytest

from mitsorge.domain.directory.rules import Slot
from mitsorge.domain.directory.wording import opening_lines

DAY = date(2026, 11, 17)
WORKDAYS = "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"


def weekly(days, start, end, **more):
    return Slot(f"FREQ=WEEKLY;BYDAY={days}", time(start), time(end), **more)


@pytest.mark.parametrize(
    ("slots", "lines"),
    [
        ([], []),
        ([Slot(WORKDAYS, time(8), time(16))], ["Montag bis Freitag, 8 bis 16 Uhr"]),
        ([Slot(by_appointment=True)], ["nach Vereinbarung"]),
        (
            [Slot(by_appointment=True, description="auch abends")],
            ["nach Vereinbarung, auch abends"],
        ),
        ([Slot(description="Termine im Schaukasten")], ["Termine im Schaukasten"]),
        (
            [Slot("FREQ=MONTHLY;BYDAY=1TU", time(14), time(16))],
            ["jeden 1. Dienstag im Monat, 14 bis 16 Uhr"],
        ),
        (
            [Slot("FREQ=MONTHLY;BYDAY=1TU,-1TU", time(14))],
            ["jeden 1. und letzten Dienstag im Monat, ab 14 Uhr"],
        ),
        (
            [Slot("FREQ=MONTHLY;INTERVAL=2;BYDAY=2WE", time(14), time(16))],
            ["alle 2 Monate am 2. Mittwoch, 14 bis 16 Uhr"],
        ),
        (
            [Slot("FREQ=WEEKLY;INTERVAL=2;BYDAY=TH", time(9, 30), time(11))],
            ["alle 2 Wochen Donnerstag, 9:30 bis 11 Uhr"],
        ),
        (
            [weekly("MO,TU", 8, 12), weekly("MO,TU", 13, 16), weekly("WE", 8, 12)],
            ["Montag und Dienstag, 8 bis 12 und 13 bis 16 Uhr", "Mittwoch, 8 bis 12 Uhr"],
        ),
        ([weekly("MO,WE,FR", 8, 12)], ["Montag, Mittwoch und Freitag, 8 bis 12 Uhr"]),
        (
            [weekly("MO,TU,WE,SA,SU", 8, 12)],
            ["Montag bis Mittwoch, Samstag und Sonntag, 8 bis 12 Uhr"],
        ),
        ([Slot("FREQ=DAILY", time(0), time(0))], ["täglich, rund um die Uhr"]),
        ([Slot("FREQ=DAILY", time(0), time(23, 59))], ["täglich, rund um die Uhr"]),
        ([Slot(WORKDAYS, None, time(12))], ["Montag bis Freitag, bis 12 Uhr"]),
        ([Slot(WORKDAYS)], ["Montag bis Freitag"]),
        (
            [Slot("FREQ=YEARLY", time(9), time(12), description="am Ehrenamtstag")],
            ["am Ehrenamtstag, 9 bis 12 Uhr"],
        ),
        ([Slot("FREQ=MONTHLY;BYMONTHDAY=15")], ["zu wechselnden Zeiten"]),
        (
            [weekly("SA", 10, 12, description="nur mit Anmeldung")],
            ["Samstag, 10 bis 12 Uhr, nur mit Anmeldung"],
        ),
        (
            [weekly("MO", 8, 12, valid_to=DAY), weekly("TU", 8, 12, valid_from=DAY)],
            ["Dienstag, 8 bis 12 Uhr"],
        ),
        ([weekly("MO", 8, 12, valid_from=date(2026, 12, 1))], []),
        ([Slot(by_appointment=True), Slot(by_appointment=True)], ["nach Vereinbarung"]),
    ],
)
def test_lines(slots, lines):
    assert opening_lines(slots, on=DAY) == lines
