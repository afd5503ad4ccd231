"""How the package behaves in a process: light to import, and fit for many requests at a time."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from mitsorge.domain.planning.rules.access import gaussian, two_step
from tests.domain.planning.rules.access.places import scattered

SAYS = "import sys, mitsorge.domain.planning.rules.access; print('numba' in sys.modules, 'django' in sys.modules)"

NOWHERE_TO_WRITE = """
from numba.core.caching import CacheImpl
for kind in (CacheImpl, *CacheImpl.__subclasses__()):
    kind._locator_classes = []
from mitsorge.domain.planning.rules.access import kernels
print(kernels.span._cache.cache_path)
"""


def test_importing_loads_neither_numba_nor_django():
    said = subprocess.run([sys.executable, "-c", SAYS], capture_output=True, text=True, check=True)
    assert said.stdout.split() == ["False", "False"]


def test_eight_at_a_time_get_what_one_gets():
    """Also while the work is shared among threads."""
    cells, sites, decay = scattered(30_000, 8, spread=1.5), scattered(60, 9), gaussian(15, 6)
    alone = two_step(cells, sites, decay=decay).score
    with ThreadPoolExecutor(8) as visitors:
        scores = list(visitors.map(lambda _: two_step(cells, sites, decay=decay).score, range(16)))
    for score in scores:
        np.testing.assert_array_equal(score, alone)


def test_computes_where_no_folder_can_be_written():
    """As on a read-only file system: compiled anew in each process, but compiled."""
    said = subprocess.run(
        [sys.executable, "-c", NOWHERE_TO_WRITE], capture_output=True, text=True, check=True
    )
    assert said.stdout.split() == ["None"]
