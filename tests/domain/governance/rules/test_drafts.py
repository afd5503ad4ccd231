from decimal import Decimal

import pytest

from mitsorge.domain.governance import wording
from mitsorge.domain.governance.rules import Quorum
from mitsorge.domain.governance.rules.drafts import Fault, Problem, problems_of_rules
from mitsorge.domain.governance.rules.procedure import Rules

WHOLE = {"source": "Geschäftsordnung", "report_to": "Ministerium", "report_day": "12-31"}


def problems(**values):
    return problems_of_rules(Rules(**WHOLE | values))


def test_whole_rules_have_no_problem():
    assert problems(quorum=Quorum.NUMBER, quorum_number=5, item_share=Decimal("0.333")) == []


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"source": "  "}, Problem("source", Fault.SOURCE_MISSING)),
        ({"invitation_days": 366}, Problem("invitation_days", Fault.PERIOD_TOO_LONG)),
        ({"objection_days": 400}, Problem("objection_days", Fault.PERIOD_TOO_LONG)),
        ({"quorum": Quorum.NUMBER}, Problem("quorum_number", Fault.QUORUM_NUMBER_MISSING)),
        ({"item_share": Decimal("1.5")}, Problem("item_share", Fault.NOT_A_SHARE)),
        ({"women_share": Decimal(0)}, Problem("women_share", Fault.NOT_A_SHARE)),
        ({"meetings_per_year": Decimal(0)}, Problem("meetings_per_year", Fault.NOT_A_RHYTHM)),
        ({"meetings_per_year": Decimal(53)}, Problem("meetings_per_year", Fault.NOT_A_RHYTHM)),
        ({"report_day": "02-30"}, Problem("report_day", Fault.NOT_A_DAY)),
        ({"report_to": ""}, Problem("report_to", Fault.REPORT_TO_MISSING)),
        (
            {"report_to": "", "report_day": "", "report_months": 3},
            Problem("report_to", Fault.REPORT_TO_MISSING),
        ),
        (
            {"report_to": "", "report_day": "", "reports_founding": True},
            Problem("report_to", Fault.REPORT_TO_MISSING),
        ),
    ],
)
def test_problem(values, expected):
    assert problems(**values) == [expected]


def test_problems_stand_in_the_order_of_the_values():
    found = problems(source="", item_share=Decimal(2), report_day="x", objection_days=999)
    assert [one.field for one in found] == ["source", "item_share", "report_day", "objection_days"]


def test_every_fault_has_its_sentence():
    assert set(wording.FAULT) == set(Fault)
