import pytest

from mitsorge.foundation.people.rules import (
    OFFICE_ROLES,
    PERFORMERS,
    Deed,
    Role,
    grantable,
    is_announced,
    may,
    needs_second_factor,
    normal_address,
)

TABLE = {
    #                    accounts  contacts
    Role.COORDINATION: (True, True),
    Role.PLANNING: (False, False),
    Role.ADVICE: (False, True),
    Role.STEERING: (False, False),
    Role.MEMBER: (False, False),
    Role.IT: (True, False),
}


def test_every_role_and_every_deed_stands_in_the_table():
    assert set(TABLE) == set(Role)
    assert list(PERFORMERS) == list(Deed)


@pytest.mark.parametrize("role", Role)
def test_who_may_do_what(role):
    assert (may({role}, Deed.MANAGE_ACCOUNTS), may({role}, Deed.KEEP_CONTACTS)) == TABLE[role]


@pytest.mark.parametrize("role", Role)
def test_what_opens_the_network_is_given_by_the_coordination_alone(role):
    given = {Role.COORDINATION: frozenset(Role), Role.IT: {Role.IT}}
    assert grantable({role}) == given.get(role, frozenset())
    assert grantable({role, Role.IT}) == given.get(role, frozenset()) | {Role.IT}
    assert grantable([]) == frozenset()


@pytest.mark.parametrize("role", Role)
def test_only_the_role_of_a_member_is_not_announced(role):
    assert is_announced(role) == (role != Role.MEMBER)


@pytest.mark.parametrize("deed", Deed)
def test_nobody_without_a_role_does_anything(deed):
    assert not may(frozenset(), deed)


@pytest.mark.parametrize("role", Role)
def test_all_but_members_need_a_second_factor(role):
    assert needs_second_factor({role}) == (role != Role.MEMBER)
    assert needs_second_factor({role, Role.MEMBER}) == (role in OFFICE_ROLES)


def test_addresses_are_compared_without_case_and_space():
    assert normal_address("  Frieda@Mitsorge.Example ") == "frieda@mitsorge.example"
