"""Charts as numbers: from zero, unknown never zero, told apart without colour."""

import re
from itertools import pairwise
from math import pi

import pytest
from django.template.loader import render_to_string

from mitsorge.face.charts import Line, Stack, bars, lines, stacks
from mitsorge.face.charts.axis import ticks
from mitsorge.face.charts.lines import DASHES, MARKS
from mitsorge.face.charts.picture import picture
from mitsorge.face.charts.stacks import PATTERNS

LONG = "Mehr Tagespflege und weniger vollstationäre Dauerpflege im Verbund der Pflegeeinrichtungen"


def words(value: float) -> str:
    return f"{value:g}"


@pytest.mark.parametrize(
    ("top", "steps"),
    [
        (157, (0, 50, 100, 150, 200)),
        (2480, (0, 1000, 2000, 3000)),
        (3, (0, 1, 2, 3)),
        (0, (0, 1)),
        (100, (0, 25, 50, 75, 100)),
    ],
)
def test_numbers_beside_a_chart_are_round_and_begin_at_zero(top, steps):
    assert ticks(top) == steps


def test_bars_are_as_wide_as_their_number_and_unknown_ones_have_none():
    made = bars([("A", 50, "50", ""), ("B", 200, "200", "/b/"), ("C", None, "keine Angabe", "")])
    assert [(bar.name, bar.width) for bar in made] == [("A", 25.0), ("B", 100.0), ("C", None)]
    page = render_to_string("mitsorge/charts/_bars.html", {"bars": made, "caption": "Je Ort"})
    assert page.count('<rect class="v"') == 2
    assert "keine Angabe" in page


def test_bars_of_nothing_but_zeros():
    assert [bar.width for bar in bars([("A", 0, "0", "")])] == [0.0]


def test_a_line_breaks_where_a_year_is_unknown():
    chart = lines([Line("Wie heute", [100, None, 200, 150])], [2025, 2026, 2027, 2028], words)
    assert chart is not None
    assert chart.lines[0].d == "M62.0 115.0M275.3 14.0L382.0 64.5"
    assert [tick.words for tick in chart.up] == ["0", "50", "100", "150", "200"]
    assert [tick.words for tick in chart.across] == ["2025"]


def test_every_line_has_a_dash_and_a_mark_of_its_own():
    chart = lines([Line(str(n), [n, n]) for n in range(1, 7)], [2025, 2030], words)
    assert chart is not None
    assert {line.dash for line in chart.lines} == set(DASHES)
    assert {line.mark for line in chart.lines} == set(MARKS)
    assert len(set(DASHES)) == len(set(MARKS)) == 6
    with pytest.raises(ValueError, match="more than 6"):
        lines([Line(str(n), [n, n]) for n in range(7)], [2025, 2030], words)


@pytest.mark.parametrize(
    ("values", "years"), [([None, None], [2025, 2030]), ([1], [2025]), ([], [])]
)
def test_no_chart_of_nothing(values, years):
    assert lines([Line("A", values)], years, words) is None


def test_parts_stand_one_after_the_other_each_with_a_pattern():
    chart = stacks(
        ["Pflegegeld", "ambulant"],
        [Stack("2025", [30, 20], ["30", "20"], "50"), Stack("2030", [None, 100], ["keine Angabe", "100"], "keine Angabe")],
    )  # fmt: skip
    assert chart is not None
    assert [(part.x, part.width, part.pattern) for part in chart.stacks[0].parts] == [
        (0.0, 30.0, "full"),
        (30.0, 20.0, "lines"),
    ]
    assert [(part.x, part.pattern) for part in chart.stacks[1].parts] == [(0.0, "lines")]
    page = render_to_string("mitsorge/charts/_stacks.html", {"chart": chart, "row_head": "Jahr"})
    assert page.count("keine Angabe") == 2
    assert all(f'id="p-{name}"' in page for name in PATTERNS if name in ("lines", "dots", "cross"))


def test_no_stack_of_nothing_and_none_of_too_many():
    assert stacks(["a"], [Stack("2025", [None], ["keine Angabe"], "keine Angabe")]) is None
    with pytest.raises(ValueError, match="more than 5"):
        stacks(list("abcdef"), [])


def test_the_pictures_carry_no_script_and_no_style():
    chart = lines([Line(LONG, [1, 2], is_chosen=True), Line("<b>", [2, 3])], [2025, 2030], words)
    on_page = render_to_string("mitsorge/charts/_lines.html", {"chart": chart, "label": '"><x'})
    file = picture(chart, title="Bedarf", label="Zwei Linien", sources=["Quelle: Amt"])
    for svg in (on_page, file):
        assert "style" not in svg
        assert "<script" not in svg
        assert "<x" not in svg
    assert "&lt;b&gt;" in file
    assert "Zwei Linien</desc>" in file
    assert "Quelle: Amt" in file


def test_numbers_in_a_picture_are_no_german_numbers():
    chart = lines([Line("A", [1, 2.5])], [2025, 2030], words)
    page = render_to_string("mitsorge/charts/_lines.html", {"chart": chart})
    assert 'd="M62.0 148.7L382.0 47.7"' in page
    assert 'x="54"' in page


INK = {"full": 1.0, "lines": 3 / 6, "dots": pi * 1.5**2 / 6**2, "cross": 13 / 49, "pale": 0.08}
"""How much of a pattern is ink, from the shapes of `_patterns.html`: what a black-and-white printer leaves of it."""


def test_parts_of_a_bar_are_told_apart_in_black_and_white():
    """Neighbours differ by a third of the ink, or both are drawn and of different shapes; the number stands beside."""
    assert tuple(INK) == PATTERNS
    drawn = re.findall(r'<pattern id="p-(\w+)"', render_to_string("mitsorge/charts/_patterns.html"))
    assert drawn == ["lines", "dots", "cross"]
    for one, other in pairwise(PATTERNS):
        assert abs(INK[one] - INK[other]) > 1 / 3 or {one, other} & set(drawn), (one, other)
    chart = stacks(["A", "B", "C"], [Stack("2030", [1, 2, 3], ["1", "2", "3"], "6")])
    page = render_to_string("mitsorge/charts/_stacks.html", {"chart": chart})
    assert [name for name, _ in chart.legend] == ["full", "lines", "dots"]
    assert all(f'<td class="ms-num">{n}</td>' in page for n in "123")
