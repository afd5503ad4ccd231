"""Pictures of the handbook, taken where a journey comes by: `WRITE_PICTURES=1 pytest tests/journeys -m journey`."""

import io
import os
from pathlib import Path

from PIL import Image
from playwright.sync_api import Locator, Page

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "handbook" / "pictures"
WANTED = bool(os.environ.get("WRITE_PICTURES"))
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
MARGIN = 16
COLORS = 96


class Camera:
    """Takes what lies between two parts of a page, over its whole width; without being asked it only looks for them."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def __call__(self, name: str, first: Locator, last: Locator) -> None:
        """`name`: of the file, as the handbook calls it."""
        first.wait_for()
        last.wait_for()
        if WANTED:
            taken = self.page.screenshot(full_page=True, clip=self._frame(first, last))
            FOLDER.mkdir(exist_ok=True)
            (FOLDER / f"{name}.png").write_bytes(small(taken))

    def _frame(self, first: Locator, last: Locator) -> dict[str, float]:
        """In pixels of the whole page, however far it is scrolled."""
        self.page.mouse.move(0, 0)
        self.page.evaluate("scrollTo(0, 0)")
        top, bottom = first.bounding_box(), last.bounding_box()
        assert top
        assert bottom
        begin = max(top["y"] - MARGIN, 0)
        height = bottom["y"] + bottom["height"] + MARGIN - begin
        width = self.page.viewport_size["width"] if self.page.viewport_size else 0
        return {"x": 0, "y": begin, "width": width, "height": height}


def small(png: bytes) -> bytes:
    """The same picture with few colors: a third of the bytes, and nobody sees it."""
    written = io.BytesIO()
    with Image.open(io.BytesIO(png)) as taken:
        few = taken.convert("RGB").quantize(COLORS, dither=Image.Dither.NONE)
        few.save(written, "PNG", optimize=True)
    return written.getvalue()
