"""The same county through its pages: one more measure looked at by a planner, from the request to the rendered answer.

Potsdam-Mittelmark with its outlines, 4,000 cells of people in its planning areas and 300 offers of one kind, in SQLite,
by Django's test client. Counted is the processor's time, database included, as in `pages`: what others do on this
machine does not count. Every look is another place, another offer or another size, so that nothing is remembered.
"""

import time
from collections.abc import Callable
from datetime import date
from typing import Any

import numpy as np

from bench.figures import FOLDER, Figure, median, quantile

CELLS, SITES = 4000, 300
LIMIT_MS = 200.0
RUNS = 40


def figures() -> list[Figure]:
    """Sets up a database of its own in build/bench/scenario.sqlite3; nothing of Django may be loaded before."""
    _set_up()
    from django.test import Client

    client, scenario, sites = _county()
    assert isinstance(client, Client)
    address = f"/schreibtisch/planung/szenarien/{scenario}/"
    random = np.random.default_rng(3)
    looks = {
        "page: the scenario with three measures": lambda: (address, {"karte": "weg"}),
        **{f"page: {told}": _look(address, deed) for told, deed in _deeds(random, sites).items()},
    }
    return [_figure(told, client, look) for told, look in looks.items()]


def _deeds(
    random: np.random.Generator, sites: list[str]
) -> dict[str, Callable[[], dict[str, Any]]]:
    def spot() -> str:
        return "{:.4f} {:.4f}".format(*random.uniform((52.0, 12.4), (52.4, 13.0)))

    def site() -> str:
        return str(random.choice(sites))

    return {
        "an offer opens": lambda: {"art": "ADD", "name": "Neu", "place": spot(), "places": 16},
        "an offer moves": lambda: {"art": "MOVE", "site": site(), "place": spot()},
        "an offer closes": lambda: {"art": "CLOSE", "site": site()},
        "an offer grows": lambda: {"art": "RESIZE", "site": site(), "places": int(random.integers(5, 60))},
        "need grows": lambda: {"art": "RATE", "share": int(random.integers(1, 90))},
    }  # fmt: skip


def _look(
    address: str, deed: Callable[[], dict[str, Any]]
) -> Callable[[], tuple[str, dict[str, Any]]]:
    return lambda: (f"{address}massnahme/", {"ansehen": "1", **deed()})


def _figure(told: str, client: Any, look: Callable[[], tuple[str, dict[str, Any]]]) -> Figure:
    times = [_once(client, *look()) for _ in range(RUNS + 2)][2:]
    print(f"  {told}: median {median(times):.0f} ms", flush=True)
    return Figure(f"{told}, p95", quantile(times, 0.95), LIMIT_MS, "ms", "limit: instant", 1.0)


def _once(client: Any, address: str, asked: dict[str, Any]) -> float:
    begun = time.process_time()
    answer = client.get(address, asked)
    took = (time.process_time() - begun) * 1e3
    assert answer.status_code == 200
    assert b"ms-map" in answer.content, "the maps are part of what is measured"
    return took


def _set_up() -> None:
    import os

    FOLDER.mkdir(parents=True, exist_ok=True)
    file = FOLDER / "scenario.sqlite3"
    file.unlink(missing_ok=True)
    os.environ.update({"MITSORGE_DATABASE_URL": f"sqlite://{file}", "MITSORGE_HOSTS": "testserver"})
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mitsorge.settings")
    from django.conf import settings
    from django.core.management import call_command

    settings.STORAGES["staticfiles"]["BACKEND"] = (
        "django.contrib.staticfiles.storage.StaticFilesStorage"
    )
    import mitsorge.wsgi  # noqa: F401 - loaded as the server loads it

    call_command("migrate", interactive=False, verbosity=0)


def _county() -> tuple[Any, str, list[str]]:
    """The signed-in planner, the uid of a scenario of three measures, and the uids of the offers that still stand."""
    from django.utils import timezone
    from tests.sign_in import signed_in

    from mitsorge.doors.setup import presets
    from mitsorge.doors.setup.founding import found_network

    found_network(
        presets.load("netzwerk-soziale-dienste"), at=timezone.now(), lands=frozenset({"12"})
    )
    _people()
    sites = _offers()
    client = signed_in("selma")
    return client, _scenario(sites), sites[3:]


