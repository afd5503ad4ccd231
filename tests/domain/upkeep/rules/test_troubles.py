"""Which answers mean a dead page, when it is asked again, and whom the worker may ask at all."""

from datetime import UTC, datetime, timedelta

import pytest

from mitsorge.domain.upkeep.rules.troubles import (
    Answer,
    Fault,
    Finding,
    Streak,
    Target,
    finding_of,
    is_public,
    is_trouble,
    line_is_open,
    next_try,
    one_per_host,
    streak_after,
    target_of,
)

NOW = datetime(2026, 11, 17, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("answer", "finding"),
    [
        (Answer(200), Finding.ALIVE),
        (Answer(304), Finding.ALIVE),
        (Answer(404), Finding.DEAD),
        (Answer(410), Finding.DEAD),
        (Answer(fault=Fault.UNKNOWN_HOST), Finding.DEAD),
        (Answer(fault=Fault.REFUSED), Finding.DEAD),
        (Answer(fault=Fault.TLS), Finding.DEAD),
        (Answer(401), Finding.DOUBTFUL),
        (Answer(403), Finding.DOUBTFUL),
        (Answer(429), Finding.DOUBTFUL),
        (Answer(500), Finding.DOUBTFUL),
        (Answer(503), Finding.DOUBTFUL),
        (Answer(fault=Fault.SILENT), Finding.DOUBTFUL),
        (Answer(fault=Fault.CIRCLES), Finding.DOUBTFUL),
        (Answer(fault=Fault.INSIDE), Finding.UNASKED),
    ],
)
def test_what_an_answer_says(answer, finding):
    assert finding_of(answer) == finding


def _days(n: float) -> datetime:
    return NOW + timedelta(days=n)


def _seen(*answers: tuple[float, Answer]) -> list[bool]:
    """After each answer on its day: does somebody have to look?"""
    streak, verdicts = Streak(), []
    for day, answer in answers:
        streak = streak_after(answer, streak, at=_days(day))
        verdicts.append(is_trouble(answer, streak, sure=True, at=_days(day)))
    return verdicts


def test_a_dead_page_is_a_trouble_at_once_a_doubtful_one_after_days():
    assert _seen((0, Answer(404))) == [True]
    days = [(day, Answer(503)) for day in (0, 1, 2, 4)]
    assert _seen(*days) == [False, False, False, True]


def test_many_doubts_of_one_day_are_no_trouble():
    assert _seen(*[(hour / 24, Answer(429)) for hour in range(6)]) == [False] * 6


def test_few_doubts_over_many_days_are_no_trouble():
    assert _seen((0, Answer(503)), (5, Answer(503)), (10, Answer(503))) == [False] * 3


def test_an_answer_ends_the_streak_and_not_having_asked_leaves_it():
    assert streak_after(Answer(200), Streak(3, NOW), at=_days(1)) == Streak()
    assert streak_after(Answer(fault=Fault.INSIDE), Streak(3, NOW), at=_days(1)) == Streak(3, NOW)
    assert not is_trouble(Answer(fault=Fault.INSIDE), Streak(9, NOW), sure=True, at=_days(9))
    assert not is_trouble(Answer(200), Streak(), sure=True, at=NOW)


def test_where_our_own_line_may_be_cut_a_dead_page_needs_days_too():
    dead = Answer(fault=Fault.UNKNOWN_HOST)
    assert not is_trouble(dead, Streak(1, NOW), sure=False, at=NOW)
    assert is_trouble(dead, Streak(4, NOW), sure=False, at=_days(3))


@pytest.mark.parametrize(
    ("answers", "is_open"),
    [
        ([], True),
        ([Answer(fault=Fault.REFUSED)] * 2, True),
        ([Answer(fault=Fault.UNKNOWN_HOST)] * 3, False),
        ([*[Answer(fault=Fault.UNKNOWN_HOST)] * 3, Answer(404)], True),
        ([Answer(fault=Fault.INSIDE)] * 3, True),
    ],
)
def test_nobody_answered_is_rather_our_own_fault(answers, is_open):
    assert line_is_open(answers) is is_open


@pytest.mark.parametrize(("tries", "days"), [(1, 1), (2, 1), (3, 2), (4, 4), (5, 7), (50, 7)])
def test_bad_answers_are_asked_again_ever_more_rarely(tries, days):
    assert next_try(Answer(503), Streak(tries, NOW), at=NOW) == _days(days)


def test_good_pages_are_asked_every_two_weeks():
    assert next_try(Answer(200), Streak(), at=NOW) == _days(14)
    assert next_try(Answer(fault=Fault.INSIDE), Streak(2, NOW), at=NOW) == _days(14)


@pytest.mark.parametrize(
    ("url", "target"),
    [
        ("https://haus.example", Target("https", "haus.example", 443, "/")),
        ("http://haus.example:8080/a?b=c#d", Target("http", "haus.example", 8080, "/a?b=c")),
        (
            "https://müller.example/ä b",
            Target("https", "xn--mller-kva.example", 443, "/%C3%A4%20b"),
        ),
        ("https://haus.example/%C3%A4", Target("https", "haus.example", 443, "/%C3%A4")),
        ("ftp://haus.example/", None),
        ("file:///etc/passwd", None),
        ("gopher://haus.example", None),
        ("https://haus.example:22/", None),
        ("https://haus.example:99999/", None),
        ("https://ich:geheim@haus.example/", None),
        ("https:///pfad", None),
        ("https://[::1", None),
        ("https://" + "a" * 70 + ".example/", None),
        ("", None),
    ],
)
def test_only_usual_web_addresses_are_asked(url, target):
    assert target_of(url) == target


def test_tests_may_ask_any_port():
    assert target_of("http://127.0.0.1:8911/", any_port=True) == Target(
        "http", "127.0.0.1", 8911, "/"
    )


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.215.14", True),
        ("2606:2800:21f:cb07:6820:80da:af6b:8b2c", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),  # noqa: S104 - an address to refuse
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("::", False),
        ("fe80::1", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("ff0e::1", False),
        ("::ffff:127.0.0.1", False),
        ("::ffff:10.0.0.1", False),
        ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False),
    ],
)
def test_only_the_open_net_is_public(address, public):
    assert is_public(address) is public


def test_one_host_is_asked_once_in_a_round():
    addresses = [
        "https://a.example/1",
        "https://a.example/2",
        "http://b.example",
        "kein",
        "https://c.example",
    ]
    assert one_per_host(addresses, 3) == ["https://a.example/1", "http://b.example", "kein"]
    assert one_per_host(addresses, 0) == []
