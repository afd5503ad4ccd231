"""Accessibility by PySAL, plain pandas or scipy; runs in an environment of its own: `python -m bench.peer_access WAY PROBLEM OUT METHOD …`.

PROBLEM: an .npz with demand (lat, lon, people), supply (lat, lon, places), km, sigma. OUT: the scores by method. Every way
gets the pairs within reach from a KD-tree over unit vectors, with great-circle distances; PySAL's own builder would merge
every cell with every site. Prints JSON: seconds for the pairs and for the calculation, peak memory.
"""

import importlib
import json
import sys
import time

import numpy as np
import pandas as pd
from scipy.sparse import csr_array
from scipy.spatial import cKDTree

from bench.memory import megabytes, start_over

EARTH_KM = 6371.0088
CHUNK = 100_000
STEP = {5: 1.0, 10: 0.68, 15: 0.22}


def main() -> None:
    way, problem, out = sys.argv[1:4]
    methods = sys.argv[4:] or ["gaussian"]
    given = dict(np.load(problem))
    if way == "pysal":
        importlib.import_module("access")
    idle = start_over()
    started = time.perf_counter()
    pairs = _pairs(given)
    told = {"pairs": len(pairs[2]), "pair_seconds": time.perf_counter() - started, "seconds": {}}
    scores = {}
    for method in methods:
        started = time.perf_counter()
        scores[method] = _nearest(given) if method == "nearest" else WAYS[way](given, pairs, method)
        told["seconds"][method] = time.perf_counter() - started
    told |= {"megabytes": megabytes(), "idle": idle}
    np.savez(out, **scores)
    print(json.dumps(told))


def _pairs(given: dict) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Cell, site and great-circle km of every pair within reach."""
    lat, lon, site_lat, site_lon = (
        np.radians(given[name]) for name in ("lat", "lon", "site_lat", "site_lon")
    )
    tree = cKDTree(_vectors(site_lat, site_lon))
    chord = 2 * np.sin(given["km"] / (2 * EARTH_KM)) * (1 + 1e-9)
    parts = []
    for start in range(0, len(lat), CHUNK):
        part = slice(start, start + CHUNK)
        found = cKDTree(_vectors(lat[part], lon[part])).sparse_distance_matrix(
            tree, chord, output_type="ndarray"
        )
        cell, site = (found["i"] + start).astype(np.int32), found["j"].astype(np.int32)
        half = np.sin((lat[cell] - site_lat[site]) / 2) ** 2
        half += (
            np.cos(lat[cell])
            * np.cos(site_lat[site])
            * np.sin((lon[cell] - site_lon[site]) / 2) ** 2
        )
        km = 2 * EARTH_KM * np.arcsin(np.sqrt(half))
        near = km <= given["km"]
        parts.append((cell[near], site[near], km[near]))
    return tuple(np.concatenate(columns) for columns in zip(*parts, strict=True))


def _vectors(lat: np.ndarray, lon: np.ndarray) -> np.ndarray:
    return np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], axis=1)


def _weights(km: np.ndarray, method: str, given: dict) -> np.ndarray:
    if method == "gaussian":
        return np.exp(-km * km / (2 * given["sigma"] ** 2))
    if method == "two_step":
        return np.ones(len(km))
    return np.select([km <= border for border in STEP], list(STEP.values()), 0.0)


def _scipy(given: dict, pairs: tuple, method: str) -> np.ndarray:
    """A sparse matrix and two products."""
    cell, site, km = pairs
    shape = (len(given["people"]), len(given["places"]))
    matrix = csr_array((_weights(km, method, given), (cell, site)), shape=shape)
    if method == "three_step":
        matrix = (
            matrix.multiply(matrix)
            .multiply(_over(np.ones(shape[0]), matrix.sum(axis=1))[:, None])
            .tocsr()
        )
    return matrix @ _over(given["places"], matrix.T @ given["people"])


def _pandas(given: dict, pairs: tuple, method: str) -> np.ndarray:
    """Columns and grouped sums, as a planner who knows pandas would write it."""
    cell, site, km = pairs
    table = pd.DataFrame({"cell": cell, "site": site, "weight": _weights(km, method, given)})
    table["demand"] = table["weight"] * given["people"][table["cell"]]
    places = pd.Series(given["places"])
    ratio = places / table.groupby("site")["demand"].sum().reindex(places.index)
    table["part"] = table["weight"] * ratio.to_numpy()[table["site"]]
    sums = table.groupby("cell")["part"].sum()
    return sums.reindex(range(len(given["people"])), fill_value=0.0).to_numpy()


def _pysal(given: dict, pairs: tuple, method: str) -> np.ndarray:
    from access import Access, weights  # imported before the clock runs, by main

    cells = pd.DataFrame({"id": np.arange(len(given["people"])), "people": given["people"]})
    sites = pd.DataFrame({"id": np.arange(len(given["places"])), "places": given["places"]})
    costs = pd.DataFrame(dict(zip(("origin", "dest", "cost"), pairs, strict=True)))
    problem = Access(
        demand_df=cells, demand_index="id", demand_value="people",
        supply_df=sites, supply_index="id", supply_value="places",
        cost_df=costs, cost_origin="origin", cost_dest="dest", cost_name="cost",
    )  # fmt: skip
    reach = float(given["km"])
    bell, step = weights.gaussian(float(given["sigma"])), weights.step_fn(STEP)
    found = {
        "two_step": lambda: problem.two_stage_fca(max_cost=reach),
        "step": lambda: problem.enhanced_two_stage_fca(max_cost=reach, weight_fn=step),
        "gaussian": lambda: problem.enhanced_two_stage_fca(max_cost=reach, weight_fn=bell),
        "three_step": lambda: problem.three_stage_fca(max_cost=reach, weight_fn=step),
    }[method]()
    column = found.iloc[:, 0]
    return column.reindex(range(len(cells)), fill_value=0.0).fillna(0.0).to_numpy()


def _over(above: np.ndarray, below: np.ndarray) -> np.ndarray:
    return np.divide(above, below, out=np.zeros(len(below)), where=below > 0)


def _nearest(given: dict) -> np.ndarray:
    """km to the three nearest sites of each cell, on all cores."""
    spots = (np.radians(given[name]) for name in ("site_lat", "site_lon", "lat", "lon"))
    site_lat, site_lon, lat, lon = spots
    tree = cKDTree(_vectors(site_lat, site_lon))
    return 2 * EARTH_KM * np.arcsin(tree.query(_vectors(lat, lon), k=3, workers=-1)[0] / 2)


WAYS = {"scipy": _scipy, "pandas": _pandas, "pysal": _pysal}

if __name__ == "__main__":
    main()
