"""A role is held once, with a scope and without: on both databases."""

import uuid

import pytest
from django.db import IntegrityError, transaction

from mitsorge.foundation.people.models import RoleGrant
from mitsorge.foundation.people.rules import Role
from tests.cast import NOW, account

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("role", "scope"), [(Role.PLANNING, None), (Role.MEMBER, uuid.uuid4())])
def test_a_role_is_granted_once(role, scope):
    grant = {"account": account("bo"), "role": role, "scope": scope, "granted_at": NOW}
    RoleGrant.objects.create(**grant)
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleGrant.objects.create(**grant)
    assert RoleGrant.objects.count() == 1
