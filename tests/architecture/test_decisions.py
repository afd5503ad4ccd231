"""Decisions are numbered once, without gaps, and each heading carries the number of its file."""

import re
from pathlib import Path

FILES = sorted(Path("docs/decisions").glob("*.md"))


def test_numbers_run_without_gaps():
    assert [int(file.name[:4]) for file in FILES] == list(range(1, len(FILES) + 1))


def test_each_heading_carries_the_number_of_its_file():
    headings = [file.read_text(encoding="utf-8").splitlines()[0] for file in FILES]
    assert [int(re.match(r"# (\d+)\. ", heading)[1]) for heading in headings] == [
        int(file.name[:4]) for file in FILES
    ]
