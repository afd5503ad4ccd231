"""The call list in the office: one call after the other, and nothing typed is lost."""

from datetime import timedelta

import pytest
from django.contrib.messages import get_messages
from django.utils import timezone

from mitsorge.domain.directory.models import Phone, Service
from mitsorge.domain.upkeep.actions import reach as deeds
from mitsorge.domain.upkeep.actions.rounds import open_due
from mitsorge.domain.upkeep.models import Asking, Call, Inquiry, Reach
from mitsorge.domain.upkeep.rules import Via
from mitsorge.foundation.post.models import Letter
from mitsorge.foundation.post.rules import State
from tests.domain.directory import factories
from tests.domain.upkeep.places import asking, due_house
from tests.sign_in import signed_in

pytestmark = pytest.mark.django_db
LIST = "/schreibtisch/anrufliste/"
KEY = "0b5b1ac0-6d7c-4a58-9a0e-0d5b6f3a8a11"


@pytest.fixture
def two_silent(db) -> list[Inquiry]:
    """Two organizations without an address: both are to be called today."""
    factories.network()
    asking()
    for slug in ("haus-abendsonne", "haus-morgenrot"):
        house = due_house(slug, email="")
        Phone.objects.create(organization=house, number="+493023125114", display="030 23125-114")
    open_due(at=timezone.now())
    return list(Inquiry.objects.order_by("organization__name"))


def text(page) -> str:
    return page.content.decode()


def test_a_call_confirms_and_the_next_comes_up(two_silent):
    first, second = two_silent
    frieda = signed_in("frieda")
    assert "Haus Abendsonne" in text(frieda.get(LIST))
    assert "030 23125-114" in text(frieda.get(f"{LIST}{first.pk}/"))
    page = frieda.post(f"{LIST}{first.pk}/", {"result": "CONFIRMED", "note": "", "key": KEY})
    assert page["Location"] == f"{LIST}{second.pk}/"
    assert Service.objects.filter(assured_at__date=timezone.localdate()).count() == 1
    page = frieda.post(f"{LIST}{second.pk}/", {"result": "NOT_REACHED", "note": "", "key": "x"})
    assert page["Location"] == LIST
    assert "Niemand wartet auf einen Anruf" in text(frieda.get(LIST))
    assert "Niemanden erreicht" in text(frieda.get(f"{LIST}?ansicht=spaeter"))


def test_a_double_click_is_one_call(two_silent):
    frieda = signed_in("frieda")
    given = {"result": "CONFIRMED", "note": "", "key": KEY}
    pages = [frieda.post(f"{LIST}{two_silent[0].pk}/", given) for _click in range(2)]
    assert [page.status_code for page in pages] == [302, 302]
    assert Call.objects.count() == 1


def test_what_was_typed_is_still_there_when_something_is_missing(two_silent):
    frieda = signed_in("frieda")
    address = f"{LIST}{two_silent[0].pk}/"
    for given, sentence in (
        ({"note": "Frau N. im Urlaub"}, "Wählen Sie, was der Anruf ergeben hat."),
        ({"note": "Frau N. im Urlaub", "result": "CALL_AGAIN"}, "Nennen Sie einen Tag nach heute."),
        (
            {"note": "Frau N. im Urlaub", "result": "CALL_AGAIN", "again_on": "2020-01-01"},
            "Nennen Sie einen Tag nach heute.",
        ),
    ):
        page = frieda.post(address, {**given, "key": KEY})
        assert page.status_code == 200
        assert "Frau N. im Urlaub" in text(page)
        assert sentence in text(page)
    assert not Call.objects.exists()


def test_the_note_survives_when_somebody_was_faster(two_silent):
    """The other one ended the round a moment before: the note is still on the page, with a sentence."""
    frieda = signed_in("frieda")
    address = f"{LIST}{two_silent[0].pk}/"
    frieda.post(address, {"result": "CONFIRMED", "note": "", "key": KEY})
    page = frieda.post(address, {"result": "NOT_REACHED", "note": "mein Satz", "key": "other"})
    assert "mein Satz" in text(page)
    assert "Diese Nachfrage ist schon beantwortet." in text(page)
    page = frieda.get(address)
    assert page["Location"] == LIST
    assert [str(m) for m in get_messages(page.wsgi_request)][-1:] == [
        "Diese Nachfrage ist schon geklärt."
    ]


