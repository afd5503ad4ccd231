from datetime import date

import pytest

from mitsorge.domain.stories import rules


@pytest.mark.parametrize(
    ("slug", "allowed"),
    [
        ("impressum", False),
        ("datenschutz", False),
        ("barrierefreiheit", False),
        ("leichte-sprache", False),
        ("anreise", True),
    ],
)
def test_pages_the_law_asks_for_stay(slug, allowed):
    assert rules.may_be_withdrawn(slug) is allowed


@pytest.mark.parametrize(
    ("start", "end", "on", "running"),
    [
        (date(2026, 11, 1), None, date(2026, 10, 31), False),
        (date(2026, 11, 1), None, date(2026, 11, 1), True),
        (date(2026, 11, 1), date(2026, 11, 3), date(2026, 11, 2), True),
        (date(2026, 11, 1), date(2026, 11, 3), date(2026, 11, 3), False),
    ],
)
def test_a_notice_holds_until_its_end_not_on_it(start, end, on, running):
    assert rules.is_running(published_on=start, ends_on=end, on=on) is running
