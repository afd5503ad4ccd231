"""The search at 300, 3,000 and 30,000 offers: whole answers beside the bare engine and beside PostgreSQL's own.

Ours: `search.find` with a place for every second query: total, 20 hits, facets, map points. Beside it the whole
request: the result page with header, list, facets and map, made anew each time and answered from a copy. The bare engine reads the question, matches, orders and cuts
the page, after the one query that asks whether anything changed: no facets, no map points. p95 is taken over the questions, each at its best of 15 rounds.
PostgreSQL: one table with a weighted `german` tsvector and a GIN index in the same database; total, 20 rows and
facet counts for the same 20 queries.
"""

import itertools
import os
import time
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from bench import tsvector
from bench.figures import Figure, median, quantile, report

QUALITY = ("quality", "hold_out", "hold_out_asked_blind")
SIZES = (300, 3_000, 30_000)
ROUNDS = 15
ON = date(2026, 11, 20)
LANDS = frozenset({"08", "12", "14", "16"})
QUERIES = (
    "Tagespflege", "Pflegedienst", "Kurzzeitpflege", "Demenz Beratung", "Hausnotruf", "Essen auf Rädern",
    "Beratung Angehörige", "Pflege", "Putzhilfe", "Hospiz", "Wohngemeinschaft Demenz", "Trauer", "Rollator",
    "Oma vergisst alles", "Nachbarschaftshilfe", "Pflegegrad beantragen", "Fahrdienst Rollstuhl", "Betreutes Wohnen",
    "Selbsthilfegruppe", "Entlastung für pflegende Angehörige",
)  # fmt: skip
PLACES = ("14822 Brück", "Leipzig", "Bad Belzig", "Hildburghausen")
PREFIXES = ("ta", "pfl", "dem", "haus", "be", "woh", "lindenh", "ess")
Ask = Callable[[int], None]
_numbers = itertools.count()


def main() -> None:
    on_postgres = os.environ.get("MITSORGE_DATABASE_URL", "").startswith("postgresql")
    if not on_postgres:
        os.environ["MITSORGE_DATABASE_URL"] = "sqlite://:memory:"
        print("PostgreSQL is missing: the comparison with it is left out. Run it by script/bench.")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mitsorge.settings")
    import django
    from django.conf import settings

    plain = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.STORAGES["staticfiles"]["BACKEND"] = plain
    django.setup()
    measured = {size: _measure(size, on_postgres) for size in SIZES}
    figures = [figure for size in SIZES for figure in _figures(size, measured[size])]
    small, large = measured[3_000], measured[30_000]
    figures.append(
        Figure(
            "answer, median: 30,000 beside 3,000",
            median(large["whole"]),
            median(small["whole"]),
            "ms",
            "the same at 3,000",
            4.0,
        )
    )
    quality = {name: measured[SIZES[0]][name] for name in QUALITY}
    report("search", figures, **quality, sizes=_told(measured))
    _print_rest(measured)


def _figures(size: int, measured: dict[str, Any]) -> list[Figure]:
    whole, bare = measured["whole"], median(measured["engine"])
    at = f"{size:,}"
    figures = [
        Figure(f"{at}: answer − bare engine, median", median(whole) - bare, 2.0, "ms", "2 ms", 1.0),
        *(
            Figure(
                f"{at}: whole request, {how}, − bare engine, median",
                median(measured[name]) - bare,
                2.0,
                "ms",
                "2 ms",
                1.0,
            )
            for name, how in (("page", "made anew"), ("copy", "from a copy"))
        ),
        Figure(
            f"{at}: suggestions, p95", quantile(measured["suggest"], 0.95), 2.0, "ms", "2 ms", 1.0
        ),
    ]
    for share, name in ((0.5, "median"), (0.95, "p95")):
        if measured["postgres"]:
            figures.append(
                Figure(
                    f"{at}: answer, {name}",
                    quantile(whole, share),
                    quantile(measured["postgres"], share),
                    "ms",
                    "PostgreSQL german tsvector",
                    1.0 if size == SIZES[-1] and share > 0.5 else float("inf"),
                )
            )
    return figures


def _measure(size: int, on_postgres: bool) -> dict[str, Any]:
    """Fill a database of its own and ask; times in milliseconds, one for each question asked."""
    from bench import judged

    filled = _fill(size, on_postgres)
    wheres = _wheres()
    asks: dict[str, Ask] = {
        "whole": lambda number: _whole(number, wheres),
        "page": lambda number: _page(number, anew=True),
        "copy": lambda number: _page(number, anew=False),
        "engine": lambda number: _engine(number, wheres),
    }
    if on_postgres:
        tsvector.make_table()
        asks["postgres"] = lambda number: tsvector.ask(QUERIES[number], wheres[number])
    started = time.perf_counter()
    _whole(0, wheres)
    first = (time.perf_counter() - started) * 1000
    measured: dict[str, Any] = {"postgres": [], **_interleaved(asks)}
    measured["suggest"] = _interleaved({"suggest": _suggest})["suggest"]
    measured["cpu"] = _cpu(asks["whole"])
    measured["after_change"] = _after_change(wheres)
    if size == SIZES[0]:
        measured["quality"] = judged.judge(on=ON).figures()
        measured["hold_out"] = judged.judge(on=ON, queries=judged.HOLD_OUT).figures()
        measured["hold_out_asked_blind"] = judged.FIRST_ANSWER
    return measured | {"first": first, **filled}


