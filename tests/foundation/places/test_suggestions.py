"""Suggestions while typing: the own body first, and each of them leads back to its place."""

import pytest

from mitsorge.foundation.places.models import Municipality
from mitsorge.foundation.places.queries import locate_text, suggest_places
from mitsorge.foundation.places.rules import place_key


def texts(prefix: str, limit: int = 8) -> list[str]:
    return [suggestion.text for suggestion in suggest_places(prefix, limit)]


@pytest.mark.parametrize(
    ("prefix", "expected"),
    [
        ("", []),
        ("B", []),
        ("brü", ["Brück", "Brühl", "Brüggen"]),
        ("Brue", ["Brück", "Brühl", "Brüggen"]),
        ("wer", ["Werder (Havel)", "Wermelskirchen", "Wernigerode"]),
        ("148", ["14806 Belzig", "14806 Hagelberg", "14806 Planetal"]),
        ("14822", ["14822 Borkheide", "14822 Borkwalde", "14822 Brück"]),
        ("xq", []),
    ],
)
def test_suggestions_in_potsdam_mittelmark(mittelmark, prefix, expected):
    assert texts(prefix, limit=3) == expected


def test_quarters_are_suggested_with_their_city(leipzig):
    assert texts("plag") == ["Plagwitz, Leipzig"]


@pytest.mark.parametrize("prefix", ["be", "brü", "148", "wil", "leip"])
def test_every_suggestion_leads_to_a_place_of_that_name(mittelmark, prefix):
    found_texts = texts(prefix, limit=20)
    assert found_texts
    for text in found_texts:
        found = locate_text(text)
        assert found is not None
        assert place_key(text.split(",")[0]) in place_key(found.label), text


def test_the_number_of_queries(mittelmark, django_assert_num_queries):
    for prefix, queries in (("be", 4), ("148", 2), ("b", 0)):
        with django_assert_num_queries(queries):
            suggest_places(prefix)


def test_the_database_folds_names_as_the_rules_do(germany):
    plain = "abcdefghijklmnopqrstuvwxyz0123456789/"
    rows = Municipality.objects.values_list("name", "key")
    assert len(rows) > 10_000
    for name, key in rows:
        folded = place_key(name)
        assert key == folded or set(folded) - set(plain), name
