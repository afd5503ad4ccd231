"""Maps as numbers: in their place, in their class, with names that do not collide."""

import pytest
from django.template.loader import render_to_string
from shapely.geometry import box

from mitsorge.face.maps import (
    NO_CLASS,
    Entry,
    Outlined,
    Patch,
    area_map,
    fixed,
    outlined,
    picture,
    quantiles,
    together,
)
from mitsorge.face.maps.labels import LETTER, labels


def area(name: str, west: float, south: float, side: float = 0.1) -> Outlined:
    return Outlined(name, name, box(west, south, west + side, south + side))


def said(low: str, high: str) -> str:
    return f"{low}-{high}"


def test_fixed_classes_begin_at_their_edges():
    classes = fixed([18, 21, 23, 25])
    values = [17.9, 18, 20.99, 23, 25, 60, None]
    assert [classes.shade(value) for value in values] == [1, 2, 2, 4, 5, 5, NO_CLASS]
    assert classes.legend(said) == [
        Entry(1, "-18"), Entry(2, "18-21"), Entry(3, "21-23"), Entry(4, "23-25"), Entry(5, "25-"),
    ]  # fmt: skip


def test_classes_of_equally_many():
    classes = quantiles([*range(1, 11), None])
    assert classes.edges == (3, 5, 7, 9)
    assert [classes.shade(value) for value in range(1, 11)] == [1, 1, 2, 2, 3, 3, 4, 4, 5, 5]


@pytest.mark.parametrize(
    ("values", "edges"),
    [([], ()), ([None], ()), ([5, 5, 5], ()), ([1, 2], (2,)), ([0, 0, 0, 9], (9,))],
)
def test_few_values_make_few_classes(values, edges):
    classes = quantiles(values)
    assert classes.edges == edges
    assert len(classes.legend(said)) == len(edges) + 1


def test_a_degree_east_is_drawn_shorter_than_a_degree_north():
    """At 52° by its cosine, 0.6157: the square in degrees becomes upright."""
    drawn = area_map([Patch(area("A", 12, 51.95))])
    assert drawn is not None
    points = drawn.drawn[0].path.strip("MZ").split("L")
    xs, ys = zip(*(map(float, point.split()) for point in points), strict=True)
    assert (max(xs) - min(xs)) / (max(ys) - min(ys)) == pytest.approx(0.6157, abs=0.001)
    assert (drawn.width, drawn.height) == (400, pytest.approx(460))


def test_north_is_above_and_west_is_left():
    drawn = area_map([Patch(area("Nord", 12.2, 52.2)), Patch(area("Süd", 12, 52))])
    assert drawn is not None
    north, south = sorted(drawn.labels, key=lambda label: label.text)
    assert north.y < south.y
    assert north.x > south.x


def test_the_unknown_is_hatched_and_said():
    patches = [Patch(area("A", 12, 52), 3, "21,5 %"), Patch(area("B", 12.1, 52), 0, "keine Angabe")]
    drawn = area_map(patches)
    assert drawn is not None
    assert drawn.has_gaps
    page = render_to_string("mitsorge/maps/_map.html", {"map": drawn, "label": "Karte"})
    assert 'class="g c0"' in page
    assert "<title>B: keine Angabe</title>" in page
    file = picture(drawn, title="T", label="L", legend=[Entry(3, "alle")], sources=["Quelle"])
    assert file.count("url(#hatch)") == 2
    assert ">keine Angabe</text>" in file
    assert ">Quelle</text>" in file


def test_circles_by_their_area_none_for_zero_and_unknown():
    sizes = [400, 100, 0, None]
    patches = [Patch(area(str(n), 12 + n / 10, 52), size=size) for n, size in enumerate(sizes)]
    drawn = area_map(patches)
    assert drawn is not None
    assert [circle.radius for circle in drawn.circles] == [26.0, 13.0]
    assert not drawn.has_gaps


def test_no_map_without_outlines():
    assert area_map([]) is None
    assert together("x", "X", []) is None


def test_neighbors_far_away_are_not_drawn():
    drawn = area_map(
        [Patch(area("A", 12, 52))], aside=[area("neben", 12.1, 52), area("fern", 14, 52)]
    )
    assert drawn is not None
    assert len(drawn.aside) == 1


def test_joined_areas_have_no_crack():
    left, right = area("A", 12, 52), Outlined("B", "B", box(12.1004, 52, 12.2, 52.1))
    joined = together("AB", "AB", [left, right])
    assert joined is not None
    assert joined.geometry.geom_type == "Polygon"


def test_bigger_areas_get_their_names_first_and_none_covers_another():
    found = labels(
        [("klein", box(100, 100, 140, 120)), ("Großenwalde", box(60, 60, 180, 160)), ("Rand", box(380, 200, 399, 230))],
        400, 300,
    )  # fmt: skip
    assert [label.text for label in found] == ["Großenwalde", "Rand"]
    assert found[1].x + len("Rand") * LETTER / 2 <= 400


def test_a_name_longer_than_the_map_is_left_out():
    assert labels([("x" * 60, box(0, 0, 400, 300))], 400, 300) == ()


def test_a_name_from_outside_is_escaped():
    ring = [[12, 52], [12.1, 52], [12.1, 52.1], [12, 52]]
    bad = outlined("x", "<script>", {"type": "Polygon", "coordinates": [ring]})
    drawn = area_map([Patch(bad, 1, '"><b>')])
    page = render_to_string("mitsorge/maps/_map.html", {"map": drawn, "label": '"><script>'})
    assert "<script>" not in page
    assert "<b>" not in page
