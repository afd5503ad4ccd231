"""Every value of a Geschäftsordnung that was seen in a law, statute or network, with where it was seen.

One row: the rule, the value as it stands in a `Rules`, what is asked, what must come out, the source.
"""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

import pytest

from mitsorge.domain.governance.rules import (
    Majority,
    Parity,
    Publicity,
    Quorum,
    Result,
)
from mitsorge.domain.governance.rules import procedure as p

NRW = "Landesausschuss Alter und Pflege NRW, Geschäftsordnung"
RLP = "SGB11LPflAVRP, Landespflegeausschuss Rheinland-Pfalz"
NI = "§ 4 NPflegeG, Niedersachsen"
APG = "§ 8 APG NRW, Kommunale Konferenz Alter und Pflege"
BY = "Art. 77a AGSG Bayern, Pflegekonferenzen"
SENIORS = "Kreisseniorenbeirat Rendsburg-Eckernförde, Geschäftsordnung"
RHEIN_SIEG = "Kreistag des Rhein-Sieg-Kreises, Geschäftsordnung"
TERM = "Landesgremium mit vier Jahren Amtszeit (lexaris 1284930)"
PM = "Netzwerk soziale Dienste Potsdam-Mittelmark"
LEIPZIG = "Leipziger Kooperation Pflege"
TABLE = "Pflegestammtisch Hildburghausen"
COUNCILS = "kommunale Vertretungen, übliche Regel"
SGB = "§ 8a (3) SGB XI"

DAY = date(2026, 5, 22)


def rules(**values):
    return p.Rules(source="Probe", **values)


def sent_by(value):
    return p.latest_dispatch(DAY, value)


def quorate(present, members=21, chair=True):
    return lambda value: p.is_quorate(
        present=present, members=members, chair_present=chair, rules=value
    )


def vote(yes, no, present, members=21, objections=0):
    def ends(value):
        result = p.outcome(
            yes=yes,
            no=no,
            abstentions=present - yes - no,
            present=present,
            members=members,
            objections=objections,
            rules=value,
        )
        return result.result

    return ends


def forced_by(members):
    return lambda value: p.extraordinary_needed(members, value)


def item_by(members):
    return lambda value: p.item_needed(members, value)


def next_after(day):
    return lambda value: p.next_due(day, value)


def report_after(day):
    return lambda value: p.report_due(day, value)


def banks(**seats):
    return lambda value: p.missing_for_parity(seats, value)


def open_item(public, minutes):
    return lambda value: p.is_open_item(item_is_public=public, minutes=minutes, rules=value)


class Row(NamedTuple):
    rule: str
    value: p.Rules
    asked: object
    expected: object
    source: str


HALF, CHAIR = rules(quorum=Quorum.HALF), rules(quorum=Quorum.HALF_AND_CHAIR)
NONE, MORE = rules(quorum=Quorum.NONE), rules(quorum=Quorum.MORE_THAN_HALF)
SIMPLE = rules(majority=Majority.SIMPLE)
QUALIFIED = rules(majority=Majority.MEMBERS_AND_TWO_THIRDS)
CONSENSUS = rules(majority=Majority.CONSENSUS)
BANKS = rules(parity=Parity.THREE_BANKS)
OPEN, MINUTES, CLOSED = (rules(publicity=kind) for kind in Publicity)
ADOPTED, REJECTED, SPLIT = Result.ADOPTED, Result.REJECTED, Result.NO_CONSENSUS


def every(rate):
    return rules(meetings_per_year=Decimal(rate))


