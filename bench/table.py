"""`script/bench table`: docs/reference/benchmarks.md from the figures in build/bench/*.json."""

import json
import os
import pathlib
import platform
from datetime import date

from bench.figures import FOLDER

PAGE = pathlib.Path("docs/reference/benchmarks.md")
HEADINGS = {
    "search": "Suche",
    "pages": "Öffentliche Seiten, CPU je Anfrage",
    "imports": "Import von 10.000 Zeilen",
    "deciding": "Beraten und beschließen: zehn Jahre, 1.000 Organisationen",
    "duplicates": "Dasselbe zweimal: Doppelte im Verzeichnis",
    "desk": "Dasselbe zweimal: auf dem Schreibtisch",
    "access": "Erreichbarkeit: ein Land von 200.000 und von 1.000.000 Zellen",
    "scenario": "Was wäre wenn: ein Kreis mit 4.000 Zellen und 300 Orten",
    "start": "Start",
    "mail": "Briefe",
}
INTRO = """# Messwerte

Gemessen am {day} auf {cores} Kernen mit Python {python}. Erzeugt von `script/bench` und `script/bench table`.

Jede Zeile nennt unseren Wert, den Vergleichswert **desselben Laufs** und das Verhältnis; „höchstens“ ist das Ziel. Zeiten
einer anderen Maschine sind andere, Verhältnisse sollten ähnlich sein. Verfehlte Ziele stehen als verfehlt da.
"""


def main() -> None:
    parts = [
        INTRO.format(
            day=date.today().isoformat(), cores=os.cpu_count(), python=platform.python_version()
        )
    ]
    parts += [_section(name) for name in HEADINGS if (FOLDER / f"{name}.json").exists()]
    PAGE.write_text("\n".join(parts), encoding="utf-8")
    print(PAGE)


def _section(name: str) -> str:
    kept = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    rows = [
        f"## {HEADINGS[name]}",
        "",
        "| Messung | wir | Vergleich | womit verglichen | Verhältnis | höchstens | |",
        "|---|--:|--:|---|--:|--:|---|",
        *(_row(figure) for figure in kept["figures"]),
    ]
    extra = [
        f"- {key}: {_words(value)}"
        for key, value in kept.items()
        if key not in ("figures", "table") and value
    ]
    return "\n".join([*rows, "", *_table(kept.get("table")), *extra, ""])


def _table(kept: dict[str, list] | None) -> list[str]:
    """A table of its own that a measurement left: head and rows of text."""
    if not kept:
        return []
    lines = [kept["head"], ["---"] * len(kept["head"]), *kept["rows"]]
    return [*(f"| {' | '.join(line)} |" for line in lines), ""]


def _row(figure: dict) -> str:
    unit, target = figure["unit"], figure["target"]
    told = (
        ""
        if target == float("inf")
        else "erreicht"
        if figure["ratio"] <= target
        else "**verfehlt**"
    )
    limit = "" if target == float("inf") else f"{target:g}"
    values = f"{figure['ours']:.2f} {unit} | {figure['peer']:.2f} {unit}"
    return f"| {figure['name']} | {values} | {figure['peer_name']} | {figure['ratio']:.2f} | {limit} | {told} |"


def _words(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key} {_words(inner)}" for key, inner in value.items())
    if isinstance(value, list):
        return ", ".join(_words(inner) for inner in value)
    return f"{value:.3f}" if isinstance(value, float) else str(value)
