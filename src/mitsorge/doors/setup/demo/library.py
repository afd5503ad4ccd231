"""The texts of the demo: kinds of help, houses, streets, mixes. Data in `texts/`, read once."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

KIND_FILES = ("home", "houses", "advice", "health", "together")


@cache
def table(name: str) -> dict[str, Any]:
    """One of the TOML files in `texts/`."""
    path = files("mitsorge.doors.setup.demo") / "texts" / f"{name}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def kinds() -> dict[str, dict[str, Any]]:
    """Every kind of help by its code in the care taxonomy."""
    return {code: kind for name in KIND_FILES for code, kind in table(name).items()}


def shared(part: str) -> dict[str, Any]:
    """A part of `shared.toml`."""
    found: dict[str, Any] = table("shared")[part]
    return found


def names(part: str) -> Any:
    """A part of `names.toml`: words, streets, houses."""
    return table("names")[part]
