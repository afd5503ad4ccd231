"""Every role with every deed: who may, and what is said to the others."""

import uuid

import pytest
from django.contrib.auth.models import AnonymousUser

from mitsorge.domain.directory import permissions as may
from mitsorge.foundation.people.rules import NotAllowed
from tests.cast import account
from tests.domain.directory.factories import organization

pytestmark = pytest.mark.django_db

DEEDS = [
    ("edit", {"frieda"}),
    ("assure", {"frieda"}),
    ("answer_reports", {"frieda"}),
    ("edit_responsibility", {"frieda"}),
    ("edit_taxonomy", {"frieda"}),
    ("read_office", {"frieda", "arno", "selma"}),
    ("read_internal", {"frieda", "arno"}),
]
CAST = ("frieda", "selma", "arno", "stella", "ida", "tilda", "paul")


def someone(name: str):
    return account(name, organization=organization() if name == "paul" else None)


@pytest.mark.parametrize("name", CAST)
@pytest.mark.parametrize(("deed", "performers"), DEEDS)
def test_role_by_deed(deed, performers, name):
    who = someone(name)
    allowed = name in performers
    assert getattr(may, f"may_{deed}")(who) is allowed
    if allowed:
        getattr(may, f"check_may_{deed}")(who)
    else:
        with pytest.raises(NotAllowed, match=r"^Dazu fehlt Ihnen die Berechtigung\."):
            getattr(may, f"check_may_{deed}")(who)


@pytest.mark.parametrize(("deed", "_performers"), DEEDS)
@pytest.mark.parametrize("nobody", [None, AnonymousUser()])
def test_nobody_may_nothing(deed, _performers, nobody):
    with pytest.raises(NotAllowed):
        getattr(may, f"check_may_{deed}")(nobody)


@pytest.mark.parametrize("name", CAST)
def test_a_member_proposes_for_its_own_organization_only(name):
    who = someone(name)
    own = organization("eigene") if name != "paul" else who.grants.get()
    own_uid = own.uid if name != "paul" else own.scope
    assert may.may_propose(who, own_uid) is (name in {"frieda", "paul"})
    assert may.may_propose(who, uuid.uuid4()) is (name == "frieda")


def test_otto_cannot_propose_for_the_others():
    otto = account("otto", organization=organization("ottos-dienste"))
    theirs = organization().uid
    for who in (otto, None):
        with pytest.raises(NotAllowed, match="nur für Ihre eigene Organisation"):
            may.check_may_propose(who, theirs)
    may.check_may_propose(otto, otto.grants.get().scope)
