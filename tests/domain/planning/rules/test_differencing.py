"""The attack: from all sums that pages show, no count below the limit may follow by adding and taking away."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mitsorge.domain.planning.rules.differencing import derivable, safe_sums, too_close
from mitsorge.domain.planning.rules.elders import Place, hidden
from mitsorge.domain.planning.rules.regions import Region

LIMIT = 5


def test_a_total_less_its_parts_tells_the_rest():
    total, first, second = np.array([1, 1, 1.0]), np.array([1, 0, 0.0]), np.array([0, 1, 0.0])
    rest = np.array([[0, 0, 1.0]])
    assert derivable(np.array([total, first, second]), rest).tolist() == [True]
    assert derivable(np.array([total, first]), rest).tolist() == [False]
    assert derivable(np.empty((0, 3)), rest).tolist() == [False]
    assert derivable(np.array([total]), np.empty((0, 3))).tolist() == []


@pytest.mark.parametrize(
    ("people", "silent"),
    [
        ({65: 300, 80: 100}, set()),
        ({65: 103, 80: 100}, {80}),
        ({65: 103, 75: 101, 80: 50}, {75}),
        ({65: 3, 80: 0}, {65}),
        ({65: 40, 80: 4}, {80}),
        ({65: 40, 80: 40}, set()),
        ({}, set()),
    ],
)
def test_nested_ages(people: dict[int, float], silent: set[int]):
    assert too_close(people, below=LIMIT) == silent


def test_sums_are_tried_in_their_order():
    """Of two sums that together tell a small cell the first stays."""
    small = np.array([1, 0, 0.0])
    one, other = np.array([1, 1, 0.0]), np.array([0, 1, 0.0])
    told = safe_sums([], [small], [(one, 43.0), (other, 40.0)], below=LIMIT)
    assert told == [True, False]
    assert safe_sums([], [small], [(other, 40.0), (one, 43.0)], below=LIMIT) == [True, False]
    assert safe_sums([], [], [(one, 3.0)], below=LIMIT) == [False]


def test_a_district_does_not_tell_what_its_quarters_hide():
    """Q1 has 3; its partner lies in the other district, so the sum of its own district would tell it."""
    counts = {"Q1": 3, "Q2": 900, "Q3": 20, "Q4": 700}
    regions = [Region("D1", "D1"), Region("D2", "D2")]
    regions += [
        Region(code, code, parent="D1" if code in ("Q1", "Q2") else "D2", municipalities=(f"m{code}",))
        for code in counts
    ]  # fmt: skip
    places = {f"m{c}": Place(f"m{c}", c, 2000, n) for c, n in counts.items()}
    silent = hidden(regions, places, below=LIMIT)
    assert {"Q1", "mQ1"} <= silent
    assert {"D1", "D2"} & silent
    assert not _told(regions, places, silent)


def _told(regions, places, silent) -> list[str]:
    """Names of small counts that all shown sums together give away."""
    keys = sorted(places)
    older = np.array([float(places[key].older or 0) for key in keys])
    cells = {key: np.isin(keys, [key]).astype(float) for key in keys}
    for region in regions:
        own = region.municipalities or tuple(
            key for child in regions if child.parent == region.code for key in child.municipalities
        )
        cells[region.code] = np.isin(keys, own).astype(float)
    shown = [row for name, row in cells.items() if name not in silent] + [np.ones(len(keys))]
    small = {name: row for name, row in cells.items() if 0 < row @ older < LIMIT}
    if not small:
        return []
    answers = derivable(np.array(shown), np.array(list(small.values())))
    return [name for name, is_told in zip(small, answers, strict=True) if is_told]


COUNTS = st.lists(st.one_of(st.integers(0, 6), st.integers(0, 60)), min_size=2, max_size=9)


@settings(max_examples=150, deadline=None)
@given(COUNTS, st.data())
def test_no_small_count_follows_from_all_the_pages(counts, data):
    """Municipalities, areas, districts above them and the whole network: every page that shows one of them."""
    which = [data.draw(st.integers(0, 3)) for _ in counts]
    above = [data.draw(st.sampled_from(["", "D0", "D1"])) for _ in range(4)]
    places = {f"m{n}": Place(f"m{n}", f"m{n}", 2000, count) for n, count in enumerate(counts)}
    regions = [Region("D0", "D0"), Region("D1", "D1")]
    for area in range(4):
        own = tuple(f"m{n}" for n, each in enumerate(which) if each == area)
        if own:
            regions.append(Region(f"Q{area}", f"Q{area}", parent=above[area], municipalities=own))
    silent = hidden(regions, places, below=LIMIT)
    whole = sum(counts)
    if not 0 < whole < LIMIT:
        assert _told(regions, places, silent) == []
