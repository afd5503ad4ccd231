from datetime import date, time
from decimal import Decimal

import pytest

from mitsorge.domain.directory.rules import CostDraft, PhoneDraft, PhoneKind, Slot
from mitsorge.domain.upkeep.rules.changes import (
    differing,
    harmless,
    overtaken,
    packed,
    unpacked,
)

A, B = {"number": "1"}, {"number": "2"}


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ({"phones": [A]}, {"phones": [B]}, True),
        ({"schedules": []}, {"schedules": [{}]}, True),
        ({"email": "", "url": ""}, {"email": "a@b.example", "url": "https://b.example"}, True),
        ({"website": ""}, {"website": "https://b.example"}, True),
        ({"closed_from": None}, {"closed_from": "2026-12-01"}, True),
        ({"closed_from": "2026-12-01"}, {"closed_from": None}, True),
        ({"name": "A"}, {"name": "B"}, False),
        ({"costs": []}, {"costs": [{}]}, False),
        ({"phones": [A], "name": "A"}, {"phones": [B], "name": "B"}, False),
        ({"phones": [A], "name": "A"}, {"phones": [B], "name": "A"}, True),
        ({"phones": [A]}, {"phones": [A]}, False),
        ({}, {}, False),
    ],
)
def test_only_fields_that_every_call_proves_are_public_at_once(before, after, expected):
    assert harmless(before, after) is expected


def test_what_differs():
    assert differing({"a": 1, "b": 2}, {"a": 1, "b": 3, "c": 4}) == {"b", "c"}


@pytest.mark.parametrize(
    ("now", "expected"),
    [("old", set()), ("new", set()), ("another", {"name"})],
)
def test_a_field_is_overtaken_where_a_third_value_stands(now, expected):
    assert overtaken({"name": "old"}, {"name": "new"}, {"name": now}) == expected


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("name", "Abendsonne"),
        ("closed_from", date(2026, 12, 24)),
        ("closed_to", None),
        ("phones", (PhoneDraft("030 23125-110", PhoneKind.VOICE, "werktags"), PhoneDraft("1"))),
        (
            "schedules",
            (
                Slot("FREQ=WEEKLY;BYDAY=MO", time(8), time(16, 30), False, date(2026, 1, 1)),
                Slot(by_appointment=True, description="nach Anruf"),
            ),
        ),
        (
            "costs",
            (
                CostDraft("Tagessatz", Decimal("74.50"), "Tag", "", date(2026, 1, 1)),
                CostDraft("Fahrt", None, "", "auf Anfrage"),
            ),
        ),
    ],
)
def test_what_is_kept_comes_back_the_same(name, value):
    assert unpacked(name, packed(value)) == value
