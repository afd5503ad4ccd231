"""Whoever cannot tell colours apart, and whoever prints in black and white, still tells the classes of a map apart.

Colours: OKLCH to sRGB by B. Ottosson, A perceptual color space for image processing (2020). Colour vision: the
matrices for severity 1.0 of G. M. Machado, M. M. Oliveira, L. A. F. Fernandes, A Physiologically-based Model for
Simulation of Color Vision Deficiency, IEEE TVCG 15 (2009), applied to linear RGB. Luminance and contrast: WCAG 2.2.
"""

import re
from itertools import pairwise
from math import cos, radians, sin
from pathlib import Path

import numpy as np
import pytest

from mitsorge.face.maps.classes import FILLS

CSS = Path(__file__).parents[3] / "src/mitsorge/face/static/mitsorge"
VISION = {
    "usual": np.eye(3),
    "protanopia": np.array([
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ]),
    "deuteranopia": np.array([
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ]),
}  # fmt: skip
LEAST = 1.3
"""The contrast of neighbouring classes; names, borders and the table say the rest."""


def linear(lightness: float, chroma: float, hue: float) -> np.ndarray:
    a, b = chroma * cos(radians(hue)), chroma * sin(radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    rgb = [
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    ]
    return np.clip(np.array(rgb), 0, 1)


def from_hex(color: str) -> np.ndarray:
    parts = np.array([int(color[n : n + 2], 16) / 255 for n in (1, 3, 5)])
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def luminance(rgb: np.ndarray, vision: str = "usual") -> float:
    seen = np.clip(VISION[vision] @ rgb, 0, 1)
    return float(seen @ [0.2126, 0.7152, 0.0722])


def scales() -> dict[str, list[np.ndarray]]:
    """The shades of both looks, of print and of a picture that leaves the house, from the least to the most."""
    css = (CSS / "mitsorge.css").read_text(encoding="utf-8")
    found = re.findall(r"--ms-scale-\d:oklch\(([\d.]+)% ([\d.]+) ([\d.]+)\)", css)
    shades = [linear(float(light) / 100, float(c), float(h)) for light, c, h in found]
    charts = (CSS / "charts.css").read_text(encoding="utf-8")
    printed = [from_hex(each) for each in re.findall(r"--ms-scale-\d:(#\w{6})", charts)]
    assert (len(shades), len(printed)) == (10, 5)
    file = [from_hex(each) for each in FILLS[1:]]
    return {"light": shades[:5], "dark": shades[5:], "print": printed, "file": file}


@pytest.mark.parametrize("vision", VISION)
@pytest.mark.parametrize("look", ["light", "dark", "print", "file"])
def test_neighbouring_classes_differ_in_lightness(look, vision):
    seen = [luminance(shade, vision) for shade in scales()[look]]
    ratios = [(max(pair) + 0.05) / (min(pair) + 0.05) for pair in pairwise(seen)]
    assert seen in (sorted(seen), sorted(seen, reverse=True))
    assert min(ratios) >= LEAST, [round(ratio, 2) for ratio in ratios]


def test_the_shades_of_a_file_are_those_of_the_light_look():
    for ours, theirs in zip(scales()["file"], scales()["light"], strict=True):
        assert np.abs(ours - theirs).max() < 0.02


def test_the_conversion_gives_a_published_value():
    """White, and pure red as Ottosson gives it: oklch(62.8 % 0.2577 29.23)."""
    assert np.allclose(linear(1, 0, 0), [1, 1, 1], atol=1e-3)
    assert np.allclose(linear(0.62796, 0.25768, 29.234), [1, 0, 0], atol=2e-3)
