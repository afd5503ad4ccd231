import pytest

from mitsorge.domain.directory.search.lexicon import surfaces_of
from mitsorge.domain.directory.search.spelling import Spelling, errors_allowed

WORDS = ["Tagespflege", "Demenz", "Palliativ", "Haushaltshilfe", "Rollator", "Bett", "dement"]
SPELLING = Spelling(surfaces_of(WORDS), {"demenz": 9, "dement": 1})


@pytest.mark.parametrize(("length", "errors"), [(3, 0), (4, 0), (5, 1), (9, 1), (10, 2), (25, 2)])
def test_long_words_may_hold_more_errors(length, errors):
    assert errors_allowed(length) == errors


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("tagespflge", "Tagespflege"),
        ("tagespfelge", "Tagespflege"),
        ("demens", "Demenz"),
        ("palliatif", "Palliativ"),
        ("dollator", "Rollator"),
        ("haushalthilfe", "Haushaltshilfe"),
        ("tagespf", "Tagespflege"),
        ("bret", ""),
        ("traktor", ""),
        ("teppichpflege", ""),
    ],
)
def test_typing_errors_are_mended_with_public_words(typed, meant):
    assert SPELLING.mended(typed) == meant


def test_stop_words_and_short_words_are_never_a_correction():
    assert surfaces_of(["Hilfe für Opa und WG"]) == {"hilfe": "Hilfe"}
