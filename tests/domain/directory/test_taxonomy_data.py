"""The care taxonomy and the judged queries are data: these tests keep both sound. No database, no Django."""

import re
import tomllib
from collections import Counter, defaultdict
from itertools import combinations
from pathlib import Path

import pytest

from mitsorge.face.icons import PATHS

ROOT = Path(__file__).resolve().parents[3]
TAXONOMY = tomllib.loads(
    (ROOT / "src/mitsorge/domain/directory/data/taxonomy.toml").read_text("utf-8")
)
QUERIES = tomllib.loads((Path(__file__).parent / "data/judged_queries.toml").read_text("utf-8"))[
    "query"
]

TERMS = {term["code"]: term for term in TAXONOMY["term"]}
KINDS = {
    "word",
    "compound",
    "inflection",
    "umlaut",
    "typo",
    "phrase",
    "situation",
    "abbreviation",
    "place",
    "false-friend",
    "none",
}
START_PAGE_TILES = [
    ("Zu Hause gut versorgt", "home"),
    ("Ich pflege jemanden", "heart-hand"),
    ("Vergesslichkeit und Demenz", "head-question"),
    ("Nach dem Krankenhaus", "bed"),
    ("Wohnen im Alter", "key"),
    ("Mit Behinderung leben", "wheelchair"),
    ("Geld und Recht", "scales"),
    ("Begegnung im Ort", "people"),
]


def fold(word):
    """Spelling without case, umlaut and ß, so that "Fuß" and "fuss" count as one word."""
    folded = word.casefold().replace("ä", "ae").replace("ö", "oe").replace("ü", "ue")
    return " ".join(re.findall(r"[\w§.]+", folded))


def family(code):
    """The term and all its ancestors."""
    line = []
    while code and code not in line:
        line.append(code)
        code = TERMS[code].get("parent")
    return line


def words_of(term):
    return {fold(word) for word in [term["name"], *term["synonyms"]]}


def repeated(values):
    return sorted(value for value, count in Counter(values).items() if count > 1)


# ---------------------------------------------------------------- taxonomy


@pytest.mark.parametrize(
    ("table", "key"),
    [
        ("term", "code"),
        ("target_group", "code"),
        ("payer", "code"),
        ("language", "code"),
        ("accessibility", "code"),
        ("situation", "slug"),
        ("situation", "position"),
        ("abbreviation", "short"),
    ],
)
def test_codes_are_unique(table, key):
    assert repeated(row[key] for row in TAXONOMY[table]) == []


@pytest.mark.parametrize("table", ["term", "target_group", "payer", "language", "accessibility"])
def test_names_are_unique(table):
    assert repeated(fold(row["name"]) for row in TAXONOMY[table]) == []


@pytest.mark.parametrize(
    ("table", "key"),
    [
        ("term", "code"),
        ("target_group", "code"),
        ("payer", "code"),
        ("accessibility", "code"),
        ("situation", "slug"),
    ],
)
def test_codes_are_ascii_slugs(table, key):
    assert [
        row[key] for row in TAXONOMY[table] if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", row[key])
    ] == []


@pytest.mark.parametrize(
    ("table", "least"),
    [
        ("term", 80),
        ("target_group", 12),
        ("payer", 20),
        ("language", 20),
        ("accessibility", 12),
        ("situation", 14),
        ("false_friend", 40),
        ("abbreviation", 25),
    ],
)
def test_each_table_is_as_rich_as_promised(table, least):
    assert len(TAXONOMY[table]) >= least


ALLOWED = {
    "term": ({"code", "name", "description", "synonyms"}, {"parent", "law"}),
    "target_group": ({"code", "name", "synonyms"}, set()),
    "payer": ({"code", "name", "description"}, {"law"}),
    "language": ({"code", "name"}, set()),
    "accessibility": ({"code", "name"}, set()),
    "situation": (
        {"slug", "name", "summary", "icon", "position", "terms", "phrases"},
        set(),
    ),
    "false_friend": ({"word", "keeps", "about"}, set()),
    "abbreviation": ({"short", "long", "terms"}, set()),
}


def test_no_row_has_a_missing_or_unknown_key():
    assert set(TAXONOMY) == set(ALLOWED)
    wrong = [
        row
        for table, (needed, optional) in ALLOWED.items()
        for row in TAXONOMY[table]
        if not needed <= set(row) <= needed | optional or "" in row.values()
    ]
    assert wrong == []


def test_parents_exist_and_stand_above_their_children():
    seen, wrong = set(), []
    for term in TAXONOMY["term"]:
        if "parent" in term and term["parent"] not in seen:
            wrong.append(term["code"])
        seen.add(term["code"])
    assert wrong == []  # above means earlier, so the tree can have no circle


def test_every_root_has_children():
    parents = {term["parent"] for term in TERMS.values() if "parent" in term}
    assert [
        code for code, term in TERMS.items() if "parent" not in term and code not in parents
    ] == []


def test_every_term_has_at_least_two_synonyms_and_none_twice():
    assert [code for code, term in TERMS.items() if len(term["synonyms"]) < 2] == []
    assert [code for code, term in TERMS.items() if repeated(map(fold, term["synonyms"]))] == []


