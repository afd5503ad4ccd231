"""A network is data: the presets and how they are read."""

import tomllib
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

FOLDER = files("mitsorge.doors.setup") / "presets"


USUAL = "netzwerk-soziale-dienste"
"""The network a demo shows when nobody names one."""


class UnknownPreset(ValueError):
    """The name of a preset that does not exist; the message lists those that do."""


@dataclass(frozen=True)
class Preset:
    """One preset: `facts` are the fields of the network, the rest are lists of tables as in the file."""

    code: str
    partners: int
    facts: dict[str, Any]
    body: dict[str, str]
    district_table: str
    planning_areas: list[dict[str, Any]]
    member_groups: list[dict[str, Any]]
    committees: list[dict[str, Any]]
    funding: list[dict[str, Any]]
    yardsticks: list[dict[str, Any]]


def names() -> list[str]:
    """All presets by name, in the order of the alphabet."""
    return sorted(
        entry.name.removesuffix(".toml")
        for entry in FOLDER.iterdir()
        if entry.name.endswith(".toml")
    )


def load(code: str) -> Preset:
    """Reads a preset; `UnknownPreset` where there is none of that name."""
    if code not in names():
        raise UnknownPreset(f"Die Vorlage „{code}“ gibt es nicht. Es gibt: {', '.join(names())}.")
    table = tomllib.loads((FOLDER / f"{code}.toml").read_text(encoding="utf-8"))
    lists = {
        key: table.pop(key, [])
        for key in ("planning_area", "member_group", "committee", "funding", "yardstick")
    }
    body, areas, partners = table.pop("body"), table.pop("areas", {}), table.pop("partners")
    return Preset(code, partners, table, body, areas.get("table", ""), *lists.values())


def text(name: str) -> str:
    """One of the texts a new network begins with."""
    return (files("mitsorge.doors.setup") / "texts" / name).read_text(encoding="utf-8")
