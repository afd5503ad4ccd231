"""CPU per request of the public pages, against bare Django pages with the same rows in the same process."""

import itertools
import os
import time

from bench.figures import Figure, median, report

ROUNDS, PER_ROUND = 9, 12
_numbers = itertools.count()


def main() -> None:
    _set_up()
    from django.test import Client

    from mitsorge.domain.directory.models import Service

    client = Client()
    slug = (
        Service.objects.filter(sites__isnull=False, status="ACTIVE", visible_to=None)
        .order_by("pk")
        .values_list("slug", flat=True)[0]
    )
    pages = {
        "start": ("/", "/bench/liste/", "bare list of 20 rows"),
        "results (20 hits, facets, map)": (
            "/hilfe/?was=Pflege",
            "/bench/liste/",
            "bare list of 20 rows",
        ),
        "results with place": (
            "/hilfe/?was=Pflege&wo=14806",
            "/bench/liste/",
            "bare list of 20 rows",
        ),
        "offer": (f"/angebot/{slug}/", f"/bench/angebot/{slug}/", "bare page of one offer"),
    }
    figures, walls = [], {}
    for name, (ours, peer, peer_name) in pages.items():
        for how, anew in (("made anew", True), ("from a copy", False)):
            (cpu, wall), (peer_cpu, _peer_wall) = _interleaved(client, ours, peer, anew=anew)
            figures.append(Figure(f"{name}, {how}", cpu, peer_cpu, "ms", peer_name, 2.0))
            walls[f"{name}, {how}"] = round(wall, 2)
    hello = median([_measure(client, "/bench/hello/")[0] for _ in range(ROUNDS)])
    report("pages", figures, wall_ms=walls, hello_cpu_ms=hello)
    print(
        f"hello: {hello:.2f} ms CPU; wall: "
        + ", ".join(f"{name} {wall:.2f} ms" for name, wall in walls.items())
    )


def _set_up() -> None:
    os.environ.update(
        {
            "MITSORGE_DATABASE_URL": "sqlite://build/bench/pages.sqlite3",
            "MITSORGE_HOSTS": "testserver",
        }
    )
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mitsorge.settings")
    import django
    from django.conf import settings

    settings.ROOT_URLCONF = "bench.urls"
    settings.STORAGES["staticfiles"]["BACKEND"] = (
        "django.contrib.staticfiles.storage.StaticFilesStorage"
    )
    django.setup()
    from bench.networks import demo_network

    demo_network("netzwerk-soziale-dienste")


def _interleaved(
    client, ours: str, peer: str, *, anew: bool
) -> tuple[tuple[float, float], tuple[float, float]]:
    """Medians of (CPU, wall) in ms per request, both pages measured turn by turn."""
    for address in (ours, peer):
        _measure(client, address)
    rounds = [(_measure(client, ours, anew=anew), _measure(client, peer)) for _ in range(ROUNDS)]
    mine, theirs = zip(*rounds, strict=True)
    return _medians(mine), _medians(theirs)


def _medians(rows) -> tuple[float, float]:
    return median([row[0] for row in rows]), median([row[1] for row in rows])


def _measure(client, address: str, *, anew: bool = False) -> tuple[float, float]:
    """CPU and wall in ms per request. `anew`: an address nobody asked before, so that no kept copy can answer."""
    cpu, wall = time.process_time(), time.perf_counter()
    for _ in range(PER_ROUND):
        client.cookies.clear()
        response = client.get(
            f"{address}{'&' if '?' in address else '?'}x={next(_numbers)}" if anew else address
        )
        assert response.status_code == 200, (address, response.status_code)
    return (time.process_time() - cpu) * 1000 / PER_ROUND, (
        time.perf_counter() - wall
    ) * 1000 / PER_ROUND