def _people() -> None:
    """Cells around the middles of the municipalities, each in the planning area of its municipality."""
    from django.utils import timezone

    from mitsorge.domain.planning.models import PopulationCell, Series
    from mitsorge.domain.planning.queries.figures import network_regions
    from mitsorge.domain.planning.rules import Quality, Subject
    from mitsorge.domain.planning.rules.regions import finest_regions
    from mitsorge.foundation.places.models import Municipality

    series = Series.objects.create(
        subject=Subject.POPULATION, title="Gitter", unit="Personen", publisher="Amt", licence="dl-de/by-2-0",
        as_of=date(2022, 5, 15), quality=Quality.OFFICIAL, imported_at=timezone.now(),
    )  # fmt: skip
    areas = {ags: each.code for each in finest_regions(network_regions().regions) for ags in each.municipalities}  # fmt: skip
    middles = dict(_middles(Municipality.objects.filter(ags__in=areas)))
    random = np.random.default_rng(1)
    PopulationCell.objects.bulk_create(
        PopulationCell(
            series=series, latitude=lat, longitude=lon, size_m=1000,
            population=int(random.integers(1, 120)), area_code=areas[ags],
        )
        for ags, (lat, lon) in _scattered(middles, CELLS, random)
    )  # fmt: skip


def _middles(rows: Any) -> Any:
    for ags, lat, lon in rows.values_list("ags", "latitude", "longitude"):
        yield ags, (float(lat), float(lon))


def _scattered(
    middles: dict[str, tuple[float, float]], count: int, random: np.random.Generator
) -> Any:
    keys = list(middles)
    for _ in range(count):
        ags = keys[random.integers(0, len(keys))]
        yield ags, tuple(np.array(middles[ags]) + random.normal(0, 0.03, 2))


def _offers() -> list[str]:
    """All of one kind, each at a place of its own; their uids."""
    from django.utils import timezone

    from mitsorge.domain.directory import models
    from mitsorge.foundation.places.models import Municipality

    now, random = timezone.now(), np.random.default_rng(2)
    own = Municipality.objects.filter(ags__startswith="12069")
    municipalities, middles = {each.ags: each for each in own.defer("outline")}, dict(_middles(own))
    term = models.TaxonomyTerm.objects.get(code="tagespflege")
    one = models.Organization.objects.create(name="Sorgehaus", slug="sorgehaus", modified_at=now)
    services = models.Service.objects.bulk_create(
        models.Service(name=f"Tagespflege {n}", slug=f"tagespflege-{n}", organization=one, modified_at=now, assured_at=now)
        for n in range(SITES)
    )  # fmt: skip
    locations = models.Location.objects.bulk_create(
        models.Location(
            organization=one, town=municipalities[ags].name, municipality=municipalities[ags],
            latitude=round(lat, 5), longitude=round(lon, 5),
        )
        for ags, (lat, lon) in _scattered(middles, SITES, random)
    )  # fmt: skip
    pairs = list(zip(services, locations, strict=True))
    models.ServiceAtLocation.objects.bulk_create(
        models.ServiceAtLocation(service=service, location=location) for service, location in pairs
    )
    models.Attribute.objects.bulk_create(
        models.Attribute(service=service, term=term, is_main=True) for service in services
    )
    models.ServiceCapacity.objects.bulk_create(
        models.ServiceCapacity(
            service=service, unit="Plätze", kind="DAY", maximum=int(random.integers(8, 24)), updated_at=now
        )
        for service in services
    )  # fmt: skip
    return [str(service.uid) for service in services]


def _scenario(sites: list[str]) -> str:
    from django.utils import timezone

    from mitsorge.domain.directory.models import TaxonomyTerm
    from mitsorge.domain.planning.models import Scenario
    from mitsorge.domain.planning.rules.scenario import AddSite, CloseSite, ResizeSite, as_json

    now, term = timezone.now(), TaxonomyTerm.objects.get(code="tagespflege")
    measures = [
        CloseSite(sites[0]),
        ResizeSite(sites[1], 40),
        AddSite("neu-1", "Neu", 52.2, 12.6, 16, 90_000),
    ]
    made = Scenario.objects.create(
        name="Drei Maßnahmen", term=term, year=now.year, author="Selma", created_at=now, modified_at=now,
        changes=[as_json(each) for each in measures],
    )  # fmt: skip
    return str(made.uid)
