"""What the journal says, a coordinator can read."""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.template import engines
from django.utils import timezone

import mitsorge
from mitsorge.face.history import Change, event_words, lines
from mitsorge.foundation.journal import wording
from mitsorge.foundation.journal.actions import record
from mitsorge.foundation.journal.queries import history
from mitsorge.foundation.post.actions import enqueue
from mitsorge.foundation.post.models import Letter
from mitsorge.foundation.post.rules import Draft
from tests.cast import NOW, account


@pytest.fixture
def letter(db) -> Letter:
    return enqueue(Draft("paul@haus.example", "Danke", "Text", "k"), at=NOW)


def test_fields_codes_moments_and_gaps_are_words(letter):
    changes = {
        "state": ["UNCLEAR", "QUEUED"],
        "confidential": [False, True],
        "due_at": ["2026-11-17T09:00:00+00:00", None],
        "subject": ["", "x" * 300],
        "unknown": [["a", "b"], {"c": 1}],
    }
    record(event="post.letter.sent_again", subject=letter, by=account("frieda"), at=NOW, changes=changes, why="Frau M. rief an")  # fmt: skip
    (line,) = lines(history(letter))
    assert (line.at, line.who, line.what, line.why) == (
        NOW, "Frieda", "Brief noch einmal versandt", "Frau M. rief an",
    )  # fmt: skip
    assert line.changes == (
        Change("Betreff", "leer", "x" * 159 + "…"),
        Change("Vertraulich", "nein", "ja"),
        Change("Stand", "unklar", "wartet auf den Versand"),
        Change("Fällig", "17. November 2026 10:00", "leer"),
        Change("Unknown", "a, b", "{'c': 1}"),
    )


def test_a_deed_without_a_person_is_said_to_be_automatic(letter):
    record(event="post.letter.forgotten", subject=letter, by=None, at=NOW)
    assert [line.who for line in lines(history(letter))] == ["Mitsorge, von selbst"]


def test_the_partial_shows_lines_and_escapes_them(letter, django_assert_num_queries):
    shown = engines["django"].get_template("mitsorge/partials/_history.html")
    assert "Noch keine Änderung." in shown.render({"history": history(letter)})
    for number in range(3):
        record(event="post.letter.given_up", subject=letter, by=None, at=NOW, changes={"subject": ["<b>", str(number)]})  # fmt: skip
    with django_assert_num_queries(1):
        html = shown.render({"history": history(letter)})
    assert html.count("<li>") == 3
    assert "Betreff: <del>&lt;b&gt;</del>" in html
    assert f'datetime="{timezone.localtime(NOW).isoformat()}"' in html


EVENT = re.compile(r"[a-z]+\.[a-z_]+\.[a-z_]+")


def events() -> set[str]:
    """Every event that the source names as `event="…"` or as a literal `package.thing.verb`."""
    labels = {config.label for config in apps.get_app_configs()}
    found: set[str] = set()
    for path in Path(mitsorge.__file__).parent.rglob("actions*/**/*.py"):
        found |= named(path, labels)
    for path in Path(mitsorge.__file__).parent.rglob("actions.py"):
        found |= named(path, labels)
    return found


def named(path: Path, labels: set[str]) -> set[str]:
    texts = (
        node.value
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )
    return {t for t in texts if EVENT.fullmatch(t) and t.split(".")[0] in labels}


def test_every_event_has_german_words():
    assert {"people.account.created", "post.letter.given_up"} <= events()
    assert {event for event in events() if event_words(event, Letter) == event} == set()


def test_an_event_without_words_is_shown_as_it_is():
    assert event_words("a.b.unheard", Letter) == "a.b.unheard"
    assert event_words("a.b.changed") == str(wording.VERB["changed"]).capitalize()
