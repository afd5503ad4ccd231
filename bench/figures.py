"""How figures are printed and kept: each with its peer or limit from the same run."""

import json
import pathlib
import statistics
from collections.abc import Sequence
from dataclasses import asdict, dataclass

FOLDER = pathlib.Path("build/bench")


@dataclass(frozen=True)
class Figure:
    """One measurement. `ratio` is ours divided by the peer's; `target` says what it may be at most."""

    name: str
    ours: float
    peer: float
    unit: str
    peer_name: str
    target: float

    @property
    def ratio(self) -> float:
        return self.ours / self.peer

    def line(self) -> str:
        verdict = "ok" if self.ratio <= self.target else "MISSED"
        return f"{self.name:<46} {self.ours:9.2f} {self.unit:<3} {self.peer:9.2f} {self.unit:<3} {self.peer_name:<34} {self.ratio:6.2f} ≤ {self.target:<5g} {verdict}"


def report(name: str, figures: Sequence[Figure], **extra: object) -> None:
    """Prints a table and leaves build/bench/NAME.json."""
    print(f"{'':<46} {'ours':>13} {'peer':>13} {'peer is':<34}  ratio")
    for figure in figures:
        print(figure.line())
    FOLDER.mkdir(parents=True, exist_ok=True)
    rows = [{**asdict(figure), "ratio": figure.ratio} for figure in figures]
    (FOLDER / f"{name}.json").write_text(
        json.dumps({"figures": rows, **extra}, ensure_ascii=False, indent=1), encoding="utf-8"
    )


def quantile(values: Sequence[float], share: float) -> float:
    """The value below which `share` of the sorted values lie."""
    return sorted(values)[min(int(len(values) * share), len(values) - 1)]


def median(values: Sequence[float]) -> float:
    return statistics.median(values)
