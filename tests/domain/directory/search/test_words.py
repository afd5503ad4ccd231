import pytest

from mitsorge.domain.directory.search.compounds import WholeWords, cut, halves, parts
from mitsorge.domain.directory.search.words import fold, root, stem, stems, telling


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Stützpunkt", "Stuetzpunkt"),
        ("Stützpunkt", "Stutzpunkt"),
        ("Fußpflege", "FUSSPFLEGE"),
        ("Café", "cafe"),
        ("Gedächtnis", "Gedaechtnis"),
        ("Bru\u0308ck", "Brück"),
    ],
)
def test_umlauts_and_sharp_s_are_folded_both_ways(one, other):
    assert fold(one) == fold(other)


def test_a_q_keeps_its_ue():
    assert fold("Quelle") == "quelle"


@pytest.mark.parametrize(
    ("one", "other"),
    [("Pflegedienste", "Pflegedienst"), ("Plätze", "Platz"), ("Beratungen", "Beratung")],
)
def test_forms_of_a_word_share_their_stem(one, other):
    assert stem(fold(one)) == stem(fold(other))


@pytest.mark.parametrize(
    "family",
    [
        ["Begleiterin", "Begleitung", "begleitet", "begleiten"],
        ["pflegende", "Pfleger", "pflegt", "Pflege"],
        ["Beratung", "Berater", "Beraterinnen", "beraten"],
    ],
)
def test_a_family_of_words_shares_its_root(family):
    assert len({root(stem(fold(word))) for word in family}) == 1


def test_hyphens_part_words():
    assert stems("Pflege-WG, 24h") == ["pfleg", "wg", "24h"]


def test_a_phrase_is_told_by_its_telling_words():
    assert telling("Essen auf Rädern") == ["ess", "rad"]


def test_a_phrase_of_stop_words_keeps_them_all():
    assert telling("wie und wo") == ["wie", "und", "wo"]


KNOWN = frozenset(
    stem(word) for word in ("kurzzeitpflege", "pflege", "platz", "beratung", "demenz")
)
WHOLE = WholeWords(["Grünpflege", "Kindertagespflege", "Verpflegung", "Heimspiel"])


@pytest.mark.parametrize(
    ("word", "pieces"),
    [
        ("kurzzeitpflegeplatz", ("kurzzeitpfleg", "platz")),
        ("demenzberatung", ("demenz", "berat")),
        ("pflegeberatung", ("pfleg", "berat")),
        ("teppichpflege", ()),
        ("pflege", ()),
    ],
)
def test_a_compound_is_cut_into_known_words(word, pieces):
    assert cut(word, KNOWN.__contains__) == pieces


def test_what_stands_beside_a_known_word_is_its_other_half():
    assert halves("pflegebett", KNOWN.__contains__) == ("pfleg", "bett")


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("Demenzberatungsstelle", {"demenz", "berat", "stell"}),
        ("Kurzzeitpflegeplatz", {"kurzzeitpfleg", "platz"}),
        ("Grünpflege", set()),
        ("Grünpflegearbeiten", set()),
        ("Ferienkindertagespflege", set()),
        ("Mittagsverpflegung", set()),
        ("Pflege", set()),
    ],
)
def test_an_entry_is_found_by_the_parts_of_its_compounds_but_not_of_whole_words(word, found):
    assert parts(word, whole=WHOLE, known=KNOWN) == found


@pytest.mark.parametrize(
    ("word", "beside"),
    [("grunpflege", ""), ("grunpflegen", ""), ("grunpflegeteam", "team"), ("pflegeteam", None)],
)
def test_a_whole_word_is_seen_inside_a_longer_one(word, beside):
    assert WHOLE.around(word) == beside
