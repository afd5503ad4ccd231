"""The network of roads of this installation, where one was prepared."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from mitsorge.domain.planning.rules.access import STRAIGHT, Journeys, Router
from mitsorge.domain.planning.rules.access.kept import Origin, load
from mitsorge.domain.planning.wording.roads import source_words, ways_words


@dataclass(frozen=True, eq=False)
class OnRoads:
    """The prepared network and where it comes from."""

    router: Router
    origin: Origin


def journeys() -> Journeys:
    """How far people have it in this installation: on the road where a network is prepared, else in a straight line."""
    found = on_roads()
    return Journeys(found.router) if found else STRAIGHT


def ways_sentence() -> str:
    """What distances are, and whose roads they run on."""
    found = on_roads()
    ways = ways_words(on_roads=found is not None)
    return f"{ways} {source_words(found.origin)}" if found else ways


def prepared_file() -> Path:
    """Where the prepared network lies or will lie."""
    return Path(settings.DATA_DIR) / "roads.npz"


def on_roads() -> OnRoads | None:
    """None: distances are great circles. Either no extract is set, or it was not prepared yet, or it is another one.

    No query; reads the file once per process and again when it was written anew. Never opens the extract itself.
    """
    if not settings.ROADS:
        return None
    try:
        written = prepared_file().stat().st_mtime_ns
    except OSError:
        return None
    found = _loaded(prepared_file(), written)
    return found if found and found.origin.extract == Path(settings.ROADS).name else None


@lru_cache(maxsize=1)
def _loaded(path: Path, _written: int) -> OnRoads | None:
    found = load(path)
    return OnRoads(Router(found[0]), found[1]) if found else None
