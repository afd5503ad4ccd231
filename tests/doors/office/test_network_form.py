"""After how many months without a confirmation the network hides an offer: one of the choices or never."""

import pytest

from mitsorge.doors.office.editorial import NetworkForm
from mitsorge.foundation.identity.models import Network
from tests.domain.directory.factories import network
from tests.sign_in import signed_in

pytestmark = pytest.mark.django_db
ADDRESS = "/schreibtisch/netzwerk/"


def values() -> dict[str, object]:
    form = NetworkForm(instance=Network.objects.get())
    return {name: "" if value is None else value for name, value in form.initial.items()}


@pytest.mark.parametrize(
    ("typed", "kept"), [("", None), ("12", 12), ("18", 18), ("24", 24), ("36", 36)]
)
def test_a_choice_is_kept(typed, kept):
    network(hide_after_months=24)
    page = signed_in("frieda").post(ADDRESS, values() | {"hide_after_months": typed})
    assert page.status_code == 302
    assert Network.objects.get().hide_after_months == kept


@pytest.mark.parametrize("typed", ["13", "0", "-12", "zwölf", "12.5", "99999999999999999999"])
def test_anything_else_is_refused_with_a_sentence_and_changes_nothing(typed):
    network(hide_after_months=24)
    given = values() | {"hide_after_months": typed, "office_name": "Neues Büro"}
    page = signed_in("frieda").post(ADDRESS, given)
    assert page.status_code == 200
    assert list(page.context["form"].errors) == ["hide_after_months"]
    assert 'value="Neues Büro"' in page.content.decode()
    assert Network.objects.get().hide_after_months == 24
