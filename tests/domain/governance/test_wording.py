"""Rules and results in German sentences."""

from decimal import Decimal

import pytest

from mitsorge.domain.governance.rules import Majority, Quorum, Result
from mitsorge.domain.governance.rules.procedure import Outcome, Rules, Why
from mitsorge.domain.governance.wording.procedure import (
    WHY,
    invitation_words,
    majority_words,
    outcome_words,
    quorum_words,
    report_words,
    rhythm_words,
)


def rules(**values):
    return Rules(source="Geschäftsordnung § 6", **values)


def test_every_reason_has_its_sentence():
    assert set(WHY) == set(Why)


def test_result_says_which_rule_was_applied():
    found = Outcome(Result.ADOPTED, 12, Why.MORE_YES)
    assert outcome_words(found, rules()) == (
        "einfache Mehrheit (Geschäftsordnung § 6). Mehr Ja als Nein. Nötig: 12 Ja."
    )
    found = Outcome(Result.NO_CONSENSUS, 0, Why.OBJECTED)
    assert outcome_words(found, rules(majority=Majority.CONSENSUS)) == (
        "Konsens, abweichende Meinungen werden festgehalten (Geschäftsordnung § 6)."
        " Jemand hat widersprochen."
    )


def test_result_fits_its_column():
    long = Rules(source="x" * 300, majority=Majority.MEMBERS_AND_TWO_THIRDS)
    found = Outcome(Result.REJECTED, 999, Why.TOO_FEW_OF_PRESENT)
    assert len(outcome_words(found, long)) == 400


@pytest.mark.parametrize("majority", Majority)
def test_every_majority_has_a_sentence(majority):
    assert majority_words(rules(majority=majority)).endswith(".")


@pytest.mark.parametrize(
    ("quorum", "words"),
    [
        (Quorum.NONE, "Beschlussfähig ist, wer da ist."),
        (Quorum.HALF, "Die Hälfte der Stimmberechtigten ist da."),
        (Quorum.MORE_THAN_HALF, "Mehr als die Hälfte der Stimmberechtigten ist da."),
        (
            Quorum.HALF_AND_CHAIR,
            "Die Hälfte der Stimmberechtigten und die Sitzungsleitung sind da.",
        ),
        (Quorum.NUMBER, "Mindestens 7 Stimmberechtigte sind da."),
    ],
)
def test_quorum(quorum, words):
    assert quorum_words(rules(quorum=quorum, quorum_number=7)) == words


@pytest.mark.parametrize(
    ("days", "words"),
    [(0, "ohne Frist"), (1, "1 Tag vor der Sitzung"), (21, "21 Tage vor der Sitzung")],
)
def test_invitation(days, words):
    assert invitation_words(rules(invitation_days=days)) == words


@pytest.mark.parametrize(
    ("rate", "words"),
    [
        (None, ""),
        ("0.5", "alle 2 Jahre"),
        ("0.67", "alle 1,5 Jahre"),
        ("1", "einmal im Jahr"),
        ("4", "4-mal im Jahr"),
    ],
)
def test_rhythm(rate, words):
    assert rhythm_words(rules(meetings_per_year=rate and Decimal(rate))) == words


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({}, ""),
        ({"report_to": "Kreistag"}, "Kreistag"),
        (
            {"report_to": "Land", "report_months": 3, "report_day": "03-01"},
            "Land: binnen 3 Monaten nach jeder Sitzung, jedes Jahr bis 1.3.",
        ),
        (
            {"report_to": "Land", "reports_founding": True},
            "Land: mit dem Protokoll der ersten Sitzung",
        ),
    ],
)
def test_report(values, words):
    assert report_words(rules(**values)) == words