ROWS = [
    Row("invitation 14 days", rules(invitation_days=14), sent_by, date(2026, 5, 8), SENIORS),
    Row("invitation 21 days", rules(invitation_days=21), sent_by, date(2026, 5, 1), NRW),
    Row("invitation 4 weeks", rules(invitation_days=28), sent_by, date(2026, 4, 24), RLP),
    Row("invitation 10 days", rules(invitation_days=10), sent_by, date(2026, 5, 12), RHEIN_SIEG),
    Row("quorum half, reached", HALF, quorate(11), True, RLP),
    Row("quorum half, missed", HALF, quorate(10), False, RLP),
    Row("quorum half of an even number", HALF, quorate(10, members=20), True, RLP),
    Row("quorum half and chair", CHAIR, quorate(11), True, NRW),
    Row("quorum half, chair away", CHAIR, quorate(21, chair=False), False, NRW),
    Row("quorum none", NONE, quorate(1), True, TABLE),
    Row("quorum more than half", MORE, quorate(10, members=20), False, COUNCILS),
    Row("simple, more yes", SIMPLE, vote(5, 4, present=21), ADOPTED, SENIORS),
    Row("simple, tie rejects", SIMPLE, vote(5, 5, present=21), REJECTED, SENIORS),
    Row("simple, one yes, many abstain", SIMPLE, vote(1, 0, present=21), ADOPTED, SENIORS),
    Row("both majorities", QUALIFIED, vote(14, 7, present=21), ADOPTED, NRW),
    Row("two thirds missed", QUALIFIED, vote(13, 8, present=21), REJECTED, NRW),
    Row("members missed", QUALIFIED, vote(10, 0, present=12), REJECTED, NRW),
    Row("members reached, few there", QUALIFIED, vote(11, 0, present=12), ADOPTED, NRW),
    Row("consensus", CONSENSUS, vote(0, 0, present=21), ADOPTED, SGB),
    Row("consensus stopped", CONSENSUS, vote(20, 0, present=21, objections=1), SPLIT, SGB),
    Row("extraordinary: 5", rules(extraordinary_members=5), forced_by(40), 5, RLP),
    Row("extraordinary: 1/4", rules(extraordinary_share=Decimal("0.25")), forced_by(21), 6, TERM),
    Row(
        "extraordinary: 1/2", rules(extraordinary_share=Decimal("0.5")), forced_by(21), 11, COUNCILS
    ),
    Row("agenda item: 1/3", rules(item_share=Decimal("0.333")), item_by(21), 7, SENIORS),
    Row("rhythm 2 a year", every("2"), next_after(DAY), date(2026, 11, 22), APG),
    Row(
        "rhythm every half year", every("2"), next_after(date(2026, 8, 31)), date(2027, 2, 28), TERM
    ),
    Row("rhythm every 2 years", every("0.5"), next_after(DAY), date(2028, 5, 22), NI),
    Row("rhythm conference", every("0.5"), next_after(DAY), date(2028, 5, 22), LEIPZIG),
    Row("rhythm 4 round tables", every("4"), next_after(DAY), date(2026, 8, 22), PM),
    Row("rhythm network day", every("1"), next_after(DAY), date(2027, 5, 22), PM),
    Row("report in 3 months", rules(report_months=3), report_after(DAY), date(2026, 8, 22), NI),
    Row(
        "report by year's end",
        rules(report_day="12-31"),
        report_after(DAY),
        date(2026, 12, 31),
        APG,
    ),
    Row(
        "constituent minutes",
        rules(report_to="Staatsministerium", reports_founding=True),
        lambda value: p.founding_minutes_to(1, value),
        "Staatsministerium",
        BY,
    ),
    Row(
        "parity of three banks",
        BANKS,
        banks(municipalities=4, facilities=6, care_funds=3),
        {"municipalities": 2, "care_funds": 3},
        NI,
    ),
    Row("parity reached", BANKS, banks(municipalities=4, facilities=4, care_funds=4), {}, NI),
    Row(
        "half women",
        rules(women_share=Decimal("0.5")),
        lambda value: p.women_wanted(21, value),
        11,
        NI,
    ),
    Row(
        "Pflegekasse once a year",
        rules(fund_visits=1),
        lambda value: [p.fund_visits_missing(times, value) for times in (0, 1, 2)],
        [1, 0, 0],
        BY,
    ),
    Row(
        "term 4 years, stay until a successor",
        rules(term_years=4),
        lambda value: p.term_end(DAY, value),
        date(2030, 5, 22),
        TERM,
    ),
    Row("public", OPEN, open_item(True, False), True, NRW),
    Row("public, one item closed", OPEN, open_item(False, False), False, NRW),
    Row("minutes public", MINUTES, open_item(True, True), True, "Pflegekonferenz Bielefeld"),
    Row("minutes public, room closed", MINUTES, open_item(True, False), False, "Bielefeld"),
    Row("members only", CLOSED, open_item(True, True), False, "Kommunale Konferenz Kreis Höxter"),
    Row("plenum adopts", rules(adopts=True), lambda value: value.adopts, True, NRW),
    Row("working group does not", rules(), lambda value: value.adopts, False, NRW),
    Row("plenum admits", rules(admits_partners=True), lambda v: v.admits_partners, True, "Potsdam"),
]


@pytest.mark.parametrize("row", ROWS, ids=[row.rule for row in ROWS])
def test_value_seen(row):
    assert row.source
    assert row.asked(row.value) == row.expected
