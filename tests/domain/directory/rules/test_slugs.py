import pytest

from mitsorge.domain.directory.rules import slug, unique_slug


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tagespflege Abendsonne", "tagespflege-abendsonne"),
        ("Müllers Café & Größe", "muellers-cafe-und-groesse"),
        ("Bru\u0308cken", "bruecken"),
        ("STRAẞE", "strasse"),
        ("  --  ", ""),
        ("日本", ""),
        ("a" * 130, "a" * 120),
        ("wort " * 30, "-".join(["wort"] * 24)),
    ],
)
def test_slugs(text, expected):
    assert slug(text) == expected


@pytest.mark.parametrize(
    ("taken", "expected"),
    [
        ((), "tagespflege"),
        (("tagespflege",), "tagespflege-brueck"),
        (("tagespflege", "tagespflege-brueck"), "tagespflege-brueck-2"),
        (
            ("tagespflege", "tagespflege-brueck", "tagespflege-brueck-2"),
            "tagespflege-brueck-3",
        ),
    ],
)
def test_unique_with_the_place(taken, expected):
    assert unique_slug("Tagespflege", "Brück", set(taken)) == expected


def test_a_name_without_letters_still_has_an_address():
    assert unique_slug("日本", "", set()) == "eintrag"
    assert unique_slug("日本", "", {"eintrag"}) == "eintrag-2"
    assert len(unique_slug("a" * 200, "b", {"a" * 120})) == 116
