from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from mitsorge.domain.partners.rules import (
    STEPS,
    ApplicationStatus,
    Bank,
    Fault,
    may_step,
    problems_of,
    proof_of,
    sources_of,
)
from mitsorge.domain.partners.rules.deletions import Kept, after_leaving
from mitsorge.domain.partners.rules.parity import Weight, missing_of_banks, shares
from tests.domain.partners.joining import draft

S = ApplicationStatus


def test_steps_lead_from_the_form_to_one_decision():
    steps = {(before, after) for before in S for after in S if may_step(before, after)}
    assert steps == {
        (S.UNCONFIRMED, S.SUBMITTED),
        (S.UNCONFIRMED, S.WITHDRAWN),
        (S.SUBMITTED, S.ACCEPTED),
        (S.SUBMITTED, S.DECLINED),
        (S.SUBMITTED, S.WITHDRAWN),
    }
    assert sources_of(S.WITHDRAWN) == {S.UNCONFIRMED, S.SUBMITTED}
    assert set(STEPS) == set(S)


@pytest.mark.parametrize(
    ("values", "faults"),
    [
        ({}, []),
        ({"organization_name": " "}, [Fault.ORGANIZATION_MISSING]),
        ({"speaker_name": "", "speaker_email": ""}, [Fault.SPEAKER_MISSING, Fault.EMAIL_MISSING]),
        ({"postcode": "1480"}, [Fault.POSTCODE]),
        ({"postcode": "1480x"}, [Fault.POSTCODE]),
        ({"postcode": ""}, []),
        ({"agreed": False}, [Fault.NOT_AGREED]),
        ({"committee_ids": (1,)}, []),
        ({"committee_ids": (1,), "participation": "INACTIVE"}, [Fault.GROUPS_WITHOUT_WORK]),
        ({"topics": "x" * 301}, [Fault.TOO_LONG]),
        ({"topics": "x" * 300}, []),
    ],
)
def test_what_an_application_must_say(values, faults):
    assert [problem.fault for problem in problems_of(draft(**values))] == faults


def test_the_proof_is_of_text_name_address_and_moment():
    said = {"text": "T", "name": "N", "address": "a@b.example"}
    moment = datetime(2026, 11, 17, 9, 0, tzinfo=UTC)
    first = proof_of(**said, moment=moment)
    assert first == "4c5cd5f1363ac4c6fe877d60d4f0b3bc1cf1f2e4c9ddba419194d84cb9181610"
    assert proof_of(**said, moment=moment.astimezone(timezone(timedelta(hours=1)))) == first
    for changed in ({"text": "U"}, {"name": "M"}, {"address": "c@b.example"}):
        assert proof_of(**said | changed, moment=moment) != first
    assert proof_of(**said, moment=moment + timedelta(seconds=1)) != first


def test_what_goes_when_a_partner_left():
    assert [(kept.what, kept.on) for kept in after_leaving(date(2026, 11, 17))] == [
        (Kept.SEATS, date(2026, 11, 17)),
        (Kept.CONTACTS, date(2026, 11, 17)),
        (Kept.AGREEMENT, date(2027, 2, 17)),
        (Kept.HISTORY, None),
    ]


def test_how_groups_weigh():
    found = shares([("a", 60, 50), ("b", 35, 20), ("c", 5, 16), ("d", 0, None), ("e", 0, 0)])
    assert [(share.code, share.weight) for share in found] == [
        ("a", Weight.FAIR),
        ("b", Weight.HEAVY),
        ("c", Weight.LIGHT),
        ("d", Weight.MISSING),
        ("e", Weight.FAIR),
    ]
    assert [share.percent for share in found] == [60, 35, 5, 0, 0]
    assert shares([("a", 3, None)])[0].weight == Weight.UNTARGETED
    assert shares([("a", 0, None)])[0].percent == 0


@pytest.mark.parametrize(
    ("counted", "missing"),
    [
        ((3, 3, 3), (0, 0, 0)),
        ((2, 5, 1), (3, 0, 4)),
        ((0, 0, 0), (0, 0, 0)),
    ],
)
def test_three_banks_in_equal_number(counted, missing):
    """§ 4 NPflegeG (domain.md 1.2): municipalities, facilities and Pflegekassen at least in equal number."""
    banks = (Bank.MUNICIPALITIES, Bank.FACILITIES, Bank.FUNDS)
    counts = dict(zip(banks, counted, strict=True)) | {Bank.NONE: 40}
    assert tuple(missing_of_banks(counts).values()) == missing