def test_no_word_belongs_to_two_unrelated_terms():
    owners = defaultdict(set)
    for code, term in TERMS.items():
        for word in words_of(term):
            owners[word].add(code)
    clashes = {
        word: pair
        for word, codes in owners.items()
        for pair in combinations(sorted(codes), 2)
        if pair[0] not in family(pair[1]) and pair[1] not in family(pair[0])
    }
    assert clashes == {}


def test_descriptions_are_short_sentences():
    rows = [*TAXONOMY["term"], *TAXONOMY["payer"]]
    wrong = [
        row["code"]
        for row in rows
        if not row["description"].endswith(".") or len(row["description"]) > 140
    ]
    assert wrong == []


def test_laws_are_written_as_lawyers_cite_them():
    books = r"(SGB (V|VI|IX|XI|XII)|BGB|BtOG|WoGG|PflegeZG|FPfZG)"
    part = rf"(§§? [^,]+(, \d+[a-z]?)* )?{books}"
    laws = [row["law"] for row in [*TAXONOMY["term"], *TAXONOMY["payer"]] if "law" in row]
    assert [law for law in laws if not re.fullmatch(rf"{part}(, {part})*", law)] == []


def test_start_page_shows_its_eight_tiles_first():
    first = sorted(TAXONOMY["situation"], key=lambda row: row["position"])[:8]
    assert [(row["name"], row["icon"]) for row in first] == START_PAGE_TILES


def test_situations_lead_to_real_terms():
    wrong = {
        row["slug"]: [code for code in row["terms"] if code not in TERMS] or repeated(row["terms"])
        for row in TAXONOMY["situation"]
    }
    assert {slug: codes for slug, codes in wrong.items() if codes} == {}
    assert [
        row["slug"]
        for row in TAXONOMY["situation"]
        if len(row["terms"]) < 5 or len(row["phrases"]) < 3
    ] == []


def test_situations_wear_icons_that_are_drawn():
    assert [row["slug"] for row in TAXONOMY["situation"] if row["icon"] not in PATHS] == []


def test_abbreviations_lead_to_real_terms():
    rows = TAXONOMY["abbreviation"]
    assert [
        row["short"] for row in rows if not row["terms"] or not set(row["terms"]) <= set(TERMS)
    ] == []


def test_false_friends_are_single_words_kept_whole_and_listed_once():
    rows = TAXONOMY["false_friend"]
    assert [row["word"] for row in rows if not row["keeps"] or " " in row["word"]] == []
    assert repeated(fold(row["word"]) for row in rows) == []


def test_no_false_friend_stands_in_the_words_of_care():
    friends = {fold(row["word"]) for row in TAXONOMY["false_friend"]}
    phrases = [word for term in TERMS.values() for word in words_of(term)]
    phrases += [
        fold(word) for row in TAXONOMY["target_group"] for word in [row["name"], *row["synonyms"]]
    ]
    phrases += [
        fold(word) for row in TAXONOMY["situation"] for word in [row["name"], *row["phrases"]]
    ]
    assert sorted(friends.intersection(word for phrase in phrases for word in phrase.split())) == []


# ---------------------------------------------------------------- judged queries


def test_there_are_enough_queries_of_every_kind():
    counts = Counter(query["kind"] for query in QUERIES)
    assert set(counts) == KINDS
    assert sum(counts.values()) >= 140
    assert min(counts.values()) >= 10


def test_no_query_is_asked_twice():
    assert repeated((query["q"], query.get("wo")) for query in QUERIES) == []


def test_every_query_is_judged_in_exactly_one_way():
    wrong = [query["q"] for query in QUERIES if ("grades" in query) == query.get("none", False)]
    assert wrong == []
    assert [
        query for query in QUERIES if not set(query) <= {"q", "wo", "kind", "grades", "none"}
    ] == []


def test_only_false_friends_and_strangers_expect_nothing():
    wrong = [
        query["q"]
        for query in QUERIES
        if (query["kind"] in {"false-friend", "none"}) != ("none" in query)
    ]
    assert wrong == []


def test_queries_grade_real_terms_and_name_a_best_answer():
    graded = [query for query in QUERIES if "grades" in query]
    assert [query["q"] for query in graded if not set(query["grades"]) <= set(TERMS)] == []
    assert [query["q"] for query in graded if not set(query["grades"].values()) <= {1, 2, 3}] == []
    assert [query["q"] for query in graded if 3 not in query["grades"].values()] == []


def test_every_kind_of_help_is_the_best_answer_to_some_query():
    best = {
        code for query in QUERIES for code, grade in query.get("grades", {}).items() if grade == 3
    }
    parents = {term.get("parent") for term in TERMS.values()}
    assert sorted(set(TERMS) - parents - best) == []


def test_queries_that_expect_nothing_are_no_words_of_care():
    care = {word for term in TERMS.values() for word in words_of(term)}
    assert [query["q"] for query in QUERIES if "none" in query and fold(query["q"]) in care] == []


def test_some_false_friends_are_on_no_list():
    listed = {fold(row["word"]) for row in TAXONOMY["false_friend"]}
    asked = [query["q"] for query in QUERIES if query["kind"] == "false-friend"]
    assert len([word for word in asked if fold(word) not in listed]) >= 5
    assert len([word for word in asked if fold(word) in listed]) >= 5
