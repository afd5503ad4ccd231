import pytest

from mitsorge.foundation.access import actions as access
from mitsorge.foundation.access.queries import factors_of, has_second_factor
from mitsorge.foundation.journal.models import Entry
from mitsorge.foundation.people import actions as people
from mitsorge.foundation.people.models import Account
from mitsorge.foundation.people.queries import roles_of
from mitsorge.foundation.people.rules import NotAllowed, Role
from mitsorge.foundation.post.models import Letter
from tests.cast import NOW, account
from tests.letters import letters
from tests.sign_in import with_password

pytestmark = pytest.mark.django_db


def test_the_first_coordinator_gets_account_role_and_letter_once():
    first = access.welcome_first_coordinator(email="f@mitsorge.example", name="Frieda", at=NOW)
    assert roles_of(first) == {Role.COORDINATION}
    assert [letter.to for letter in letters()] == ["f@mitsorge.example"]
    with pytest.raises(people.AlreadyDone):
        access.welcome_first_coordinator(email="x@mitsorge.example", name="X", at=NOW)
    assert (Account.objects.count(), len(letters())) == (1, 1)


def test_an_invitation_that_cannot_be_written_leaves_nothing(monkeypatch):
    frieda = account("frieda")

    def broken(*args, **kwargs):
        raise RuntimeError("the outbox is full")

    monkeypatch.setattr(access.post, "enqueue", broken)
    with pytest.raises(RuntimeError):
        access.invite(email="a@mitsorge.example", name="A", role=Role.ADVICE, by=frieda, at=NOW)
    assert (Account.objects.count(), Entry.objects.count(), Letter.objects.count()) == (1, 0, 0)


@pytest.mark.parametrize("name", ["selma", "arno", "stella", "tilda"])
def test_others_neither_invite_nor_reset(name):
    other, frieda = account(name), with_password("frieda")
    with pytest.raises(NotAllowed):
        access.invite(email="a@mitsorge.example", name="A", role=Role.ADVICE, by=other, at=NOW)
    with pytest.raises(NotAllowed):
        access.reset_second_factor(account=frieda, by=other, at=NOW)
    assert (has_second_factor(frieda), letters()) == (True, [])


def test_a_reset_is_done_once_and_by_somebody_else():
    frieda, ida = with_password("frieda"), account("ida")
    with pytest.raises(people.OwnRole):
        access.reset_second_factor(account=frieda, by=frieda, at=NOW)
    access.reset_second_factor(account=frieda, by=ida, at=NOW)
    with pytest.raises(people.AlreadyDone):
        access.reset_second_factor(account=frieda, by=ida, at=NOW)
    assert (has_second_factor(frieda), len(letters())) == (False, 1)


def test_kinds_of_factors_are_read_at_once(django_assert_num_queries):
    with_factor, without = with_password("frieda"), account("paul")
    with django_assert_num_queries(1):
        assert factors_of([with_factor.pk, without.pk]) == {with_factor.pk: frozenset({"totp"})}
