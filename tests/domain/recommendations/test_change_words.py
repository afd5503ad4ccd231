"""What a change of a figure is called."""

from decimal import Decimal

import pytest

from mitsorge.domain.recommendations.wording.chain import change

GAP = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        ("30.769", "%", f"+30,8{GAP}Prozentpunkte"),
        ("-4", "%", f"−4{GAP}Prozentpunkte"),
        ("1", "%", f"+1{GAP}Prozentpunkt"),
        ("-1.04", " % ", f"−1{GAP}Prozentpunkt"),
        ("0.5", "%", f"+0,5{GAP}Prozentpunkte"),
        ("0", "%", f"0{GAP}Prozentpunkte"),
        ("6", "Plätze", f"+6{GAP}Plätze"),
        ("-3", "Tage", f"−3{GAP}Tage"),
        ("2", "% der Orte", f"+2{GAP}% der Orte"),
    ],
)
def test_between_percentages_it_is_points(value, unit, expected):
    assert change(Decimal(value), unit) == expected
