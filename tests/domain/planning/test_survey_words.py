"""Numbers of a survey are rounded, not cut off."""

import pytest

from mitsorge.domain.planning.rules.survey_counts import Response
from mitsorge.domain.planning.wording.surveys import number_words, response_words


@pytest.mark.parametrize(
    ("value", "words"),
    [(None, "keine Angabe"), (0, "0"), (12, "12"), (3.5, "3,5"), (6.66, "6,7"), (9.96, "10"), (1234.5, "1.234,5")],
)  # fmt: skip
def test_a_number(value, words):
    assert number_words(value) == words


@pytest.mark.parametrize(
    ("asked", "answered", "words"),
    [
        (3, 2, "2 von 3 Organisationen (67\N{NO-BREAK SPACE}%)"),
        (1, 1, "1 von 1 Organisation (100\N{NO-BREAK SPACE}%)"),
        (0, 0, "0 von 0 Organisationen (keine Angabe)"),
    ],
)
def test_a_response(asked, answered, words):
    assert response_words(Response(asked, answered)) == words
