"""One finder on one file of rows, in a process of its own: `python -m bench.duplicate_finders WHO ROWS.json`.

Prints one line of JSON: seconds without reading the file, peak megabytes, how many pairs were compared, and the pairs.
"""

import itertools
import json
import pathlib
import random
import resource
import sys
import time
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from bench import faults

CHECKED = 300
BASELINE_BLOCK = 100


def main() -> None:
    who, file = sys.argv[1:3]
    with pathlib.Path(file).open(encoding="utf-8") as lines:
        rows = map(json.loads, lines)
        told = _rules(rows) if who == "rules" else _rapidfuzz(list(rows))
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"megabytes": megabytes, **told}))


def _rules(rows: Iterable[dict[str, Any]]) -> dict[str, Any]:
    from mitsorge.domain.duplicates.rules import Index, Record

    lists = ("phones", "emails", "websites", "kinds", "numbers")
    records = [Record(**{**row, **{name: tuple(row[name]) for name in lists}}) for row in rows]
    started = time.perf_counter()
    index = Index.build(records)
    seconds = time.perf_counter() - started
    pairs = [[pair.first, pair.second, pair.evidence.score] for pair in index.pairs]
    told = {"seconds": seconds, "looked_at": index.looked_at, "pairs": pairs}
    return told | ({"checks": _checks(index)} if len(records) > 50_000 else {})


def _checks(index: Any) -> list[float]:
    """Milliseconds of each check of an entry that stands there already, written anew by another list."""
    draw = random.Random(5)
    times = []
    for record in draw.sample(list(index.records), CHECKED):
        new = replace(faults.spoiled(record, draw), key=-1)
        started = time.perf_counter()
        index.check(new)
        times.append((time.perf_counter() - started) * 1000)
    return times


def _rapidfuzz(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """The plain way: pairs of one postcode, phone, number or beginning; name 60, address 40 of a hundred."""
    import numpy as np
    from rapidfuzz import fuzz
    from rapidfuzz.process import cpdist

    started = time.perf_counter()
    blocks: dict[tuple[str, str], list[int]] = defaultdict(list)
    for row in rows:
        beginning = f"{row['name'][:5]}{row['town'][:4]}{row['postcode'][:2]}"
        for field, value in (
            ("start", beginning),
            *((f, row[f]) for f in ("postcode", "phone", "number")),
        ):
            if value:
                blocks[field, value].append(row["key"])
    found = {
        pair
        for block in blocks.values()
        if len(block) <= BASELINE_BLOCK
        for pair in itertools.combinations(block, 2)
    }
    pairs = np.array(sorted(found))
    names = np.array([row["name"] for row in rows], dtype=object)
    places = np.array([f"{r['street']} {r['house']} {r['town']}" for r in rows], dtype=object)
    score = sum(
        share * cpdist(texts[pairs[:, 0]], texts[pairs[:, 1]], scorer=fuzz.token_set_ratio) / 100
        for share, texts in ((0.6, names), (0.4, places))
    )
    kept = np.flatnonzero(score >= 0.5)
    said = [[*map(int, pairs[at]), float(score[at])] for at in kept]
    return {"seconds": time.perf_counter() - started, "looked_at": len(pairs), "pairs": said}


if __name__ == "__main__":
    main()
