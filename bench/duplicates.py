"""The same entry twice: found by the rules, by splink and by plain rapidfuzz, on labelled sets, in the same run.

Every finder runs in a process of its own and is timed without reading the file. The peers get the names, streets and
numbers as the rules put them straight. Splink lives in an environment of its own below build/peers, never among the
project's libraries; where it cannot be installed it is left out by name. `DUPLICATES="chicago febrl3"` in the
environment: these sets only.
"""

import json
import os
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from bench import labelled, offers
from bench.figures import Figure, quantile, report
from bench.peers import BUILD, python_with
from mitsorge.domain.duplicates.rules import THRESHOLD, Record, normal

SPLINK = ("splink==5.0.0", "pandas")
SETS: tuple[Callable[[], labelled.Labelled], ...] = (
    labelled.fodors_zagats,
    labelled.chicago,
    labelled.febrl3,
    labelled.febrl4,
    labelled.febrl1,
    labelled.febrl2,
    labelled.abt_buy,
    lambda: offers.offers(10_000),
    lambda: offers.offers(100_000),
)
BLIND = ("febrl1", "febrl2", "abt_buy")
"""No result here changed the rules. febrl1 and febrl2 come from the generator of febrl3, abt_buy from elsewhere."""
NOTES = (
    "Im Betrieb werden keine Labels benutzt. Die festen Zahlen der Regeln wurden aber mit Blick auf die Ergebnisse von "
    "fodors_zagats, chicago und febrl3 gewählt (unter anderem 45 Einstellungen von TRUST, HOLD und dem Anteil der Klassen), "
    "auf offers_10k nach Durchsicht der Fehler nachgebessert; febrl4 wurde anfangs mit angesehen.",
    "Blind: febrl1 und febrl2 (aber derselbe Generator wie febrl3) und abt_buy (fremdes Gebiet, nur ein Name).",
    "offers_*: erfunden und verdorben von derselben Hand wie die Regeln; günstig für die Regeln.",
    "splink: eine allgemeine Einstellung von uns, kein Feinschliff; „bestes F1“ wählt die Schwelle nach der Wahrheit, bei "
    "den Regeln nur oberhalb ihrer festen Schwelle.",
)
AIMS = {"fodors_zagats": 0.995, "chicago": 0.946, "febrl3": 0.9925}
LARGE = "offers_100k"
PATIENCE = 1800
"""Seconds after which a peer is given up."""


@dataclass(frozen=True)
class Found:
    """One finder on one set; `best`: the F1 at the threshold that the truth would choose."""

    set: str
    who: str
    f1: float
    precision: float
    recall: float
    best: float
    looked_at: int
    seconds: float
    megabytes: float


def main() -> None:
    finders = {"rules": [sys.executable, "-m", "bench.duplicate_finders", "rules"]}
    if splink := _splink():
        finders["splink"] = splink
    finders["rapidfuzz"] = [sys.executable, "-m", "bench.duplicate_finders", "rapidfuzz"]
    wanted = os.environ.get("DUPLICATES", "").split()
    found, checks = [], []
    for make in SETS:
        labelled_set = make()
        if wanted and labelled_set.name not in wanted:
            continue
        for who, command in finders.items():
            result = _run(who, command, labelled_set)
            if result:
                found.append(_judged(labelled_set, who, result))
                _print(found[-1])
                checks = result.get("checks", checks) if labelled_set.name == LARGE else checks
    report("duplicates", _figures(found, checks), table=_table(found), notes=list(NOTES))


def _splink() -> list[str] | None:
    """The command of the peer; None where it cannot be installed."""
    python = python_with(SPLINK, "splink")
    return [str(python), "bench/peer_splink.py"] if python else None


