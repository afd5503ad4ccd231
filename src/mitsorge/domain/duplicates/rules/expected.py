"""What pairs show, before any entry was seen: chances of each level for each of the four kinds of pairs.

Rows: the same thing twice, two things in one place, two houses of one owner, strangers. Columns: the levels of
`comparing`, the first for "not told". Rough on purpose: the entries at hand refine them.
"""

from collections.abc import Sequence

SHARES = (0.1, 0.1, 0.1, 0.7)
Row = Sequence[float]


def _name(levels: Row, rarity_below: Row, rarity_above: Row) -> list[float]:
    """Six grades of agreement, each in three grades of rarity (first of the lower, then of the upper three)."""
    row = [0.0]
    for grade, chance in enumerate(levels):
        row += [chance * share for share in (rarity_below if grade < 3 else rarity_above)]
    return row


def _both(one: Row, two: Row) -> list[float]:
    """Two parts that are told apart in one field: the first times four plus the second."""
    return [first * second for first in one for second in two]


def _mixed(*parts: tuple[float, Row]) -> list[float]:
    return [sum(share * row[at] for share, row in parts) for at in range(len(parts[0][1]))]


_NAME = (
    _name((0.01, 0.03, 0.08, 0.18, 0.22, 0.48), (0.6, 0.3, 0.1), (0.2, 0.4, 0.4)),
    _name((0.60, 0.25, 0.10, 0.03, 0.015, 0.005), (0.75, 0.2, 0.05), (0.7, 0.2, 0.1)),
    _name((0.02, 0.10, 0.20, 0.20, 0.20, 0.28), (0.6, 0.3, 0.1), (0.2, 0.4, 0.4)),
    _name((0.60, 0.30, 0.07, 0.02, 0.007, 0.003), (0.75, 0.2, 0.05), (0.7, 0.2, 0.1)),
)
_STREET, _OTHER_STREET = (0.1, 0.05, 0.1, 0.2, 0.65), (0.1, 0.8, 0.12, 0.05, 0.03)
_HOUSE, _NEXT_HOUSE, _OTHER_HOUSE = (
    (0.1, 0.06, 0.09, 0.85),
    (0.1, 0.15, 0.1, 0.75),
    (0.1, 0.85, 0.1, 0.05),
)
_ELSEWHERE = _both(_OTHER_STREET, _OTHER_HOUSE)
_ADDRESS = (
    _both(_STREET, _HOUSE),
    _both(_STREET, _NEXT_HOUSE),
    _ELSEWHERE,
    _mixed(
        (0.7, _ELSEWHERE),
        (0.15, _both(_STREET, _OTHER_HOUSE)),
        (0.15, _both(_OTHER_STREET, _HOUSE)),
    ),
)
_HERE = _both((0.1, 0.05, 0.1, 0.85), (0.1, 0.07, 0.13, 0.8))
_AREA = (
    _HERE,
    _HERE,
    _both((0.1, 0.4, 0.2, 0.4), (0.1, 0.3, 0.1, 0.6)),
    _both((0.1, 0.7, 0.15, 0.15), (0.1, 0.7, 0.12, 0.18)),
)

EXPECTED: dict[str, Sequence[Row]] = {
    "name": _NAME,
    "mark": ((0, 0.05, 0.35, 0.6), (0, 0.4, 0.5, 0.1), (0, 0.5, 0.3, 0.2), (0, 0.4, 0.5, 0.1)),
    "address": _ADDRESS,
    "area": _AREA,
    "distance": (
        (0, 0.03, 0.07, 0.2, 0.7),
        (0, 0.03, 0.07, 0.2, 0.7),
        (0, 0.6, 0.2, 0.15, 0.05),
        (0, 0.8, 0.12, 0.06, 0.02),
    ),
    "phone": (
        (0, 0.2, 0.1, 0.6, 0.07, 0.03),
        (0, 0.6, 0.2, 0.15, 0.03, 0.02),
        (0, 0.6, 0.15, 0.1, 0.1, 0.05),
        (0, 0.95, 0.03, 0.005, 0.005, 0.01),
    ),
    "mail": (
        (0, 0.25, 0.05, 0.6, 0.05, 0.05),
        (0, 0.7, 0.05, 0.15, 0.05, 0.05),
        (0, 0.6, 0.1, 0.1, 0.1, 0.1),
        (0, 0.96, 0.02, 0.005, 0.005, 0.01),
    ),
    "domain": (
        (0, 0.15, 0.05, 0.6, 0.1, 0.1),
        (0, 0.55, 0.05, 0.2, 0.1, 0.1),
        (0, 0.3, 0.05, 0.25, 0.2, 0.2),
        (0, 0.94, 0.02, 0.01, 0.01, 0.02),
    ),
    "number": (
        (0, 0.08, 0.12, 0.7, 0.05, 0.05),
        (0, 0.93, 0.04, 0.01, 0.01, 0.01),
        (0, 0.93, 0.04, 0.01, 0.01, 0.01),
        (0, 0.94, 0.03, 0.01, 0.01, 0.01),
    ),
    "kind": ((0, 0.25, 0.1, 0.65), (0, 0.7, 0.1, 0.2), (0, 0.5, 0.1, 0.4), (0, 0.7, 0.1, 0.2)),
}
"""A value shared by several (a switchboard, a portal) says for two houses of one owner what it says for one thing."""
