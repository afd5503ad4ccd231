import pytest

from mitsorge.domain.planning.wording.numbers import amount, rounded
from mitsorge.face.templatetags.face import km


@pytest.mark.parametrize(
    ("value", "digits", "told"),
    [(66.66, 1, "66,7"), (1234.5, 0, "1.234"), (1235.5, 0, "1.236"), (2, 1, "2,0"), (-0.66, 1, "-0,7")],
)  # fmt: skip
def test_numbers_are_rounded_not_cut(value, digits, told):
    assert rounded(value, digits) == told


@pytest.mark.parametrize(("value", "told"), [(12, "12"), (12.04, "12"), (12.06, "12,1"), (1999.96, "2.000")])  # fmt: skip
def test_an_amount_has_decimals_only_where_there_are_any(value, told):
    assert amount(value) == told


@pytest.mark.parametrize(("value", "told"), [(0.78, "0,8 km"), (9.96, "10 km"), (11.6, "12 km")])
def test_distances_are_rounded(value, told):
    assert km(value) == told.replace(" ", "\N{NO-BREAK SPACE}")
