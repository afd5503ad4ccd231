"""What if: a county of 4,000 cells and 300 sites, and one offer that opens, closes, moves or grows. In one process, warm.

A measure is counted from the deed until everything that a comparison shows stands: scores and ratios, the people who gain
and who lose, and how far it is to the nearest site. Beside the 200 ms that a change may take, and beside the same
computed anew, every cell with every site, in plain numpy. Then the pages (`scenario_page`), under the same limit.
"""

import time
from collections.abc import Callable

import numpy as np

from bench import scenario_page
from bench.figures import Figure, median, quantile, report
from mitsorge.domain.planning.rules.access import (
    Catchment,
    Points,
    gaussian,
    great_circle,
    nearest,
)

CELLS, SITES = 4000, 300
LIMIT_MS = 200.0
DECAY = gaussian(15, 6)
RUNS = 40


def main() -> None:
    cells, sites = _county(CELLS, 1), _county(SITES, 2)
    figures = []
    for three_steps, name in ((False, "E2SFCA"), (True, "3SFCA")):
        begun = time.perf_counter()
        before = Catchment.of(cells, sites, decay=DECAY, three_steps=three_steps)
        first = (time.perf_counter() - begun) * 1e3
        figures += _changes(name, before, cells)
        if not three_steps:
            loading = Figure(
                "first computation of the process",
                first,
                5000,
                "ms",
                "limit: a visitor's patience",
                1.0,
            )
            figures.append(loading)
    figures += scenario_page.figures()
    report("scenario", figures, cells=CELLS, sites=SITES)


def _county(count: int, seed: int) -> Points:
    """Scattered over 70 by 60 kilometres around a few towns."""
    random = np.random.default_rng(seed)
    towns = np.random.default_rng(0).uniform((52.0, 12.4), (52.5, 13.2), (12, 2))
    lat, lon = (towns[random.integers(0, 12, count)] + random.normal(0, 0.08, (count, 2))).T
    return Points(lat, lon, random.integers(1, 400, count).astype(float))


def _changes(name: str, before: Catchment, cells: Points) -> list[Figure]:
    random = np.random.default_rng(3)

    def spot() -> tuple[float, ...]:
        return tuple(random.uniform((52.0, 12.4), (52.5, 13.2)))

    deeds: dict[str, Callable[[int], Catchment]] = {
        "a site grows": lambda i: before.changed(i, 99.0),
        "a site opens": lambda _: before.added(*spot(), 50.0),
        "a site moves": lambda i: before.moved(i, *spot()),
        "a site closes": lambda i: before.removed(i),
        "five deeds, one upon another": lambda i: (
            before.changed(i, 99.0).added(*spot(), 50.0).moved((i + 1) % SITES, *spot()).removed((i + 2) % SITES).added(*spot(), 9.0)
        ),
    }  # fmt: skip
    anew = median([_anew(before, cells) for _ in range(3)]) if name == "E2SFCA" else None
    figures = []
    for told, deed in deeds.items():
        deed(0)
        times = [
            _until_compared(before, deed, cells, int(i)) for i in random.integers(0, SITES, RUNS)
        ]
        figures.append(
            Figure(
                f"{name}: {told}, p95", quantile(times, 0.95), LIMIT_MS, "ms", "limit: instant", 1.0
            )
        )
        if anew:
            figures.append(
                Figure(
                    f"{name}: {told}, median",
                    median(times),
                    anew,
                    "ms",
                    "plain numpy, anew",
                    float("inf"),
                )
            )
    return figures


def _until_compared(
    before: Catchment, deed: Callable[[int], Catchment], cells: Points, number: int
) -> float:
    """Milliseconds until the scores after the deed stand beside those before, with winners, losers and distances."""
    begun = time.perf_counter()
    after = deed(number)
    gain = after.score - before.score
    _ = cells.weight[gain > 0].sum(), cells.weight[gain < 0].sum(), after.ratio
    _ = nearest(cells, after.sites)
    return (time.perf_counter() - begun) * 1e3


def _anew(before: Catchment, cells: Points) -> float:
    """The same in plain numpy."""
    begun = time.perf_counter()
    sites = before.sites
    km = great_circle(cells.lat[:, None], cells.lon[:, None], sites.lat, sites.lon)
    weights = DECAY.weights(km)
    demand = weights.T @ cells.weight
    _ = weights @ np.divide(sites.weight, demand, out=np.zeros(len(demand)), where=demand > 0)
    _ = km.min(axis=1)
    return (time.perf_counter() - begun) * 1e3


if __name__ == "__main__":
    main()
