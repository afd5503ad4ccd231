"""How far apart neighbouring classes of a map look, for every kind of color vision: CIEDE2000.

G. Sharma, W. Wu, E. N. Dalal, The CIEDE2000 Color-Difference Formula, Color Research and Application 30 (2005).
"""

from itertools import pairwise
from math import atan2, cos, degrees, exp, hypot, radians, sin, sqrt

import numpy as np
import pytest

from tests.face.maps.test_scale import VISION, from_hex, scales

TRITANOPIA = np.array([
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.303900],
])  # fmt: skip
"""Machado, Oliveira, Fernandes 2009, severity 1.0."""
EYES = {**VISION, "tritanopia": TRITANOPIA}
XYZ = np.array([
    [0.4123908, 0.3575843, 0.1804808],
    [0.2126390, 0.7151687, 0.0721923],
    [0.0193308, 0.1191948, 0.9505322],
])  # fmt: skip
WHITE = XYZ.sum(axis=1)
LEAST = 10.0
"""Two colors from 2 on differ for who looks closely; areas of a map lie apart and need several times that."""


def lab(rgb: np.ndarray, eyes: str) -> tuple[float, float, float]:
    seen = np.clip(EYES[eyes] @ rgb, 0, 1)
    ratio = XYZ @ seen / WHITE
    x, y, z = np.where(ratio > 216 / 24389, np.cbrt(ratio), (24389 / 27 * ratio + 16) / 116)
    return float(116 * y - 16), float(500 * (x - y)), float(200 * (y - z))


def difference(one: tuple[float, float, float], two: tuple[float, float, float]) -> float:
    """CIEDE2000 with all weights 1."""
    mean = (hypot(*one[1:]) + hypot(*two[1:])) / 2
    g = 0.5 * (1 - sqrt(mean**7 / (mean**7 + 25**7)))
    (l1, a1, b1), (l2, a2, b2) = ((L, a * (1 + g), b) for L, a, b in (one, two))
    c1, c2 = hypot(a1, b1), hypot(a2, b2)
    h1, h2 = (degrees(atan2(b, a)) % 360 for a, b in ((a1, b1), (a2, b2)))
    turn = (h2 - h1 + 180) % 360 - 180 if c1 * c2 else 0.0
    hue = (h1 + turn / 2) % 360 if c1 * c2 else h1 + h2
    light, chroma = (l1 + l2) / 2, (c1 + c2) / 2
    t = (
        *(1 - 0.17 * cos(radians(hue - 30)) + 0.24 * cos(radians(2 * hue)),),
        0.32 * cos(radians(3 * hue + 6)) - 0.20 * cos(radians(4 * hue - 63)),
    )
    sl = 1 + 0.015 * (light - 50) ** 2 / sqrt(20 + (light - 50) ** 2)
    sc, sh = 1 + 0.045 * chroma, 1 + 0.015 * chroma * sum(t)
    turned = 60 * exp(-(((hue - 275) / 25) ** 2))
    rt = -2 * sqrt(chroma**7 / (chroma**7 + 25**7)) * sin(radians(turned))
    dl, dc = (l2 - l1) / sl, (c2 - c1) / sc
    dh = 2 * sqrt(c1 * c2) * sin(radians(turn / 2)) / sh
    return sqrt(dl**2 + dc**2 + dh**2 + rt * dc * dh)


def test_the_formula_gives_published_values():
    """Pairs 1, 7, 17 and 25 of Sharma, Wu, Dalal."""
    pairs = [
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, 0, 0), (50, -1, 2), 2.3669),
        ((50, 2.5, 0), (73, 25, -18), 27.1492),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
    ]
    for one, two, expected in pairs:
        assert difference(one, two) == pytest.approx(expected, abs=1e-4)


@pytest.mark.parametrize("eyes", EYES)
@pytest.mark.parametrize("look", ["light", "dark", "print", "file"])
def test_neighbouring_classes_look_apart(look, eyes):
    seen = [lab(shade, eyes) for shade in scales()[look]]
    apart = [round(difference(*pair), 1) for pair in pairwise(seen)]
    assert min(apart) >= LEAST, apart


@pytest.mark.parametrize("eyes", EYES)
def test_two_shades_that_look_alike_would_be_seen(eyes):
    red, green = (lab(from_hex(color), eyes) for color in ("#a65628", "#6f8f2f"))
    blue, other = (lab(from_hex(color), eyes) for color in ("#829fde", "#86a2df"))
    assert difference(blue, other) < LEAST
    assert (difference(red, green) > 30) == (eyes in ("usual", "tritanopia"))
