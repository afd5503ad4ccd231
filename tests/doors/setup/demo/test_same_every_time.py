"""The same network every time: nothing depends on the clock, on numbers of rows or on the order of sets."""

import hashlib

import pytest
from django.db import transaction

from mitsorge.doors.setup.demo.sheaf import ORDER
from tests.doors.networks import build


@pytest.mark.django_db
def test_twice_from_scratch_gives_the_same_content() -> None:
    first, second = (_rolled_back() for _run in range(2))
    assert first == second


def _rolled_back() -> str:
    with transaction.atomic():
        build("pflegestammtisch-hildburghausen")
        found = _digest()
        transaction.set_rollback(True)
    return found


def _digest() -> str:
    """Everything but numbers of rows: a sum over all own columns of all records."""
    lines = []
    for model in ORDER:
        columns = [
            field.name
            for field in model._meta.concrete_fields
            if not field.primary_key and not field.is_relation
        ]
        lines += sorted(str(row) for row in model._default_manager.values_list(*columns))
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
