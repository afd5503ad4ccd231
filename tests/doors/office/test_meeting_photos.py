"""Photos of a meeting: shown where the meeting is public and the consent stands, gone the moment it ends."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from mitsorge.domain.governance.models import MeetingPhoto
from mitsorge.domain.governance.rules import MeetingStatus
from mitsorge.doors.public.copies import copies
from mitsorge.foundation.files import actions as files
from mitsorge.foundation.files.models import Image
from mitsorge.foundation.journal.queries import history
from tests.domain.governance.calendar_factories import committee, meeting
from tests.foundation.files.samples import PDF, photo_with_secrets
from tests.network import a_network
from tests.sign_in import signed_in

pytestmark = pytest.mark.django_db
TYPED = {
    "alt": "Einundzwanzig Menschen um einen Tisch",
    "credit": "Foto: Landratsamt",
    "people": "21",
    "consent_by": "alle 21 Anwesenden",
    "consent_on": "2026-03-03",
    "consent_scope": "Internetseite des Netzwerks",
    "consent_proof": "Haken auf der Anwesenheitsliste",
}


@pytest.fixture(autouse=True)
def vault_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def held():
    a_network()
    ours = committee("stammtisch", publicity="PUBLIC")
    return meeting(ours, timezone.now() - timedelta(days=9), status=MeetingStatus.APPROVED)


@pytest.fixture
def frieda(held):
    return signed_in("frieda")


def form_of(held) -> str:
    return f"/schreibtisch/sitzungen/{held.uid}/fotos/neu/"


def add(browser, held, **typed):
    file = SimpleUploadedFile("runde.jpg", photo_with_secrets(), "image/jpeg")
    return browser.post(form_of(held), {**TYPED, "file": file, **typed})


def added(browser, held, **typed) -> MeetingPhoto:
    assert add(browser, held, **typed).status_code == 302
    return MeetingPhoto.objects.select_related("image__file").latest("pk")


def seen(held, photo) -> tuple[bool, bool, int]:
    """On the meeting's page, on the committee's, at its own address."""
    media = f"/medien/{photo.image.file.uid}/"
    pages = [f"/termine/{held.uid}/", "/gremien/stammtisch/"]
    on = [media in Client().get(page).content.decode() for page in pages]
    return (*on, Client().get(media).status_code)


def test_kept_with_who_agreed_how_and_until_when(frieda, held, monkeypatch):
    monkeypatch.setattr(copies, "limit", 10)
    Client().get("/gremien/stammtisch/")
    day = timezone.localdate() + timedelta(days=30)
    photo = added(frieda, held, consent_until=day.isoformat())
    image = photo.image
    assert (photo.people, image.consent_by, image.consent_until) == (21, "alle 21 Anwesenden", day)
    assert image.consent_proof == "Haken auf der Anwesenheitsliste"
    assert seen(held, photo) == (True, True, 200)
    page = Client().get(f"/termine/{held.uid}/").content.decode()
    assert 'alt="Einundzwanzig Menschen um einen Tisch"' in page
    assert "alle 21 Anwesenden" not in page
    assert (
        "21 Menschen zu erkennen"
        in frieda.get(f"/schreibtisch/sitzungen/{held.uid}/").content.decode()
    )


def test_withdrawn_it_is_gone_at_once_and_the_journal_says_so(frieda, held, monkeypatch):
    monkeypatch.setattr(copies, "limit", 10)
    photo = added(frieda, held)
    assert seen(held, photo) == (True, True, 200)
    address = f"/schreibtisch/sitzungen/{held.uid}/fotos/{photo.pk}/zurueckziehen/"
    assert frieda.get(address).status_code == 200
    assert seen(held, photo) == (True, True, 200)
    frieda.post(address, {"why": "Anruf"})
    assert seen(held, photo) == (False, False, 404)
    events = [(entry.event, entry.why) for entry in history(held)]
    assert events == [("governance.photo.withdrawn", "Anruf"), ("governance.photo.added", "")]
    assert frieda.post(address).status_code == 404
    files.sweep(at=timezone.now() + timedelta(days=8))
    assert MeetingPhoto.objects.count() == 0


def test_the_day_after_the_last_it_is_gone(frieda, held):
    photo = added(frieda, held)
    today = timezone.localdate()
    Image.objects.update(consent_until=today)
    assert seen(held, photo) == (True, True, 200)
    Image.objects.update(consent_until=today - timedelta(days=1))
    assert seen(held, photo) == (False, False, 404)
    assert "abgelaufen" in frieda.get(f"/schreibtisch/sitzungen/{held.uid}/").content.decode()


def test_a_closed_meeting_shows_none(frieda, held):
    added(frieda, held)
    held.committee.rule_sets.update(publicity="MEMBERS")
    assert "/medien/" not in Client().get("/gremien/stammtisch/").content.decode()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"consent_proof": ""}, "Schreiben Sie, wie alle eingewilligt haben."),
        ({"consent_until": "2020-01-01"}, "An diesem Tag ist die Einwilligung schon vorbei."),
        ({"consent_on": "2999-01-01"}, "Dieser Tag liegt noch vor uns."),
        ({"file": SimpleUploadedFile("a.jpg", PDF)}, "Das ist kein Bild"),
    ],
)
def test_refused_with_a_sentence_and_every_word_comes_back(frieda, held, typed, sentence):
    page = add(frieda, held, **typed)
    assert page.status_code == 200
    assert sentence in page.content.decode()
    assert 'value="alle 21 Anwesenden"' in page.content.decode()
    assert MeetingPhoto.objects.count() == 0


def test_a_second_click_keeps_one(frieda, held):
    key = "5b0a4f0e-0000-4000-8000-000000000001"
    for _ in range(2):
        added(frieda, held, schluessel=key)
    assert MeetingPhoto.objects.count() == 1


@pytest.mark.parametrize("name", ["selma", "otto"])
def test_others_neither_add_nor_withdraw(frieda, held, name):
    photo = added(frieda, held)
    other = signed_in(name)
    add(other, held)
    other.post(f"/schreibtisch/sitzungen/{held.uid}/fotos/{photo.pk}/zurueckziehen/")
    assert [row.image.is_shown for row in MeetingPhoto.objects.all()] == [True]


def test_an_empty_form_asks_in_the_words_of_the_house(frieda, held):
    page = frieda.post(form_of(held), {}).content.decode()
    assert page.count("Füllen Sie dieses Feld bitte aus.") >= 12  # above and at each of six fields
    assert "zwingend erforderlich" not in page
