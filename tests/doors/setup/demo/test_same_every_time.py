"""The same network every time: nothing depends on the clock, on numbers of rows or on the order of sets."""

import hashlib

import pytest
from django.apps import apps
from django.db import models, transaction

from mitsorge.domain.governance.models import Attendee
from mitsorge.domain.partners.models import Application
from mitsorge.domain.recommendations.models import AnswerRequest
from mitsorge.doors.setup.demo.sheaf import ORDER
from tests.doors.alive import build_alive
from tests.doors.networks import build

LIVING = ("governance", "partners", "recommendations")
IN_LETTERS = (AnswerRequest, Application, Attendee)
"""Links in letters lead to their identifiers, signed by the clock: those are drawn anew.

The key of an application is a sum over what was typed, numbers of rows included.
"""


@pytest.mark.django_db
def test_twice_from_scratch_gives_the_same_content() -> None:
    first, second = (_rolled_back() for _run in range(2))
    assert first == second


@pytest.mark.django_db
def test_two_years_are_the_same_twice(settings, tmp_path) -> None:
    settings.DEMO, settings.MEDIA_ROOT = True, tmp_path
    first, second = (_lived() for _run in range(2))
    assert first == second


def _rolled_back() -> str:
    with transaction.atomic():
        build("pflegestammtisch-hildburghausen")
        found = _digest(ORDER)
        transaction.set_rollback(True)
    return found


def _lived() -> dict[str, str]:
    """A sum per kind of record, so that a difference says where it lies."""
    with transaction.atomic():
        build_alive("pflegestammtisch-hildburghausen")
        kinds = [model for label in LIVING for model in apps.get_app_config(label).get_models()]
        found = {model._meta.label: _digest([model]) for model in kinds}
        transaction.set_rollback(True)
    return found


def _digest(kinds: list[type[models.Model]] | tuple[type[models.Model], ...]) -> str:
    """Everything but numbers of rows: a sum over all own columns of all records."""
    lines = []
    for model in kinds:
        columns = [
            field.name
            for field in model._meta.concrete_fields
            if not field.primary_key
            and not field.is_relation
            and not (model in IN_LETTERS and field.name in ("uid", "key"))
        ]
        lines += sorted(str(row) for row in model._default_manager.values_list(*columns))
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
