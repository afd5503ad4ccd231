"""Whoever reads the public pages in English meets no German word of ours."""

import re
from pathlib import Path

from babel.messages.pofile import read_po

from tests.architecture.phrases import SOURCE, phrases

CATALOGUE = SOURCE / "locale/en/LC_MESSAGES/django.po"
SHOWN_TO_ALL = [
    "face",
    "doors/members",
    "doors/public",
    "domain/directory/wording",
    "domain/directory/search",
    "domain/governance/wording",
    "domain/partners/wording.py",
    "domain/recommendations/wording",
    "foundation/people/wording.py",
    "foundation/places/queries",
    "foundation/places/wording.py",
]
PLACEHOLDER = re.compile(r"%\((\w+)\)s|\{(\w+)\}")


def translated() -> dict[tuple[str, ...], tuple[str, ...]]:
    with CATALOGUE.open("rb") as file:
        catalogue = read_po(file, locale="en")
    found = {}
    for message in catalogue:
        if message.id and not message.fuzzy:
            ids = message.id if isinstance(message.id, tuple) else (message.id,)
            words = message.string if isinstance(message.string, tuple) else (message.string,)
            found[ids[:2]] = tuple(words)
    return found


def test_every_phrase_shown_to_all_is_translated():
    known = {ids for ids, words in translated().items() if all(words)}
    missing = {
        phrase: sorted(files)
        for phrase, files in phrases(SHOWN_TO_ALL).items()
        if phrase not in known
    }
    assert missing == {}


def test_placeholders_survive_translation():
    broken = {
        ids: words
        for ids, words in translated().items()
        for word in words
        if word and set(PLACEHOLDER.findall(word)) - set(PLACEHOLDER.findall("".join(ids)))
    }
    assert broken == {}


def test_the_catalogue_holds_nothing_that_is_gone():
    everything = phrases([path.name for path in Path(SOURCE).iterdir() if path.name != "locale"])
    assert sorted(set(translated()) - set(everything)) == []
