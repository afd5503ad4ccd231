"""The loops behind accessibility, compiled: cells in rows, sites over them, no list of pairs, no trigonometry inside.

Importing this module loads numba (about half a second); only `catchment` does, when it first computes.

Cells lie sorted in rows (parallels) and in each row in columns (meridians). Around a site, each row in reach holds one
contiguous stretch of cells that may be near enough; the loop over it measures the squared chord between unit vectors,
`s = |a - b|²`, which orders like the great circle: `d = 2 R asin(√s / 2)`. Differences of unit vectors keep eleven
digits of a distance of one kilometre, where a dot product would keep five.

The weight of `s` is a polynomial where the decay is smooth: exact to a few units in the last places.
"""

from collections.abc import Callable
from math import asin, floor, pi, sin, sqrt
from typing import Any

import numpy as np
from numba import njit
from numba.core import types
from numba.extending import overload, register_jitable

LOOSE = {"reassoc", "contract", "nsz"}
"""Sums may be taken in another order and products added in one step; NaN and infinity keep their meaning."""
GAUSSIAN, STEP, LINEAR = 14, 16, 15
"""Kinds of decay, told apart by how many numbers describe them."""


def compiled(**options: Any) -> Callable[[Callable], Callable]:
    """Compiled at the first call and kept on disk for the next process; only in memory where no folder can be written."""

    def compile_(function: Callable) -> Callable:
        try:
            return njit(nogil=True, cache=True, **options)(function)
        except RuntimeError:
            return njit(nogil=True, **options)(function)

    return compile_


def weight(s, numbers):
    """The weight at the squared chord `s`; compiled for each kind of decay (never called as Python)."""
    raise NotImplementedError


@register_jitable
def _polynomial(u, n):
    """Degree 12 by Horner's rule; `n[0]` maps `s` to -1…1, `n[1]` to `n[13]` are the coefficients."""
    p = n[13]
    p = p * u + n[12]
    p = p * u + n[11]
    p = p * u + n[10]
    p = p * u + n[9]
    p = p * u + n[8]
    p = p * u + n[7]
    p = p * u + n[6]
    p = p * u + n[5]
    p = p * u + n[4]
    p = p * u + n[3]
    p = p * u + n[2]
    return p * u + n[1]


@overload(weight, jit_options={"fastmath": LOOSE})
def _weight(s, numbers):
    if not isinstance(numbers, types.UniTuple):
        return None
    return {GAUSSIAN: _gaussian, STEP: _step, LINEAR: _linear}[numbers.count]


def _gaussian(s, numbers):
    """The 32nd root as a polynomial, then five squarings."""
    p = _polynomial(s * numbers[0] - 1.0, numbers)
    p *= p
    p *= p
    p *= p
    p *= p
    return p * p


def _step(s, numbers):
    """Eight bands, the outermost repeated: `numbers[0:8]` squared chords, `numbers[8:16]` weights."""
    w = numbers[15]
    w = numbers[14] if s <= numbers[6] else w
    w = numbers[13] if s <= numbers[5] else w
    w = numbers[12] if s <= numbers[4] else w
    w = numbers[11] if s <= numbers[3] else w
    w = numbers[10] if s <= numbers[2] else w
    w = numbers[9] if s <= numbers[1] else w
    return numbers[8] if s <= numbers[0] else w


def _linear(s, numbers):
    """1 - d / km, with d / (km √s) as a polynomial; `numbers[14]` is 0 for the weight, 1 for its square."""
    w = 1.0 - sqrt(s) * _polynomial(s * numbers[0] - 1.0, numbers)
    return w + numbers[14] * (w * w - w)


@compiled()
def span(row, lat, lon, cosine, frame, row_cosine, starts):
    """The stretch of cells of one row that may lie in reach of a site; never too short.

    From sin²(d/2) = sin²(Δlat/2) + cos cos sin²(Δlon/2), with the least gap in latitude and the smallest cosine of the row.
    """
    south, height, west, width, columns, reach = frame
    below = south + row * height
    gap = 0.5 * max(below - lat, lat - below - height, 0.0)
    left = (reach - gap * gap * (1.0 - gap * gap / 3.0)) / (cosine * row_cosine[row])
    if left < 0.0:
        return 0, 0
    half = 2.0 * asin(sqrt(min(left, 1.0))) + 1e-12
    half = 4.0 * pi if half > 1.0 or reach >= 1.0 else half
    first = max(floor((lon - half - west) / width), 0.0)
    last = min(floor((lon + half - west) / width), columns - 1.0)
    if last < first:
        return 0, 0
    base = row * int(columns)
    return starts[base + int(first)], starts[base + int(last) + 1]


@compiled()
def stretches(lat, lon, cosine, reach, frame, row_cosine, starts):
    """The stretch of every row that may lie within `reach` (radians) of a spot: (rows, 2), empty where out of reach."""
    south, height = frame[0], frame[1]
    found = np.zeros((len(row_cosine), 2), np.int64)
    low = max(floor((lat - reach - south) / height), 0)
    high = min(floor((lat + reach - south) / height), len(row_cosine) - 1)
    for row in range(low, high + 1):
        found[row] = span(row, lat, lon, cosine, frame, row_cosine, starts)
    return found


