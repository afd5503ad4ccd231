"""Our accessibility on one problem, in a process of its own: `python -m bench.access_ours PROBLEM OUT METHOD …`. Prints JSON."""

import json
import os
import pathlib
import statistics
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

import numpy as np
from numba import njit

from bench.memory import megabytes, start_over
from mitsorge.domain.planning.rules.access import (
    Catchment,
    Decay,
    Points,
    gaussian,
    nearest,
    step,
)

LEAST_RUNS, MOST_SECONDS = 5, 20.0
CHANGES = 9
STEPS = step([5, 10, 15], [1, 0.68, 0.22])
STREAM = 8_000_000
"""Numbers in each of the three arrays: far more than any cache holds."""


def main() -> None:
    problem, out, *methods = sys.argv[1:]
    given = dict(np.load(problem))
    demand = Points(given["lat"], given["lon"], given["people"])
    supply = Points(given["site_lat"], given["site_lon"], given["places"])
    ways = {
        "gaussian": partial(_score, gaussian(float(given["km"]), float(given["sigma"]))),
        "step": partial(_score, STEPS),
        "three_step": partial(_score, STEPS, three_steps=True),
        "nearest": partial(nearest, k=3),
    }
    begun = time.perf_counter()
    for method in methods:
        ways[method](_first(demand, 400), _first(supply, 40))
    told: dict[str, Any] = {"first": time.perf_counter() - begun, "seconds": {}}
    told["idle"], scores = start_over(), {}
    for method in methods:
        told["seconds"][method], scores[method] = _timed(partial(ways[method], demand, supply))
    told["megabytes"] = megabytes()
    if "gaussian" in methods:
        told["changes"] = _changes(Catchment.of(demand, supply, decay=gaussian(15, 6)))
    told["stream"] = _stream()
    np.savez(pathlib.Path(out), **scores)
    print(json.dumps(told))


def _score(
    decay: Decay, demand: Points, supply: Points, *, three_steps: bool = False
) -> np.ndarray:
    return Catchment.of(demand, supply, decay=decay, three_steps=three_steps).score


def _first(points: Points, count: int) -> Points:
    return Points(points.lat[:count], points.lon[:count], points.weight[:count])


def _timed(run: Callable[[], np.ndarray]) -> tuple[float, np.ndarray]:
    """The median of several runs, and what came out."""
    result, seconds = run(), []
    while len(seconds) < LEAST_RUNS and sum(seconds) < MOST_SECONDS:
        begun = time.perf_counter()
        run()
        seconds.append(time.perf_counter() - begun)
    return statistics.median(seconds), result


def _changes(before: Catchment) -> dict[str, float]:
    """Median seconds of each kind of change until the scores stand, and of a full run over the prepared cells."""
    random, count = np.random.default_rng(1), len(before.ratio)
    deeds: dict[str, Callable[[int, int], Catchment]] = {
        "changed": lambda i, _: before.changed(i, 99.0),
        "added": lambda i, j: before.added(*_between(before, i, j), 50.0),
        "moved": lambda i, j: before.moved(i, *_between(before, i, j)),
        "removed": lambda i, _: before.removed(i),
        "full": lambda *_: before.full(),
    }
    told = {}
    for name, deed in deeds.items():
        seconds = []
        for i, j in random.integers(0, count, (CHANGES, 2)):
            begun = time.perf_counter()
            _ = deed(int(i), int(j)).score
            seconds.append(time.perf_counter() - begun)
        told[name] = statistics.median(seconds)
    return told


def _between(before: Catchment, i: int, j: int) -> tuple[float, float]:
    """A spot a tenth of the way from one site to another."""
    places = before.places
    return (
        float(0.9 * places.lat[i] + 0.1 * places.lat[j]),
        float(0.9 * places.lon[i] + 0.1 * places.lon[j]),
    )


def _stream() -> float:
    """Bytes per second of a = b + 3 c on all cores (STREAM triad, 24 bytes a number), the best of five."""

    @njit(nogil=True)
    def triad(a, b, c):
        for i in range(len(a)):
            a[i] = b[i] + 3.0 * c[i]

    arrays = [np.ones(STREAM) for _ in range(3)]
    cores = len(os.sched_getaffinity(0))
    parts = [[part[k] for part in (np.array_split(a, cores) for a in arrays)] for k in range(cores)]
    best = float("inf")
    with ThreadPoolExecutor(cores) as threads:
        for _ in range(6):
            begun = time.perf_counter()
            list(threads.map(lambda part: triad(*part), parts))
            best = min(best, time.perf_counter() - begun)
    return 24 * STREAM / best


if __name__ == "__main__":
    main()
