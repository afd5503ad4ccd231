import pytest

from mitsorge.foundation.access.rules import Step, is_fresh, missing_step, needs_password, shown
from mitsorge.foundation.people.rules import Role

PASSWORD, CODE, FACTOR = {"method": "password"}, {"method": "code"}, {"method": "mfa"}


@pytest.mark.parametrize(
    ("records", "has_factor", "step"),
    [
        ([], False, Step.PASSWORD),
        ([], True, Step.PASSWORD),
        ([CODE], True, Step.PASSWORD),
        ([CODE, FACTOR], True, Step.PASSWORD),
        ([PASSWORD], False, Step.SET_UP),
        ([PASSWORD], True, Step.PROVE),
        ([PASSWORD, FACTOR], True, None),
        ([FACTOR, PASSWORD], True, None),
        ([PASSWORD, FACTOR], False, Step.SET_UP),
    ],
)
def test_what_stands_between_a_session_and_the_office(records, has_factor, step):
    assert missing_step(records, has_factor=has_factor) == step


def test_one_office_role_among_others_asks_for_a_password():
    assert needs_password({Role.MEMBER, Role.ADVICE})
    assert not needs_password({Role.MEMBER})
    assert not needs_password(frozenset())


def test_a_proof_is_fresh_for_a_while():
    records = [{"method": "password", "at": 100}, {"method": "mfa"}]
    assert is_fresh(records, now=399, seconds=300)
    assert not is_fresh(records, now=400, seconds=300)
    assert not is_fresh([], now=0, seconds=300)


def test_only_what_was_shown_counts():
    assert shown([CODE, PASSWORD], "password")
    assert not shown([CODE], "password")
