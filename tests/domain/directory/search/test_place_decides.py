"""With a place, a fitting name does not outrank who comes to the village."""

import numpy as np

from mitsorge.domain.directory.search.ranking import _leveled


def test_what_fits_nearly_as_well_is_equal_and_the_rest_keeps_its_distance():
    points = np.array([54, 50, 48, 40, 6])
    assert _leveled(points).tolist() == [54, 54, 54, 40, 6]


def test_nothing_found_stays_nothing():
    assert _leveled(np.array([], dtype="i8")).tolist() == []
