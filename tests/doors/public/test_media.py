"""Files leave the house with headers that forbid guessing, and only to those who may have them."""

import pytest

from mitsorge.foundation.files import actions
from mitsorge.foundation.files.actions import Consent
from mitsorge.foundation.files.rules import DOCUMENTS, SHEETS, Visibility
from mitsorge.foundation.people.models import Account
from tests.cast import NOW, account
from tests.foundation.files.samples import CSV, PDF, picture
from tests.sign_in import signed_in

pytestmark = pytest.mark.django_db
YES = Consent("Frau Linde", "Website", NOW)


@pytest.fixture(autouse=True)
def _vault(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def address(file) -> str:
    return f"/medien/{file.uid}/"


def test_a_picture_is_shown_and_never_run(client):
    image = actions.store_image(data=picture(), name="haus.jpg", alt="Haus", by=None, at=NOW, consent=YES)  # fmt: skip
    page = client.get(address(image.file))
    assert len(page.content) == image.file.size
    names = ("Content-Type", "Content-Disposition", "X-Content-Type-Options", "Content-Security-Policy", "Cache-Control")  # fmt: skip
    assert [page[name] for name in names] == [
        "image/jpeg", 'inline; filename="haus.jpg"', "nosniff", "default-src 'none'; sandbox", "private, no-cache",
    ]  # fmt: skip
    again = client.get(address(image.file), headers={"if-none-match": page["ETag"]})
    assert again.status_code == 304
    actions.withdraw_consent(image=image, by=account("frieda"), at=NOW)
    gone = client.get(address(image.file), headers={"if-none-match": page["ETag"]})
    assert gone.status_code == 404


def test_a_document_is_always_a_download(client):
    file = actions.store_file(data=PDF, name="Satzung ä.pdf", accepted=DOCUMENTS, by=None, at=NOW, visibility=Visibility.PUBLIC)  # fmt: skip
    page = client.get(address(file))
    assert page["Content-Disposition"] == "attachment; filename*=utf-8''Satzung%20%C3%A4.pdf"
    assert page["Content-Type"] == "application/pdf"


def test_an_upload_of_the_office_is_not_there_for_others(client):
    file = actions.store_file(data=CSV.encode(), name="liste.csv", accepted=SHEETS, by=None, at=NOW)
    assert client.get(address(file)).status_code == 404
    assert signed_in("otto").get(address(file)).status_code == 404
    assert signed_in("frieda").get(address(file)).status_code == 200


def test_what_is_not_there_is_not_found(client):
    assert client.get("/medien/00000000-0000-4000-8000-000000000000/").status_code == 404
    assert client.post("/medien/00000000-0000-4000-8000-000000000000/").status_code == 405


def test_an_upload_of_the_office_asks_for_the_second_factor(client):
    """Signed in is not enough: the session must have shown what every page of the office asks for."""
    file = actions.store_file(data=CSV.encode(), name="liste.csv", accepted=SHEETS, by=None, at=NOW)
    frieda = signed_in("frieda")
    assert frieda.get(address(file)).status_code == 200
    client.force_login(Account.objects.get(email="frieda@mitsorge.example"))
    assert client.get(address(file)).status_code == 404
