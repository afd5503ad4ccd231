"""Every model of the house is in docs/glossary.md: a German word, the code, one sentence."""

import re
from pathlib import Path

import pytest
from django.apps import apps

GLOSSARY = Path(__file__).resolve().parents[2] / "docs" / "glossary.md"
ROW = re.compile(
    r"^\| (?P<word>[^|]+) \| `(?P<code>\w+\.\w+)` \|(?P<standard>[^|]*)\| (?P<sentence>[^|]+) \|$"
)


def rows(text: str) -> list[dict[str, str]]:
    return [found.groupdict() for line in text.splitlines() if (found := ROW.match(line))]


ROWS = rows(GLOSSARY.read_text(encoding="utf-8"))


def ours() -> list[str]:
    models = apps.get_models()
    return [model._meta.label for model in models if model.__module__.startswith("mitsorge.")]


def test_every_model_is_in_the_glossary_once():
    assert sorted(row["code"] for row in ROWS) == sorted(ours())


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["code"])
def test_every_row_is_one_sentence(row):
    assert row["word"].strip()
    assert row["sentence"].endswith(".")
    assert row["sentence"].count(". ") == 0


def test_a_missing_model_is_noticed():
    line = "| Tagebuch | `directory.Diary` | | Was niemand aufschreibt. |"
    assert rows(line)[0]["code"] == "directory.Diary"
    assert "directory.Diary" not in ours()
