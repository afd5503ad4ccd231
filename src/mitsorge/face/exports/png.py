"""From an SVG to a PNG, by the program and in the letters that set our papers."""

from functools import cache
from pathlib import Path

import fontpkg_fira_sans
import typst

FONTS = Path(fontpkg_fira_sans.__file__).parent / "files"
WIDTH = 400
"""Points; every picture of ours is drawn 400 units wide."""
SHARPNESS = 288
"""Pixels in an inch: 1,600 across, enough for a page of A4 in print."""
PAGE = f'#set page(width: auto, height: auto, margin: 0pt)\n#image(bytes(sys.inputs.drawing), format: "svg", width: {WIDTH}pt)'


def png(svg: str) -> bytes:
    """The same drawing always gives the same bytes. Nothing outside the drawing is read."""
    return typst.compile(
        PAGE.encode(),
        font_paths=_fonts(),
        sys_inputs={"drawing": svg},
        format="png",
        ppi=SHARPNESS,
    )


@cache
def _fonts() -> typst.Fonts:
    """Read once: they are the same for every picture."""
    return typst.Fonts(include_system_fonts=False, font_paths=[FONTS])
