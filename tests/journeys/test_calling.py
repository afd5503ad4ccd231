"""The coordination switches letters on, calls whom no letter reaches or moves, until the list is empty."""

from datetime import datetime, timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from mitsorge.domain.directory.models import Phone, Service
from mitsorge.domain.upkeep.actions.rounds import open_due
from mitsorge.domain.upkeep.models import Call
from mitsorge.foundation.post.actions import deliver_due
from mitsorge.foundation.post.smtp import MailServer
from tests.domain.directory import factories
from tests.domain.upkeep.places import due_house
from tests.foundation.post.conftest import mailbox as mailbox
from tests.foundation.post.conftest import server as server
from tests.journeys.acting import clock_of, enter, fill, menu, press, says, tab
from tests.sign_in import with_password

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
SILENT = "still@morgenrot.example"
HOUSES = [
    ("haus-abendsonne", "", "Tagespflege Abendsonne"),
    ("haus-morgenrot", SILENT, "Kurzzeitpflege Morgenrot"),
]


@pytest.fixture
def clock(monkeypatch):
    return clock_of(monkeypatch)


@pytest.fixture
def two_houses(live_server) -> None:
    """One without an address for letters, one that never answers any."""
    cache.clear()
    factories.network()
    for slug, email, offer in HOUSES:
        house = due_house(slug, email=email)
        Service.objects.filter(organization=house).update(name=offer)
        Phone.objects.create(organization=house, number="+493023125114", display="030 23125-114")
    with_password("frieda")


def the_worker_works(at: datetime, server: MailServer) -> None:
    open_due(at=at)
    deliver_due(worker="w", at=at, connection=server)


def test_calling_until_the_list_is_empty(
    page, two_houses, clock, mailbox, server, accessible, picture
):
    today = timezone.localdate()
    enter(page, "frieda")
    menu(page, "Verzeichnis")
    tab(page, "Verzeichnis", "Anrufliste")
    page.get_by_text("Briefe sind ausgeschaltet.").wait_for()
    accessible()
    press(page, "Briefe einschalten")
    page.get_by_text("Eingeschaltet.").wait_for()
    for weeks in range(7):
        the_worker_works(timezone.now() + timedelta(weeks=weeks), server)
    assert mailbox.recipients() == [SILENT] * 3

    clock(today + timedelta(weeks=7))
    enter(page, "frieda")
    menu(page, "Verzeichnis")
    tab(page, "Verzeichnis", "Anrufliste")
    page.get_by_text("Drei Briefe blieben ohne Antwort.").wait_for()
    picture("anrufliste", page.get_by_role("heading", name="Heute anrufen"), page.get_by_role("main").get_by_role("listitem").last)  # fmt: skip
    menu(page, "Schreibtisch")
    page.get_by_role("link", name="2 Organisationen anrufen", exact=True).click()
    accessible()
    fill(page, note="Rückruf zugesagt")
    press(page, "Speichern und weiter")
    page.get_by_text("Wählen Sie, was der Anruf ergeben hat.").first.wait_for()
    accessible()
    assert page.get_by_label("Notiz").input_value() == "Rückruf zugesagt"
    page.get_by_label("Alles stimmt").check()
    press(page, "Speichern und weiter")
    says(page, "Haus Abendsonne: Die Einträge gelten als bestätigt.")
    page.get_by_role("heading", name="Haus Morgenrot").wait_for()
    page.get_by_label("Niemanden erreicht").check()
    picture("anruf", page.get_by_role("heading", level=1), page.get_by_role("button", name="Speichern und weiter"))  # fmt: skip
    press(page, "Speichern und weiter")
    page.get_by_text("Niemand wartet auf einen Anruf").wait_for()
    accessible()
    assert list(Call.objects.order_by("pk").values_list("result", flat=True)) == [
        "CONFIRMED", "NOT_REACHED",
    ]  # fmt: skip
    confirmed = Service.objects.filter(assured_at__date=timezone.localdate())
    assert list(confirmed.values_list("slug", flat=True)) == ["haus-abendsonne-0"]
    clock(today + timedelta(weeks=7, days=1))
    enter(page, "frieda")
    page.get_by_role("link", name="1 Organisation anrufen", exact=True).wait_for()
