"""What is said and done in the two years: tables in `texts/`, one per network and one for all."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

FOLDER = files("mitsorge.doors.setup.demo.life") / "texts"
Table = dict[str, Any]


def is_told(name: str) -> bool:
    """Whether there are texts for a network."""
    return (FOLDER / f"{name}.toml").is_file()


@cache
def table(name: str) -> Table:
    """One of the TOML files in `texts/`."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def filled(value: Any, blanks: dict[str, str]) -> Any:
    """The same table with the names of this network in its texts."""
    if isinstance(value, str):
        for blank, word in blanks.items():
            value = value.replace("{" + blank + "}", word)
        return value
    if isinstance(value, dict):
        return {key: filled(each, blanks) for key, each in value.items()}
    return [filled(each, blanks) for each in value] if isinstance(value, list) else value
