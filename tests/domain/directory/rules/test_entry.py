from dataclasses import fields

import pytest

from mitsorge.domain.directory.rules import Completeness, EntryFacts, Part, completeness

NAMES = [field.name for field in fields(EntryFacts)]


@pytest.mark.parametrize(("name", "part"), list(zip(NAMES, Part, strict=True)))
def test_each_missing_part_is_named(name, part):
    facts = EntryFacts(**{field: field != name for field in NAMES})
    assert completeness(facts) == Completeness(1 - 1 / 12, (part,))


def test_whole_and_empty():
    assert completeness(EntryFacts(*[True] * 12)) == Completeness(1.0, ())
    assert completeness(EntryFacts(*[False] * 12)) == Completeness(0.0, tuple(Part))