def _interleaved(asks: dict[str, Ask]) -> dict[str, list[float]]:
    """For each question the best of all rounds, so that a busy machine does not decide; asked in turns."""
    times = {name: [float("inf")] * len(QUERIES) for name in asks}
    for _round in range(ROUNDS + 1):
        for number in range(len(QUERIES)):
            for name, ask in asks.items():
                started = time.perf_counter()
                ask(number)
                taken = (time.perf_counter() - started) * 1000
                times[name][number] = min(taken, times[name][number])
    return times


def _cpu(ask: Ask) -> float:
    """CPU of this process per question, in milliseconds."""
    started = time.process_time()
    for _round in range(ROUNDS):
        for number in range(len(QUERIES)):
            ask(number)
    return (time.process_time() - started) * 1000 / (ROUNDS * len(QUERIES))


def _fill(size: int, on_postgres: bool) -> dict[str, float]:
    from django.core.management import call_command
    from django.db import connection

    from bench import corpus
    from mitsorge.domain.directory import actions
    from mitsorge.domain.directory.search import rebuild
    from mitsorge.foundation.identity.models import Network
    from mitsorge.foundation.places import actions as places
    from mitsorge.foundation.places.models import Body

    if on_postgres:
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE DATABASE bench_search_{size}")
    connection.close()
    connection.settings_dict["NAME"] = f"bench_search_{size}" if on_postgres else ":memory:"
    call_command("migrate", interactive=False, verbosity=0)
    places.load_own_geography(lands=LANDS)
    body = Body.objects.create(name="Landkreis Potsdam-Mittelmark", kind="KREIS", ags="12069")
    Network.objects.create(pk=1, preset="bench", name="Netzwerk", body=body, land="BB")
    actions.load_taxonomy(at=datetime(2026, 11, 20, tzinfo=UTC))
    corpus.fill(max(size, 412) if size == SIZES[0] else size, on=ON)
    started = time.perf_counter()
    rebuild()
    return {"rebuild_s": time.perf_counter() - started}


def _wheres() -> list[Any]:
    """A place for every second query."""
    from mitsorge.foundation.places.queries import locate_text

    places = [locate_text(text, on=ON) for text in PLACES]
    return [
        places[number // 2 % len(places)] if number % 2 else None for number in range(len(QUERIES))
    ]


def _request(number: int, wheres: Sequence[Any]) -> Any:
    from mitsorge.domain.directory.search import SearchRequest

    return SearchRequest(on=ON, what=QUERIES[number], where=wheres[number])


def _whole(number: int, wheres: Sequence[Any]) -> None:
    from mitsorge.domain.directory import search

    search.find(_request(number, wheres))


def _page(number: int, *, anew: bool) -> None:
    """The result page over HTTP's inner side: all middleware, no socket. `anew`: an address nobody asked before."""
    what = {"was": QUERIES[number], "wo": PLACES[number // 2 % len(PLACES)] if number % 2 else ""}
    once = {"x": next(_numbers)} if anew else {}
    _client().cookies.clear()
    response = _client().get("/hilfe/", {**what, **once})
    assert response.status_code == 200, response.status_code


@cache
def _client() -> Any:
    from django.test import Client

    return Client(SERVER_NAME="localhost")


def _engine(number: int, wheres: Sequence[Any]) -> None:
    """What the answer cannot do without: read the question, match, order, cut the page."""
    from mitsorge.domain.directory.search import finding, keeper

    finding.bare(keeper.current().view(ON), _request(number, wheres))


def _suggest(number: int) -> None:
    from mitsorge.domain.directory.search import suggest

    suggest(PREFIXES[number % len(PREFIXES)], on=ON)


def _after_change(wheres: Sequence[Any]) -> float:
    """The first answer after an offer was changed: the index takes the change in."""
    from mitsorge.domain.directory.models import Service
    from mitsorge.domain.directory.search import refresh_documents

    times = []
    for pk in Service.objects.order_by("pk").values_list("pk", flat=True)[:5]:
        refresh_documents([pk])
        started = time.perf_counter()
        _whole(0, wheres)
        times.append((time.perf_counter() - started) * 1000)
    return median(times)


def _told(measured: dict[int, dict[str, Any]]) -> dict[str, dict[str, float]]:
    return {
        str(size): {
            **{
                f"{name}_{word}_ms": quantile(values[name], share)
                for name in ("whole", "page", "copy", "engine", "postgres", "suggest")
                for word, share in (("p50", 0.5), ("p95", 0.95))
                if values[name]
            },
            "cpu_ms": values["cpu"],
            "first_ms": values["first"],
            "after_change_ms": values["after_change"],
            "rebuild_s": values["rebuild_s"],
        }
        for size, values in measured.items()
    }


def _print_rest(measured: dict[int, dict[str, Any]]) -> None:
    for size, values in measured.items():
        print(
            f"{size:>6,} offers: whole {median(values['whole']):.2f} ms (CPU {values['cpu']:.2f}), engine "
            f"{median(values['engine']):.2f} ms, first question {values['first']:.0f} ms, after a change "
            f"{values['after_change']:.1f} ms, all documents anew {values['rebuild_s']:.1f} s"
        )
    for title in QUALITY:
        figures = measured[SIZES[0]][title]
        print(f"{title}: " + ", ".join(f"{name} {value:.3f}" for name, value in figures.items()))
