import pytest

from mitsorge.domain.upkeep.rules.readability import (
    Readability,
    Reading,
    readability,
    syllables,
)


@pytest.mark.parametrize(
    ("word", "count"),
    [("Haus", 1), ("Pflege", 2), ("Betreuung", 3), ("Tagespflege", 4), ("Freie", 2), ("Hm", 1)],
)
def test_syllables(word, count):
    assert syllables(word) == count


def test_two_short_sentences_by_hand():
    """8 words, 2 sentences, 1 of 8 words with three syllables: 0.2656·4 + 0.2744·12.5 − 1.693 = 2.8."""
    text = "Wir holen Sie ab. Die Betreuung kostet nichts."
    assert readability(text) == Readability(2.8, 8, 4)


def test_one_long_sentence_of_long_words_is_hard():
    text = (
        "Die Inanspruchnahme niedrigschwelliger Entlastungsangebote erfordert die vorherige "
        "Feststellung einer entsprechenden Pflegebedürftigkeit."
    )
    found = readability(text)
    assert found is not None
    assert (found.words, found.longest, found.reading) == (11, 11, Reading.HARD)


@pytest.mark.parametrize("text", ["", "Tagespflege", "Mo bis Fr, 8 bis 16 Uhr."])
def test_too_short_to_judge(text):
    assert readability(text) is None
