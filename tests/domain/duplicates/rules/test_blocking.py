import numpy as np

from mitsorge.domain.duplicates.rules import Record, candidates
from mitsorge.domain.duplicates.rules.blocking import BLOCK


def pairs(records: list[Record]) -> set[tuple[int, int]]:
    first, second = candidates(records)
    return set(zip(first.tolist(), second.tolist(), strict=True))


def test_a_rare_word_leads_to_a_pair() -> None:
    assert pairs([Record(7, "Lindenhof"), Record(3, "Haus Lindenhof"), Record(5, "Seeblick")]) == {
        (3, 7)
    }


def test_a_value_of_many_leads_to_no_pair_by_itself() -> None:
    words = [f"{chr(97 + at % 26) * 4}{chr(97 + at // 26) * 4}" for at in range(BLOCK + 5)]
    records = [Record(at, word, phones=("030 23125-100",)) for at, word in enumerate(words)]
    assert pairs(records) == set()


def test_strangers_are_not_compared() -> None:
    draw = np.random.default_rng(1)
    letters = np.array(list("abcdefghiklmnoprstuwz"))
    records = [
        Record(at, "".join(draw.choice(letters, 9)), postcode=f"{at:05}") for at in range(300)
    ]
    assert len(pairs(records)) < 10
