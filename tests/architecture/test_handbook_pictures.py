"""The pictures of the handbook: each is shown with words for who does not see it, small, and taken by a journey."""

import re
from pathlib import Path

import pytest
from PIL import Image

ROOT = Path(__file__).resolve().parents[2]
HANDBOOK = ROOT / "docs" / "handbook"
FOLDER = HANDBOOK / "pictures"
SHOWN = re.compile(r"!\[([^\]]*)\]\(pictures/([a-z-]+)\.png\)")
LARGEST = 80 * 1024
WIDTHS = (390, 1280)
LINKS = [
    (page.name, *link)
    for page in sorted(HANDBOOK.glob("*.md"))
    for link in SHOWN.findall(page.read_text(encoding="utf-8"))
]
FILES = sorted(path.stem for path in FOLDER.glob("*"))


def test_every_picture_is_shown_and_every_shown_one_is_there():
    assert sorted({name for _page, _words, name in LINKS}) == FILES
    assert all(path.suffix == ".png" for path in FOLDER.glob("*"))


def test_every_picture_is_taken_by_a_journey():
    journeys = (ROOT / "tests" / "journeys").glob("test_*.py")
    taken = re.findall(r'picture\(\s*"([a-z-]+)"', "".join(path.read_text() for path in journeys))
    assert sorted(taken) == FILES


def test_nothing_else_is_shown():
    """No picture from elsewhere, and none by an address that this test does not understand."""
    for page in HANDBOOK.glob("*.md"):
        text = page.read_text(encoding="utf-8")
        assert text.count("![") == len(SHOWN.findall(text)), page.name


@pytest.mark.parametrize(("page", "words", "name"), LINKS)
def test_words_stand_for_the_picture(page, words, name):
    assert len(words) > 30, (page, name)


@pytest.mark.parametrize("name", FILES)
def test_a_picture_is_small(name):
    path = FOLDER / f"{name}.png"
    with Image.open(path) as opened:
        assert opened.width in WIDTHS
    assert path.stat().st_size <= LARGEST
