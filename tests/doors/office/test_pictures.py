"""Pictures beside an entry: shown with consent, refused with a sentence, gone the moment it is withdrawn."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from mitsorge.domain.directory.models import Organization, Picture
from mitsorge.foundation.files import actions as files
from mitsorge.foundation.files.models import File, Image
from mitsorge.foundation.journal.queries import history
from tests.domain.directory.factories import network, organization, service
from tests.doors.office.browser import as_shown
from tests.foundation.files.samples import PDF, photo_with_secrets, picture
from tests.sign_in import signed_in

pytestmark = pytest.mark.django_db
TYPED = {
    "kind": "PHOTO",
    "alt": "Der Garten mit Bänken im Schatten",
    "credit": "Foto: Haus Abendsonne",
    "consent_by": "Haus Abendsonne, Leitung",
    "consent_on": "2026-03-03",
    "consent_scope": "Internetseite des Netzwerks",
    "consent_proof": "E-Mail vom 3. März",
}
NO_PICTURE = "Das ist kein Bild, das wir zeigen können. Möglich sind JPEG, PNG und WebP."
BROKEN = "Das Bild ist beschädigt oder unvollständig. Bitte speichern Sie es neu und versuchen Sie es noch einmal."


@pytest.fixture(autouse=True)
def vault_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def frieda():
    network()
    return signed_in("frieda")


@pytest.fixture
def house():
    return organization()


def upload(data: bytes = b"", name: str = "garten.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data or photo_with_secrets(), "image/jpeg")


def form_of(house: Organization) -> str:
    return f"/schreibtisch/organisationen/{house.pk}/bilder/neu/"


def add(frieda, house, **typed) -> Picture:
    page = frieda.post(form_of(house), {**TYPED, "file": upload(), **typed})
    assert page.status_code == 302, page.content.decode()
    return Picture.objects.latest("pk")


def test_a_picture_is_added_with_consent_and_shown_to_all(frieda, house, client, vault_folder):
    before = client.get("/organisation/haus-abendsonne/")
    kept = add(frieda, house)
    image = kept.image
    assert (kept.organization, kept.service, image.alt) == (house, None, TYPED["alt"])
    assert (image.consent_by, image.consent_proof) == (TYPED["consent_by"], "E-Mail vom 3. März")
    assert timezone.localdate(image.consent_at).isoformat() == "2026-03-03"
    address = f"/medien/{image.file.uid}/"
    tag = (
        f'<img src="{address}" width="40" height="60" alt="{TYPED["alt"]}" loading="lazy" decoding="async">'
        "<figcaption>Foto: Haus Abendsonne</figcaption>"
    )
    again = {"if-none-match": before["ETag"]}
    page = client.get("/organisation/haus-abendsonne/", headers=again).content.decode()
    assert page.count(tag) == 1
    assert "Leitung" not in page
    assert "3. März" not in page
    served = client.get(address)
    assert (served["Content-Type"], served["Cache-Control"]) == ("image/jpeg", "private, no-cache")
    assert b"GEHEIM" not in served.content
    assert [entry.event for entry in history(house)] == ["directory.picture.added"]
    assert [entry.changes for entry in history(house)] == [{}]


def test_withdrawn_it_is_gone_everywhere_at_once_and_later_destroyed(
    frieda, house, client, vault_folder
):
    image = add(frieda, house).image
    address = f"/medien/{image.file.uid}/"
    shown, held = client.get("/organisation/haus-abendsonne/"), client.get(address)
    assert address in shown.content.decode()
    way = f"/schreibtisch/bilder/{Picture.objects.get().pk}/zurueckziehen/"
    assert "verschwindet sofort" in frieda.get(way).content.decode()
    assert Image.objects.get().withdrawn_at is None
    frieda.post(way, {"why": "auf Wunsch"})
    again = client.get("/organisation/haus-abendsonne/", headers={"if-none-match": shown["ETag"]})
    assert (again.status_code, address in again.content.decode()) == (200, False)
    gone = client.get(address, headers={"if-none-match": held["ETag"]})
    assert gone.status_code == 404
    assert frieda.get(address).status_code == 404
    assert "Zurückgezogen am" in frieda.get(office(house)).content.decode()
    assert frieda.post(way).status_code == 404
    assert [entry.why for entry in history(house)] == ["auf Wunsch", ""]
    assert len(list(vault_folder.glob("*/*"))) == 1
    files.sweep(at=timezone.now() + timedelta(days=8))
    assert list(vault_folder.glob("*/*")) == []
    assert (Picture.objects.count(), Image.objects.count(), File.objects.count()) == (0, 0, 0)


def office(house: Organization) -> str:
    return f"/schreibtisch/organisationen/{house.pk}/"


def test_replaced_the_old_one_goes_and_its_consent_is_not_taken_over(frieda, house, client):
    old = add(frieda, house, kind="LOGO")
    way = f"/schreibtisch/bilder/{old.pk}/ersetzen/"
    shown = as_shown(frieda.get(way))
    assert (shown["kind"], shown["alt"], shown["consent_by"]) == (["LOGO"], [TYPED["alt"]], [""])
    refused = frieda.post(way, {**TYPED, "kind": "LOGO", "file": upload(PDF)})
    assert NO_PICTURE in refused.content.decode()
    assert Image.objects.get().withdrawn_at is None
    frieda.post(way, {**TYPED, "kind": "LOGO", "alt": "Eine Sonne", "file": upload(picture("PNG"))})
    page = client.get("/organisation/haus-abendsonne/").content.decode()
    assert 'alt="Eine Sonne"' in page
    assert str(old.image.file.uid) not in page
    assert client.get(f"/medien/{old.image.file.uid}/").status_code == 404
    assert history(house)[0].event == "directory.picture.replaced"


def test_there_is_one_logo_at_a_time(frieda, house):
    add(frieda, house, kind="LOGO")
    page = frieda.post(form_of(house), {**TYPED, "kind": "LOGO", "file": upload()})
    assert "Es gibt schon ein Logo." in page.content.decode()
    add(frieda, house)
    assert list(Picture.objects.values_list("kind", flat=True)) == ["LOGO", "PHOTO"]


@pytest.mark.parametrize(
    ("data", "name", "sentence"),
    [
        (PDF, "foto.jpg", NO_PICTURE),
        (b"MZ\x90\x00" + b"\x00" * 400, "foto.jpg", NO_PICTURE),
        (b'<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>', "foto.svg", NO_PICTURE),
        (picture()[:300], "foto.jpg", BROKEN),
        (b"\xff\xd8\xff" + b"\0" * (12 * 1024 * 1024), "foto.jpg", "Das Bild ist größer als 12 MB."),
        (b"\xff\xd8\xff" + b"\0" * (21 * 1024 * 1024), "foto.jpg", "Das Bild ist größer als 12 MB."),
    ],
    ids=["disguised document", "disguised program", "svg", "cut off", "too big", "far too big"],
)  # fmt: skip
def test_what_is_no_sound_picture_is_refused_and_no_word_is_lost(
    frieda, house, data, name, sentence
):
    page = frieda.post(form_of(house), {**TYPED, "file": upload(data, name)})
    shown = page.content.decode()
    assert page.status_code == 200
    assert sentence in shown
    assert 'href="#id_file"' in shown
    assert {name: as_shown(page)[name] for name in TYPED} == {k: [v] for k, v in TYPED.items()}
    assert (Picture.objects.count(), File.objects.count()) == (0, 0)


def test_an_empty_file_and_none_are_told_apart(frieda, house):
    empty = frieda.post(form_of(house), {**TYPED, "file": SimpleUploadedFile("a.jpg", b"")})
    assert "Die Datei ist leer." in empty.content.decode()
    none = frieda.post(form_of(house), TYPED)
    assert "Wählen Sie ein Bild aus." in none.content.decode()


@pytest.mark.parametrize("name", ["alt", "credit", "consent_by", "consent_on", "consent_scope"])
def test_no_picture_without_words_source_and_consent(frieda, house, name):
    page = frieda.post(form_of(house), {**TYPED, "file": upload(), name: ""})
    assert f'href="#id_{name}"' in page.content.decode()
    assert Picture.objects.count() == 0


def test_nobody_agreed_tomorrow(frieda, house):
    tomorrow = timezone.localdate() + timedelta(days=1)
    page = frieda.post(form_of(house), {**TYPED, "file": upload(), "consent_on": str(tomorrow)})
    assert "Dieser Tag liegt noch vor uns." in page.content.decode()


def test_two_clicks_make_one_picture(frieda, house):
    key = as_shown(frieda.get(form_of(house)))["schluessel"][0]
    for _click in range(2):
        add(frieda, house, schluessel=key)
    assert (Picture.objects.count(), File.objects.count()) == (1, 1)


def test_an_offer_has_pictures_of_its_own(frieda, client):
    offer = service()
    frieda.post(f"/schreibtisch/angebote/{offer.pk}/bilder/neu/", {**TYPED, "file": upload()})
    address = f"/medien/{File.objects.get().uid}/"
    assert address in client.get(f"/angebot/{offer.slug}/").content.decode()
    assert address in frieda.get(f"/schreibtisch/angebote/{offer.pk}/").content.decode()
    assert address not in client.get("/organisation/haus-abendsonne/").content.decode()


def test_readers_see_pictures_and_no_consent(frieda, house):
    kept = add(frieda, house)
    for name, status in (("arno", 200), ("selma", 200), ("ida", 403)):
        client = signed_in(name)
        page = client.get(office(house))
        assert page.status_code == status
        assert TYPED["consent_by"] not in page.content.decode()
        for way in ("ersetzen", "zurueckziehen"):
            assert client.post(f"/schreibtisch/bilder/{kept.pk}/{way}/").status_code == 403
        assert client.post(form_of(house), {**TYPED, "file": upload()}).status_code == 403
    assert Picture.objects.get().image.withdrawn_at is None


@pytest.mark.parametrize("rows", [1, 3])
def test_pages_cost_the_same_with_one_and_with_three(
    frieda, house, rows, django_assert_num_queries
):
    for _number in range(rows):
        add(frieda, house)
    with django_assert_num_queries(18):
        assert frieda.get(office(house)).status_code == 200
