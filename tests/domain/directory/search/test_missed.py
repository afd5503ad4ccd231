import pytest

from mitsorge.domain.directory.search.missed import as_counted, may_be_counted


@pytest.mark.parametrize(
    ("words", "may"),
    [
        ("Nachtpflege Görzke", True),
        ("Tagespflege 14822", True),
        ("§ 45b", True),
        ("", False),
        ("nadia@familie.example", False),
        ("www.familie.example", False),
        ("Anruf unter 030 23125-110", False),
        ("0171/3920012", False),
        ("eins zwei drei vier fünf sechs sieben acht", True),
        ("eins zwei drei vier fünf sechs sieben acht neun", False),
    ],
)
def test_words_that_could_be_somebodys_are_not_counted(words, may):
    assert may_be_counted(words) is may


def test_words_are_counted_in_one_spelling_and_cut():
    assert as_counted("  Nachtpflege   GÖRZKE ") == "nachtpflege görzke"
    assert len(as_counted("w" * 500)) == 120