def test_a_change_leads_to_the_entry(two_silent):
    inquiry = two_silent[0]
    page = signed_in("frieda").post(f"{LIST}{inquiry.pk}/", {"result": "CHANGED", "key": KEY})
    assert page["Location"] == f"/schreibtisch/organisationen/{inquiry.organization_id}/"


def test_calling_again_waits_for_the_day(two_silent):
    day = timezone.localdate() + timedelta(days=5)
    frieda = signed_in("frieda")
    given = {"result": "CALL_AGAIN", "again_on": day.isoformat(), "note": "Urlaub", "key": KEY}
    frieda.post(f"{LIST}{two_silent[0].pk}/", given)
    assert f"{LIST}{two_silent[0].pk}/" not in text(frieda.get(LIST))
    assert "Haus Abendsonne" in text(frieda.get(f"{LIST}?ansicht=spaeter"))


def test_letters_on_their_way_say_what_became_of_them(two_silent):
    Reach.objects.create(organization=two_silent[0].organization, email="leitung@haus.example")
    open_due(at=timezone.now())
    frieda = signed_in("frieda")
    page = text(frieda.get(f"{LIST}?ansicht=briefe"))
    assert "1. Brief am" in page
    assert "wartet auf den Versand" in page
    assert "leitung@haus.example" not in page
    Letter.objects.update(state=State.FAILED)
    assert "(leitung@haus.example)" in text(frieda.get(f"{LIST}?ansicht=briefe"))
    assert "Kein Brief: Wir haben keine Adresse." in page


def test_letters_are_switched_on_and_off_by_post_alone():
    factories.network()
    frieda = signed_in("frieda")
    assert "Briefe sind ausgeschaltet." in text(frieda.get(LIST))
    assert frieda.get(f"{LIST}briefe/").status_code == 405
    frieda.post(f"{LIST}briefe/", {"briefe": "ein"})
    assert Asking.objects.count() == 1
    assert "Briefe sind eingeschaltet seit" in text(frieda.get(LIST))
    frieda.post(f"{LIST}briefe/", {"briefe": "aus"})
    assert Asking.objects.count() == 0


def test_the_office_edits_how_an_organization_is_reached(two_silent):
    pk = two_silent[0].organization_id
    address = f"/schreibtisch/organisationen/{pk}/erreichbarkeit/"
    frieda = signed_in("frieda")
    given = {"email": "Leitung@haus.example", "phone": "030 23125-120",
             "best_time": "dienstags", "rhythm_months": "12"}  # fmt: skip
    page = frieda.post(address, {**given, "rhythm_months": "99"})
    assert page.status_code == 200
    assert "dienstags" in text(page)
    assert frieda.post(address, given)["Location"] == address
    found = Reach.objects.values("email", "phone", "best_time", "rhythm_months").get()
    assert found == {**given, "email": "leitung@haus.example", "rhythm_months": 12}


@pytest.mark.parametrize(("answer", "email"), [("ja", "neu@haus.example"), ("nein", "")])
def test_somebody_else_is_responsible(two_silent, answer, email):
    inquiry = two_silent[0]
    deeds.say_who(
        inquiry_id=inquiry.pk, email="neu@haus.example", words="Frau N. ist gegangen",
        via=Via.LINK, by=None, at=timezone.now(),
    )  # fmt: skip
    frieda = signed_in("frieda")
    assert "Andere Ansprechperson: Haus Abendsonne" in text(frieda.get("/schreibtisch/"))
    address = f"/schreibtisch/organisationen/{inquiry.organization_id}/erreichbarkeit/"
    page = text(frieda.get(address))
    assert "Frau N. ist gegangen" in page
    frieda.post(f"{address}entscheiden/", {"antwort": answer})
    assert Reach.objects.values_list("email", "wished_email").get() == (email, "")
    assert "neu@haus.example gehen" not in text(frieda.get(address))


def test_the_desk_asks_for_the_calls(two_silent):
    page = text(signed_in("frieda").get("/schreibtisch/"))
    assert "2 Organisationen anrufen" in page
    assert f"{LIST}{two_silent[0].pk}/" in page


@pytest.mark.parametrize("name", ["selma", "arno", "ida"])
def test_only_the_coordination_sees_it(two_silent, name):
    assert signed_in(name).get(LIST).status_code == 403


def test_an_unknown_call_is_not_there(two_silent):
    assert signed_in("frieda").get(f"{LIST}999/").status_code == 404
