from decimal import Decimal

import pytest

from mitsorge.domain.directory import rules, wording


@pytest.mark.parametrize(
    ("areas", "words"),
    [
        ([], ""),
        ([("BODY", "", None)], "im ganzen Netzwerkgebiet"),
        ([("RADIUS", "", 15)], "im Umkreis von 15 km"),
        ([("MUNICIPALITY", name, None) for name in ("Brück", "Linthe", "Brück")], "Brück, Linthe"),
        (
            [("MUNICIPALITY", name, None) for name in "ABCD"],
            "A, B, C und 1 weiterer Ort",
        ),
        ([("PLANNING_AREA", name, None) for name in "ABCDE"], "A, B, C und 2 weitere"),
    ],
)
def test_where_an_offer_comes_to(areas, words):
    assert wording.serves_words(areas) == words


@pytest.mark.parametrize(
    ("amount", "per", "words"),
    [
        (None, "Tag", ""),
        (Decimal("74.00"), "Tag", "74 € je Tag"),
        (Decimal("4.50"), "", "4,50 €"),
        (Decimal("1234.00"), "Monat", "1.234 € je Monat"),
    ],
)
def test_what_it_costs(amount, per, words):
    assert wording.costs_words(amount, per) == words


@pytest.mark.parametrize(
    ("codes", "words"),
    [
        (rules.Status, wording.STATUS),
        (rules.Area, wording.AREA),
        (rules.TermKind, wording.TERM_KIND),
        (rules.PhoneKind, wording.PHONE_KIND),
        (rules.Places, wording.PLACES),
        (rules.Access, wording.ACCESS),
        (rules.ReportKind, wording.REPORT_KIND),
        (rules.Part, wording.PART),
        (rules.Fault, wording.FAULT),
    ],
)
def test_every_code_has_words(codes, words):
    assert list(words) == list(codes)
    assert all(str(text) for text in words.values())
