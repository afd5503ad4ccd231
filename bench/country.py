"""An invented country of the size of Germany: municipalities, the cells their people live in, the sites that serve them."""

import numpy as np

BOX = (47.5, 54.8, 6.3, 14.7)
"""South, north, west, east."""
MUNICIPALITIES = 10_800
REGIONS = 40
KM_PER_DEGREE = 111.195


def country(cells: int, sites: int, seed: int = 5) -> dict[str, np.ndarray]:
    """Clustered like German municipalities: few of them large; cells as population^0.7, sites as population^0.95."""
    random = np.random.default_rng(seed)
    lat, lon = _spots(random)
    people = random.lognormal(7.4, 1.7, MUNICIPALITIES)
    home, place = (
        random.choice(MUNICIPALITIES, count, p=people**power / (people**power).sum())
        for count, power in ((cells, 0.7), (sites, 0.95))
    )
    cell_lat, cell_lon = _around(random, lat[home], lon[home], people[home])
    site_lat, site_lon = _around(random, lat[place], lon[place], people[place])
    return {
        "lat": cell_lat,
        "lon": cell_lon,
        "people": random.integers(1, 400, cells).astype(float),
        "site_lat": site_lat,
        "site_lon": site_lon,
        "places": random.integers(5, 150, sites).astype(float),
    }


def _spots(random: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Half of them anywhere, half around one of forty larger regions."""
    south, north, west, east = BOX
    lat = random.uniform(south, north, MUNICIPALITIES)
    lon = random.uniform(west, east, MUNICIPALITIES)
    near = slice(MUNICIPALITIES // 2)
    region = random.integers(0, REGIONS, MUNICIPALITIES // 2)
    lat[near] = lat[-REGIONS:][region] + random.normal(0, 0.18, MUNICIPALITIES // 2)
    lon[near] = lon[-REGIONS:][region] + random.normal(0, 0.28, MUNICIPALITIES // 2)
    return lat, lon


def _around(
    random: np.random.Generator, lat: np.ndarray, lon: np.ndarray, people: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Scattered over a settlement: about 1.2 km wide with 1,500 people, 7 km with 50,000."""
    km = 0.03 * np.sqrt(people)
    north, east = random.normal(0, km), random.normal(0, km)
    return (
        lat + north / KM_PER_DEGREE,
        lon + east / (KM_PER_DEGREE * np.cos(np.radians(lat))),
    )
