"""Several committees meet together: what lies before them is for the members of all of them."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from mitsorge.domain.governance.actions.papers import upload_paper
from mitsorge.domain.governance.actions.photos import add_photo
from mitsorge.domain.governance.models import Meeting, MeetingPhoto, Minutes
from mitsorge.domain.governance.queries.photos import shown_photos
from mitsorge.domain.governance.rules import MeetingStatus
from mitsorge.domain.governance.rules.photos import PhotoDraft
from tests.cast import account
from tests.domain.governance.factories import (
    a_committee,
    a_meeting,
    a_membership,
    a_person,
    a_rule_set,
)
from tests.foundation.files.samples import PDF, photo_with_secrets
from tests.network import a_network

pytestmark = pytest.mark.django_db
HERE, OFFICE = "/konto/gremien/", "/schreibtisch/"
SOON = timezone.localdate() + timedelta(days=10)


@pytest.fixture(autouse=True)
def vault_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def groups(db):
    a_network()
    return a_committee("AG Demenz"), a_committee("AG Wege"), a_committee("AG Fremd")


def member_of(group, name: str = "tilda") -> Client:
    who = account(name)
    who.person = a_person(name.capitalize())
    who.save(update_fields=["person"])
    a_membership(group, who.person)
    client = Client()
    client.force_login(who)
    return client


def together(groups, day=SOON, **values) -> Meeting:
    held = a_meeting(groups[0], day, **{"status": MeetingStatus.INVITED} | values)
    held.joint_with.add(groups[1])
    return held


def paper_of(held: Meeting):
    return upload_paper(
        meeting=held, name="Vorlage", data=PDF, file_name="vorlage.pdf",
        by=account("frieda"), at=timezone.now(),
    )  # fmt: skip


@pytest.mark.parametrize(("place", "opens"), [(0, True), (1, True), (2, False)])
def test_papers(place, opens, groups):
    held = together(groups)
    address = f"{OFFICE}gremien/ag-demenz/unterlagen/{paper_of(held).pk}/"
    client = member_of(groups[place])
    assert client.get(address).status_code == (200 if opens else 403)
    assert (address in client.get(HERE).content.decode()) is opens
    page = client.get(f"{OFFICE}sitzungen/{held.uid}/")
    assert (page.status_code == 200 and address in page.content.decode()) is opens


def test_other_papers_of_the_leading_committee_stay_with_it(groups):
    alone = a_meeting(groups[0], SOON, status=MeetingStatus.INVITED)
    together(groups)
    address = f"{OFFICE}gremien/ag-demenz/unterlagen/{paper_of(alone).pk}/"
    assert member_of(groups[1]).get(address).status_code == 403


@pytest.mark.parametrize(("place", "opens"), [(0, True), (1, True), (2, False)])
def test_minutes(place, opens, groups):
    now = timezone.now()
    day = timezone.localdate() - timedelta(days=30)
    held = together(groups, day, status=MeetingStatus.APPROVED, closed_at=now)
    Minutes.objects.create(
        meeting=held, text="Innen", modified_at=now, approved_at=now, sha256="0" * 64
    )
    address = f"{OFFICE}sitzungen/{held.uid}/niederschrift/"
    client = member_of(groups[place])
    page = client.get(address)
    assert (page.status_code == 200 and "Innen" in page.content.decode()) is opens
    assert (
        client.get(f"/schreibtisch/sitzungen/{held.uid}/niederschrift.pdf").status_code == 200
    ) is opens
    assert (address in client.get(HERE).content.decode()) is opens


def test_photos_stand_with_every_committee(groups):
    today = timezone.localdate()
    held = together(groups, today - timedelta(days=30), status=MeetingStatus.APPROVED)
    for group in groups:
        a_rule_set(group, publicity="PUBLIC")
    add_photo(
        meeting=held,
        draft=PhotoDraft("Runde", "Foto: Amt", 0, "niemand", today, "Internetseite"),
        data=photo_with_secrets(), name="runde.jpg", by=account("frieda"), at=timezone.now(),
    )  # fmt: skip
    found = [len(shown_photos(committee=group, on=today)) for group in groups]
    assert found == [1, 1, 0]
    assert "Runde" in Client().get("/gremien/ag-wege/").content.decode()
    photo = f"/medien/{MeetingPhoto.objects.get().image.file.uid}/"
    inside = member_of(groups[1])
    assert photo in inside.get(f"{OFFICE}sitzungen/{held.uid}/").content.decode()
    assert inside.get(photo).status_code == 200
