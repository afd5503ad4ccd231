import pytest

from mitsorge.domain.planning.rules import CareKind, Level
from mitsorge.domain.planning.rules.bands import Band, Why
from mitsorge.domain.planning.rules.forecast import YearOutside
from mitsorge.domain.planning.rules.outlook import NoFigures
from mitsorge.domain.planning.rules.remarks import Remark, RemarkKind
from mitsorge.domain.planning.wording.remarks import age_words, refusal_words, remark_words

VALUES = {
    "base": 2022, "level": Level.COUNTRY, "code": "DG", "method": "RATIO", "year": 2019,
    "care": CareKind.ALL, "published": 9196.0, "factor": 0.69, "shares": {CareKind.DAY: 0.1},
    "bands": (Band(65),), "why": Why.MUST_BE_CUT, "area": "P1", "parts": ("a", "b"),
    "areas": ("P1",), "rates": 2021, "part": "a", "kreis": 10.0,
}  # fmt: skip


@pytest.mark.parametrize("kind", RemarkKind)
def test_every_remark_has_a_sentence(kind):
    more = {"areas": 3600.0} if kind == RemarkKind.CONTRADICTION else {}
    more |= {"care": 2019} if kind == RemarkKind.YEARS_DIFFER else {}
    words = remark_words(Remark(kind, {**VALUES, **more}), {"P1": "Nord", "a": "Adorf"})
    assert words.endswith(".")
    assert "%(" not in words


@pytest.mark.parametrize("why", Why)
def test_every_refusal_of_ages_says_why(why):
    remark = Remark(RemarkKind.REFUSED, {"bands": (Band(65, 80),), "why": why})
    assert "65 bis unter 80" in remark_words(remark, {})


def test_names_stand_for_keys_and_long_lists_end():
    parts = ("a", *(str(n) for n in range(9)))
    remark = Remark(RemarkKind.PARTS_MISSING, {"area": "P1", "parts": parts})
    assert remark_words(remark, {"P1": "Nord", "a": "Adorf"}) == (
        "Nord: Es fehlen Zahlen für Adorf, 0, 1, 2, 3, 4 und 4 weitere. Was dort steht, ist ein Mindestwert."
    )


@pytest.mark.parametrize(
    ("band", "words"),
    [
        (Band(), "jedes Alter"),
        (Band(80), "ab 80"),
        (Band(0, 65), "unter 65"),
        (Band(65, 80), "65 bis unter 80"),
    ],
)
def test_ages_in_words(band, words):
    assert age_words(band) == words


def test_why_nothing_is_computed():
    assert "Quoten" in refusal_words(NoFigures("rates"))
    one, many = YearOutside([2035], 2020, 2030), YearOutside([2019, 2035, 2036], 2020, 2030)
    assert (
        refusal_words(one) == "Für 2035 gibt es keine Zahlen: Die Reihe reicht von 2020 bis 2030."
    )
    assert "Für die Jahre 2019, 2035–2036 gibt es" in refusal_words(many)
