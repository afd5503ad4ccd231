import pytest
from django.db import IntegrityError

from mitsorge.domain.directory.actions import slugs
from mitsorge.domain.directory.models import Organization
from tests.domain.directory.factories import NOW, organization

pytestmark = pytest.mark.django_db


def test_who_is_second_by_a_blink_gets_the_next_address(monkeypatch):
    organization("haus-abendsonne")
    real, told = slugs.unique_slug, []

    def late(name, place, taken):
        """The first time it does not know of the other yet."""
        told.append(taken)
        return real(name, place, taken if len(told) > 1 else set())

    monkeypatch.setattr(slugs, "unique_slug", late)
    values = {"name": "Haus Abendsonne", "modified_at": NOW}
    made = slugs.create_with_slug(
        Organization, name="Haus Abendsonne", place="Brück", values=values
    )
    assert (made.slug, len(told)) == ("haus-abendsonne-brueck", 2)


def test_another_fault_is_not_hidden():
    with pytest.raises(IntegrityError):
        slugs.create_with_slug(Organization, name="x", place="", values={"name": "x"})
