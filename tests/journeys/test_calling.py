"""The coordination switches letters on, calls whom no letter reaches, one after the other, until the list is empty."""

import pytest
from django.utils import timezone

from mitsorge.domain.directory.models import Phone, Service
from mitsorge.domain.upkeep.actions.rounds import open_due
from mitsorge.domain.upkeep.models import Call
from tests.domain.directory import factories
from tests.domain.upkeep.places import due_house
from tests.journeys.acting import enter, press
from tests.sign_in import with_password

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def two_without_address(live_server) -> None:
    factories.network()
    for slug in ("haus-abendsonne", "haus-morgenrot"):
        house = due_house(slug, email="")
        Phone.objects.create(organization=house, number="+493023125114", display="030 23125-114")
    with_password("frieda")


def test_calling_until_the_list_is_empty(page, two_without_address, accessible):
    enter(page, "frieda")
    page.goto("/schreibtisch/anrufliste/")
    page.get_by_text("Briefe sind ausgeschaltet.").wait_for()
    accessible()
    press(page, "Briefe einschalten")
    page.get_by_text("Eingeschaltet.").wait_for()
    open_due(at=timezone.now())
    page.goto("/schreibtisch/")
    page.get_by_role("link", name="2 Organisationen anrufen", exact=True).click()
    accessible()
    page.get_by_label("Notiz").fill("Frau Nachtigall ruft zurück")
    press(page, "Speichern und weiter")
    page.get_by_text("Wählen Sie, was der Anruf ergeben hat.").first.wait_for()
    accessible()
    assert page.get_by_label("Notiz").input_value() == "Frau Nachtigall ruft zurück"
    page.get_by_label("Alles stimmt").check()
    press(page, "Speichern und weiter")
    page.get_by_text("Haus Abendsonne: Die Einträge gelten als bestätigt.").wait_for()
    page.get_by_role("heading", name="Haus Morgenrot").wait_for()
    page.get_by_label("Niemanden erreicht").check()
    press(page, "Speichern und weiter")
    page.get_by_text("Niemand wartet auf einen Anruf").wait_for()
    accessible()
    assert list(Call.objects.order_by("pk").values_list("result", flat=True)) == [
        "CONFIRMED", "NOT_REACHED",
    ]  # fmt: skip
    today = timezone.localdate()
    confirmed = Service.objects.filter(assured_at__date=today).values_list("slug", flat=True)
    assert list(confirmed) == ["haus-abendsonne-0"]
