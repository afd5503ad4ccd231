"""A network of roads as one compact file, so that an extract is read once and not by every process."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from zipfile import BadZipFile

import numpy as np

from mitsorge.domain.planning.rules.access.roads import Roads

FORM = 1
"""Of the file; another form is another number, and the old file is not read any more."""
ARRAYS = ("lat", "lon", "start", "end", "km", "minutes")


@dataclass(frozen=True)
class Origin:
    """Which extract a network comes from: name and size of its file, and its date as ISO ("" where it tells none)."""

    extract: str
    size: int
    as_of: str = ""


def save(roads: Roads, origin: Origin, path: Path) -> None:
    """Writes the file beside its place and moves it there: who reads meets the old one or the new one."""
    told = json.dumps({"form": FORM, **asdict(origin)})
    beside = path.with_name(path.name + ".new.npz")
    arrays = {name: getattr(roads, name) for name in ARRAYS}
    np.savez_compressed(beside, told=np.array(told), **arrays)
    beside.replace(path)


def load(path: Path) -> tuple[Roads, Origin] | None:
    """The network and where it comes from (0.1 s for 100,000 nodes); None for a file of another form or none of ours."""
    try:
        with np.load(path, allow_pickle=False) as stored:
            told = json.loads(str(stored["told"]))
            if told.pop("form") != FORM:
                return None
            return Roads(*(stored[name] for name in ARRAYS)), Origin(**told)
    except (OSError, EOFError, ValueError, KeyError, TypeError, BadZipFile):
        return None