def _run(who: str, command: Sequence[str], data: labelled.Labelled) -> dict[str, Any] | None:
    BUILD.mkdir(parents=True, exist_ok=True)
    file = BUILD / f"{data.name}-{'rules' if who == 'rules' else 'peers'}.json"
    rows = map(asdict, data.records) if who == "rules" else map(_row, data.records)
    with file.open("w", encoding="utf-8") as lines:
        lines.writelines(json.dumps(row) + "\n" for row in rows)
    try:
        said = subprocess.run(
            [*command, str(file)],
            check=True,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        why = str(getattr(error, "stderr", None) or error).strip().splitlines()[-1:]
        print(f"{data.name}: {who} left out: {why}")
        return None
    return json.loads(said.stdout.splitlines()[-1])


def _row(record: Record) -> dict[str, object]:
    """What the peers get: one text per field, put straight."""
    words, house = normal.address(record.street)
    return {
        "key": record.key,
        "source": record.source,
        "name": " ".join(normal.name_words(record.name)),
        "street": " ".join(words),
        "house": house,
        "postcode": record.postcode,
        "town": " ".join(normal.town_words(record.town)),
        "phone": normal.phone(record.phones[0]) if record.phones else "",
        "mail": normal.mail(record.emails[0]) if record.emails else "",
        "domain": normal.domain(record.websites[0]) if record.websites else "",
        "number": record.numbers[0] if record.numbers else "",
        "kind": record.kinds[0] if record.kinds else "",
    }


def _judged(data: labelled.Labelled, who: str, result: dict[str, Any]) -> Found:
    limit = {"rules": THRESHOLD, "splink": 0.0, "rapidfuzz": 0.85}[who]
    ranked = sorted(((score, *sorted(pair)) for *pair, score in result["pairs"]), reverse=True)
    if data.one_to_one:
        ranked = list(_one_to_one(data.records, ranked))
    hits, best, at_limit = 0, 0.0, (0.0, 0.0, 0.0)
    for number, (score, *pair) in enumerate(ranked, start=1):
        hits += tuple(pair) in data.truth
        measured = _measured(hits, number, len(data.truth))
        best = max(best, measured[0])
        at_limit = measured if score >= limit else at_limit
    return Found(
        data.name, who, *at_limit, best, result["looked_at"], result["seconds"], result["megabytes"]
    )  # fmt: skip


def _measured(hits: int, number: int, true: int) -> tuple[float, float, float]:
    precision, recall = hits / number, hits / true
    return 2 * hits / (number + true), precision, recall


def _one_to_one(records: Sequence[Record], ranked: list[tuple]) -> Iterator[tuple]:
    """Best first, between the two lists, each entry once: the same for every finder."""
    taken: set[int] = set()
    for score, first, second in ranked:
        if records[first].source != records[second].source and not taken & {first, second}:
            taken |= {first, second}
            yield score, first, second


def _print(found: Found) -> None:
    print(
        f"{found.set:<14} {found.who:<10} F1 {found.f1:.4f} (best {found.best:.4f}) P {found.precision:.4f} R {found.recall:.4f} "
        f"{found.looked_at:>9,} pairs {found.seconds:8.2f} s {found.megabytes:7.0f} MB",
        flush=True,
    )


def _figures(found: list[Found], checks: list[float]) -> list[Figure]:
    ours = {row.set: row for row in found if row.who == "rules"}
    peers = [row for row in found if row.who != "rules" and row.set in ours]
    return [*_aims(ours), *_beside(ours, peers), *_large(ours, peers), *_new_entry(checks)]


def _aims(ours: dict[str, Found]) -> Iterator[Figure]:
    for name, aim in AIMS.items():
        if name in ours:
            yield _missed(ours[name], 1 - aim, f"aim: F1 {aim}")


def _beside(ours: dict[str, Found], peers: Iterable[Found]) -> Iterator[Figure]:
    for row in peers:
        yield _missed(ours[row.set], max(1 - row.f1, 1e-4), row.who)


def _missed(row: Found, limit: float, who: str) -> Figure:
    return Figure(f"{row.set}: 1 − F1", (1 - row.f1) * 100, limit * 100, "%", who, 1.0)


def _large(ours: dict[str, Found], peers: Iterable[Found]) -> Iterator[Figure]:
    """Time and memory beside splink, where both ran on the large set."""
    for row in peers:
        if row.who == "splink" and row.set == LARGE:
            mine = ours[LARGE]
            seconds, megabytes = (mine.seconds, row.seconds), (mine.megabytes, row.megabytes)
            yield Figure("100,000 offers: time", *seconds, "s", row.who, 1 / 20)
            yield Figure("100,000 offers: memory", *megabytes, "MB", row.who, 1 / 10)


def _new_entry(checks: list[float]) -> Iterator[Figure]:
    """Milliseconds; none where the large set did not run."""
    if checks:
        name = "a new entry beside 100,000"
        yield Figure(f"{name}, median", statistics.median(checks), 10.0, "ms", "limit", 1.0)
        yield Figure(f"{name}, p95", quantile(checks, 0.95), 10.0, "ms", "limit", 1.0)


def _table(found: list[Found]) -> dict[str, list]:
    head = [
        "Menge",
        "womit",
        "F1",
        "bestes F1",
        "Genauigkeit",
        "Vollständigkeit",
        "Paare verglichen",
        "Sekunden",
        "MB",
    ]
    rows = [
        [
            f"{row.set} (blind)" if row.set in BLIND else row.set, row.who, f"{row.f1:.4f}", f"{row.best:.4f}", f"{row.precision:.4f}",
            f"{row.recall:.4f}", f"{row.looked_at:,}", f"{row.seconds:.2f}", f"{row.megabytes:.0f}",
        ]
        for row in found
    ]  # fmt: skip
    return {"head": head, "rows": rows}
