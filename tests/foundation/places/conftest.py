"""All of Germany from our own tables, loaded once for a file of tests and rolled back after it."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.db import transaction

from mitsorge.foundation.places import actions
from mitsorge.foundation.places.models import Body, Municipality, PlanningArea
from mitsorge.foundation.places.rules import AreaKind

NEW_YEAR = date(2026, 1, 1)


@pytest.fixture(scope="module")
def _germany(django_db_setup, django_db_blocker) -> Iterator[None]:
    with django_db_blocker.unblock(), transaction.atomic():
        actions.load_own_geography()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def germany(_germany, db) -> None:
    """10,977 municipalities, 16,404 postcodes, 72 outlines; no body."""


@pytest.fixture
def mittelmark(germany) -> Body:
    """Potsdam-Mittelmark with four invented planning regions: municipalities in turn by name."""
    body = Body.objects.create(
        name="Landkreis Potsdam-Mittelmark",
        short_name="Potsdam-Mittelmark",
        kind="KREIS",
        ags="12069",
    )
    own = list(Municipality.objects.filter(body_ags5="12069"))
    for number in range(4):
        actions.define_planning_area(
            body=body,
            code=f"PR{number + 1}",
            name=f"Planregion {number + 1}",
            kind=AreaKind.REGION,
            active_from=NEW_YEAR,
            municipalities=own[number::4],
        )
    return body


@pytest.fixture
def leipzig(germany) -> Body:
    """Leipzig with its 10 districts and 63 quarters."""
    body = Body.objects.create(
        name="Stadt Leipzig", short_name="Leipzig", kind="STADT", ags="14713000"
    )
    actions.load_own_districts(body=body, on=NEW_YEAR)
    return body


@pytest.fixture
def stuttgart(germany) -> Body:
    """Stuttgart with its 23 districts."""
    body = Body.objects.create(
        name="Stadt Stuttgart", short_name="Stuttgart", kind="STADT", ags="08111000"
    )
    actions.load_own_districts(body=body, on=NEW_YEAR)
    return body


def codes(areas: tuple[PlanningArea, ...]) -> list[str]:
    return [area.code for area in areas]
