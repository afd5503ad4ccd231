"""Every import contract bites: each is seen broken by one deliberate violation in a copy of the house."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
VIOLATIONS = {
    "Doors open onto the face": (
        "domain/directory/queries/visible.py",
        "import mitsorge.face.ages",
    ),
    "The domain is one staircase": (
        "domain/directory/queries/visible.py",
        "import mitsorge.domain.partners.models",
    ),
    "Inside a package of the domain": (
        "domain/stories/models.py",
        "import mitsorge.domain.stories.queries",
    ),
    "The foundation has an order too": (
        "foundation/places/models.py",
        "import mitsorge.foundation.people.models",
    ),
    "Rules are plain Python": ("domain/stories/rules.py", "import django.utils.timezone"),
    "Only the brochure sets type; the face only turns drawings into pictures": (
        "doors/office/desk.py",
        "import typst",
    ),
    "Doors do not know each other": ("doors/public/urls.py", "import mitsorge.doors.office.desk"),
}


@pytest.fixture(scope="module")
def house(tmp_path_factory) -> Path:
    copy = tmp_path_factory.mktemp("house")
    shutil.copy(ROOT / "pyproject.toml", copy)
    shutil.copytree(
        ROOT / "src", copy / "src", ignore=shutil.ignore_patterns("__pycache__", "data", "static")
    )
    return copy


def contracts(house: Path) -> tuple[int, str]:
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"]
    run = subprocess.run(
        command,
        cwd=house,
        env={**os.environ, "PYTHONPATH": "src"},
        capture_output=True,
        text=True,
        check=False,
    )
    return run.returncode, " ".join(run.stdout.split())


def test_the_house_as_it_stands_keeps_all_contracts(house):
    code, words = contracts(house)
    assert code == 0, words


@pytest.mark.parametrize("contract", VIOLATIONS)
def test_a_deliberate_violation_breaks_its_contract(house, contract):
    name, line = VIOLATIONS[contract]
    file = house / "src/mitsorge" / name
    before = file.read_text(encoding="utf-8")
    file.write_text(f"{line}\n{before}", encoding="utf-8")
    try:
        code, words = contracts(house)
    finally:
        file.write_text(before, encoding="utf-8")
    assert code == 1
    heading = next(part for part in words.split("KEPT") if contract in part)
    assert heading.partition("BROKEN")[1] == "BROKEN", words