@compiled(fastmath=LOOSE)
def gather(
    out, first, last, sites, cells, values, numbers, limit, frame, row_cosine, starts, reach
):
    """`out[j] = Σ values[i] · weight(i, j)` for the sites `first` to `last - 1`: unit vectors, latitude, longitude, cosine."""
    sx, sy, sz, lat, lon, cosine = sites
    x, y, z = cells
    south, height, columns = frame[0], frame[1], int(frame[4])
    longest = 0
    for row in range(len(row_cosine)):
        longest = max(longest, starts[row * columns + columns] - starts[row * columns])
    lanes = np.zeros(longest)
    for j in range(first, last):
        ax, ay, az = sx[j], sy[j], sz[j]
        used = 0
        low = max(floor((lat[j] - reach - south) / height), 0)
        high = min(floor((lat[j] + reach - south) / height), len(row_cosine) - 1)
        for row in range(low, high + 1):
            a, b = span(row, lat[j], lon[j], cosine[j], frame, row_cosine, starts)
            px, py, pz, people, part = x[a:b], y[a:b], z[a:b], values[a:b], lanes[: b - a]
            for i in range(len(part)):
                dx, dy, dz = px[i] - ax, py[i] - ay, pz[i] - az
                s = dx * dx + dy * dy + dz * dz
                w = weight(s, numbers)
                part[i] += people[i] * w if s <= limit else 0.0
            used = max(used, b - a)
        total = 0.0
        for i in range(used):
            total += lanes[i]
            lanes[i] = 0.0
        out[j] = total


@compiled(fastmath=LOOSE)
def spread(out, rows, bounds, sites, cells, values, numbers, limit, frame, row_cosine, starts):
    """`out[i] += Σ values[j] · weight(i, j)` for cells of `rows`; sites must come by latitude, so that each cell adds them in one order.

    `bounds[row]`: first and last + 1 of the sites to try, first and last + 1 of the cells to add to.
    """
    sx, sy, sz, lat, lon, cosine = sites
    x, y, z = cells
    for row in rows:
        for j in range(bounds[row, 0], bounds[row, 1]):
            v = values[j]
            if v == 0.0:
                continue
            ax, ay, az = sx[j], sy[j], sz[j]
            a, b = span(row, lat[j], lon[j], cosine[j], frame, row_cosine, starts)
            a, b = max(a, bounds[row, 2]), min(b, bounds[row, 3])
            px, py, pz, part = x[a:b], y[a:b], z[a:b], out[a:b]
            for i in range(len(part)):
                dx, dy, dz = px[i] - ax, py[i] - ay, pz[i] - az
                s = dx * dx + dy * dy + dz * dz
                w = weight(s, numbers)
                part[i] += v * w if s <= limit else 0.0


@compiled()
def arranged(lat, lon, frame, rows):
    """A counting sort of the cells by row and column: their order and where each column of each row starts."""
    south, height, west, width, columns, _ = frame
    box = np.empty(len(lat), np.int32)
    starts = np.zeros(rows * int(columns) + 1, np.int32)
    for i in range(len(lat)):
        row = min(max(int((lat[i] - south) / height), 0), rows - 1)
        column = min(max(int((lon[i] - west) / width), 0), int(columns) - 1)
        box[i] = row * int(columns) + column
        starts[box[i] + 1] += 1
    for k in range(1, len(starts)):
        starts[k] += starts[k - 1]
    free = starts[:-1].copy()
    order = np.empty(len(lat), np.int32)
    for i in range(len(lat)):
        order[free[box[i]]] = i
        free[box[i]] += 1
    return order, starts


@compiled()
def nearest(out, queries, sites, frame, row_cosine, starts, begin):
    """`out[q]` becomes the squared chords to the nearest sites, rising; `begin` is the radius (radians) to look in first.

    Twice as far again and again until enough sites lie within the radius, or the whole sphere has been seen.
    """
    qx, qy, qz, lat, lon, cosine = queries
    x, y, z = sites
    south, height, west, width, columns, whole = frame
    for q in range(len(out)):
        best, radius = out[q], begin
        while True:
            best[:] = np.inf
            near = (
                1.0
                if whole >= 1.0 or radius >= pi
                else sin(radius / 2.0) ** 2 * (1.0 + 1e-9) + 1e-18
            )
            around = (south, height, west, width, columns, near)
            low = max(floor((lat[q] - radius - south) / height), 0)
            high = min(floor((lat[q] + radius - south) / height), len(row_cosine) - 1)
            for row in range(low, high + 1):
                a, b = span(row, lat[q], lon[q], cosine[q], around, row_cosine, starts)
                for i in range(a, b):
                    dx, dy, dz = x[i] - qx[q], y[i] - qy[q], z[i] - qz[q]
                    _keep(best, dx * dx + dy * dy + dz * dz)
            if radius >= pi or best[-1] <= 4.0 * sin(radius / 2.0) ** 2:
                break
            radius *= 2.0


@register_jitable
def _keep(best, s):
    """Puts `s` into its place among the best, rising; the last falls out."""
    if s >= best[-1]:
        return
    k = len(best) - 1
    while k > 0 and best[k - 1] > s:
        best[k] = best[k - 1]
        k -= 1
    best[k] = s
