"""Our entries: one's own and nobody else's."""

import pytest
from django.utils import timezone

from mitsorge.domain.directory.models import Organization, Report, Service
from mitsorge.domain.upkeep.models import Change
from tests.cast import account
from tests.domain.directory import factories
from tests.letters import letters
from tests.sign_in import signed_in

pytestmark = pytest.mark.django_db
TEXT = "Wir holen Sie morgens ab und bringen Sie abends heim."


@pytest.fixture
def service():
    factories.network()
    return factories.full_service()


def data(service, **more):
    fresh = Service.objects.get(pk=service.pk)
    return {
        "seen": fresh.modified_at.isoformat(), "draft_seen": "", "name": fresh.name,
        "summary": fresh.summary, "description": TEXT, "eligibility": fresh.eligibility,
        "application_process": fresh.application_process, **more,
    }  # fmt: skip


def address(service, step="beschreibung/"):
    return f"/konto/eintraege/{service.uid}/{step}"


def test_the_list_and_the_page_tell_what_stands_and_what_is_due(service):
    Report.objects.create(
        service=service, kind="ERROR", text="Das Telefon geht nicht.", reply_to="c@buerger.example",
        key="k", created_at=timezone.now(), due_on=timezone.localdate(),
    )  # fmt: skip
    Service.objects.update(assured_at=None)
    paul = signed_in("paul", organization=service.organization)
    listed = paul.get("/konto/eintraege/").content.decode()
    assert (service.name in listed, "bitte bestätigen" in listed) == (True, True)
    page = paul.get(address(service, "")).content.decode()
    assert ("Das Telefon geht nicht." in page, "c@buerger.example" in page) == (True, False)
    assert "Was noch fehlt" in page


def test_otto_sees_nothing_of_others(service):
    otto = signed_in("otto", organization=factories.organization("anderes-haus"))
    assert service.name not in otto.get("/konto/eintraege/").content.decode()
    for path in ("", "beschreibung/", "abschicken/", "zurueckziehen/"):
        assert otto.post(address(service, path), data(service)).status_code in (404, 405)
    assert otto.get(address(service, "")).status_code == 404
    assert otto.get(address(service)).status_code == 404
    assert Change.objects.count() == 0


def test_a_change_with_approval_from_the_draft_to_the_letter(service):
    paul = signed_in("paul", organization=service.organization)
    draft = paul.post(address(service), data(service), follow=True).content.decode()
    assert ("Entwurf gespeichert" in draft, "Wiener Sachtextformel" in draft) == (True, True)
    paul.post(address(service, "abschicken/"))
    paul.post(address(service, "abschicken/"))
    change = Change.objects.get()
    assert change.state == "SUBMITTED"
    frieda = signed_in("frieda")
    desk = frieda.get("/schreibtisch/").content.decode()
    assert "1 Änderung eines Eintrags wartet auf Freigabe" in desk
    listed = frieda.get("/schreibtisch/aenderungen/").content.decode()
    assert TEXT in listed
    frieda.post(f"/schreibtisch/aenderungen/{change.pk}/freigeben/")
    assert Service.objects.get().description == TEXT
    assert [letter.to for letter in letters()] == ["paul@mitsorge.example"]


def test_given_back_with_a_question_it_comes_again(service):
    paul, frieda = signed_in("paul", organization=service.organization), signed_in("frieda")
    paul.post(address(service), data(service, abschicken="ja"))
    change = Change.objects.get()
    way = f"/schreibtisch/aenderungen/{change.pk}/zurueckgeben/"
    assert frieda.post(way, {"satz": ""})["Location"].endswith(f"/{change.pk}/")
    frieda.post(way, {"satz": "Auch am Wochenende?"})
    page = paul.get(address(service)).content.decode()
    assert ("Auch am Wochenende?" in page, TEXT in page) == (True, True)


def test_the_office_edits_first_and_publishes_many(service):
    paul, frieda = signed_in("paul", organization=service.organization), signed_in("frieda")
    paul.post(address(service), data(service, abschicken="ja"))
    change = Change.objects.get()
    way = f"/schreibtisch/aenderungen/{change.pk}/bearbeiten/beschreibung/"
    shown = frieda.get(way).content.decode()
    assert TEXT in shown
    edited = data(
        service, description="Vom Büro geglättet.", draft_seen=change.written_at.isoformat()
    )
    frieda.post(way, edited)
    assert Change.objects.get().after == {"description": "Vom Büro geglättet."}
    frieda.post("/schreibtisch/aenderungen/freigeben/", {"aenderung": [change.pk, "x", 99999]})
    assert Service.objects.get().description == "Vom Büro geglättet."


def test_only_the_coordination_sees_the_changes(service):
    for name in ("selma", "arno"):
        assert signed_in(name).get("/schreibtisch/aenderungen/").status_code == 403
    paul = signed_in("paul", organization=service.organization)
    assert paul.get("/schreibtisch/aenderungen/").status_code == 403


def test_the_second_of_two_accounts_sees_the_first_ones_draft(service):
    paul = signed_in("paul", organization=service.organization)
    account("paula", organization=service.organization)
    paula = signed_in("pauline", organization=service.organization)
    paul.post(address(service), data(service))
    page = paula.post(address(service), data(service, description="Ganz anders."))
    text = page.content.decode()
    assert page.status_code == 409
    assert ("Zwei Fassungen" in text, TEXT in text, "Ganz anders." in text) == (True, True, True)
    assert Change.objects.get().after == {"description": TEXT}


def test_the_organization_itself(service):
    house = Organization.objects.get()
    paul = signed_in("paul", organization=house)
    way = f"/konto/eintraege/{house.uid}/beschreibung/"
    typed = {"seen": house.modified_at.isoformat(), "name": house.name, "description": TEXT}
    paul.post(way, typed | {"abschicken": "ja"})
    assert (Change.objects.get().state, Change.objects.get().service) == ("SUBMITTED", None)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_changes_cost_the_same_for_one_and_for_three(rows, django_assert_num_queries):
    """Of offers and of organizations, with lists of rows that name terms."""
    factories.network()
    for number in range(rows):
        house = factories.organization(f"haus-{number}")
        offer = factories.full_service(f"tagespflege-{number}", organization=house)
        for service in (offer, None):
            Change.objects.create(
                organization=offer.organization, service=service, kind="EDIT", state="SUBMITTED", via="LINK",
                before={"name": "alt"}, after={"name": f"neu {number}"}, seen=timezone.now(),
                written_at=timezone.now(), submitted_at=timezone.now(),
            )  # fmt: skip
            Change.objects.filter(service=offer).update(after={"attributes": [], "phones": []})
    frieda = signed_in("frieda")
    with django_assert_num_queries(24):
        page = frieda.get("/schreibtisch/aenderungen/")
    assert page.context["paged"].total == 2 * rows
    assert page.content.decode().count("Vorschlag") == 2 * rows
