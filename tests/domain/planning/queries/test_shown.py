import numpy as np

from mitsorge.domain.planning.queries.shown import hidden

TABLE = np.array([[7.0, 20], [30, 40]])


def test_the_limit_is_that_of_the_installation(settings):
    settings.SUPPRESS_BELOW = 5
    assert not hidden(TABLE).any()
    settings.SUPPRESS_BELOW = 10
    assert hidden(TABLE)[0].tolist() == [1, 2, 0]
    assert hidden(TABLE, row_totals=False, column_totals=False)[0].tolist() == [1, 0, 3]
