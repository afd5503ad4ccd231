from datetime import date, timedelta

import pytest
from django.utils import timezone

from mitsorge.domain.directory.actions import report_error
from mitsorge.domain.directory.models import Responsibility, ResponsibilityTopic
from mitsorge.domain.stories.models import Page
from mitsorge.doors.office import directory_work as work
from mitsorge.face.rooms import may_open
from mitsorge.face.work import Urgency
from tests.cast import NOW, account
from tests.domain.directory.factories import TODAY, network, service
from tests.sign_in import signed_in

pytestmark = pytest.mark.django_db


def test_reports_with_their_deadline(django_assert_num_queries):
    network()
    report_error(
        key="1", service_id=service().pk, text="Das Telefon stimmt nicht.", at=NOW - timedelta(9)
    )
    with django_assert_num_queries(1):
        [item] = work.reports(TODAY)
    assert item.title == "Fehler im Eintrag: Tagespflege Abendsonne"
    assert (item.due, item.urgency) == (date(2026, 11, 13), Urgency.TODAY)


def test_recognitions_that_end_and_that_have_ended(django_assert_num_queries):
    service("bald", recognized_45a=True, recognized_until=TODAY + timedelta(days=7))
    service("danach", recognized_45a=True, recognized_until=TODAY + timedelta(days=14))
    service("demnaechst", recognized_45a=True, recognized_until=TODAY + timedelta(days=15))
    service("vorbei", recognized_45a=True, recognized_until=TODAY - timedelta(days=1))
    service("spaeter", recognized_45a=True, recognized_until=TODAY + timedelta(days=200))
    with django_assert_num_queries(1):
        found = work.recognitions(TODAY)
    assert [(item.title, item.urgency) for item in found] == [
        ("Anerkennung abgelaufen: Vorbei", Urgency.TODAY),
        ("Anerkennung endet: Bald", Urgency.THIS_WEEK),
        ("Anerkennung endet: Danach", Urgency.LATER),
        ("1 weitere Anerkennung endet bald", Urgency.LATER),
    ]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_of_recognitions_costs_the_same(rows, django_assert_num_queries):
    today = timezone.localdate()
    for number in range(rows):
        service(f"angebot-{number}", recognized_45a=True, recognized_until=today)
    frieda = signed_in("frieda")
    with django_assert_num_queries(7):  # 3 session, account, roles; count, rows; network, footer
        page = frieda.get("/schreibtisch/anerkennungen/")
    assert page.context["paged"].total == rows


def test_never_confirmed_is_one_row(django_assert_num_queries):
    assert work.never_confirmed(TODAY) == []
    service("a", assured_at=None)
    service("b", assured_at=None)
    service("c", assured_at=None, status="DRAFT")
    with django_assert_num_queries(1):
        [item] = work.never_confirmed(TODAY)
    assert item.title == "2 Angebote sind noch nie bestätigt worden"


def test_offices_without_phone_and_unfinished_pages(django_assert_num_queries):
    topic = ResponsibilityTopic.objects.create(slug="wohngeld", name="Wohngeld")
    Responsibility.objects.create(topic=topic, office="Amt", function="Antrag", modified_at=NOW)
    for slug, text, public in (
        ("impressum", "Bitte ergänzen: Name", True),
        ("hilfe", "Fertig", True),
        ("entwurf", "Bitte ergänzen", False),
    ):
        Page.objects.create(
            slug=slug, title=slug.title(), text=text, is_published=public, modified_at=NOW
        )
    with django_assert_num_queries(2):
        found = [*work.offices_without_phone(TODAY), *work.unfinished_pages(TODAY)]
    assert [item.title for item in found] == [
        "1 zuständige Stelle hat kein Telefon",
        "Seite ergänzen: Impressum",
    ]


def test_the_desk_shows_them_to_the_coordination_only():
    service(assured_at=None)
    words = "1 Angebot ist noch nie bestätigt worden"
    assert words in signed_in("frieda").get("/schreibtisch/").content.decode()
    assert words not in signed_in("selma").get("/schreibtisch/").content.decode()


ROOMS = ("angebote", "importe", "zustaendigkeiten", "hinweise", "seiten", "briefe", "konten")


@pytest.mark.parametrize(
    ("name", "rooms"),
    [
        ("frieda", ROOMS),
        ("arno", ("angebote", "zustaendigkeiten", "hinweise")),
        ("selma", ("angebote", "zustaendigkeiten")),
        ("stella", ()),
        ("ida", ("briefe", "konten")),
    ],
)
def test_the_menu_offers_only_rooms_that_open(name, rooms):
    who = account(name)
    assert tuple(r for r in ROOMS if may_open(who, f"/schreibtisch/{r}/")) == rooms
    assert not may_open(who, "/schreibtisch/gibt-es-nicht/")


def test_the_menu_of_planning():
    shown = signed_in("selma").get("/schreibtisch/").content.decode()
    assert '<a href="/schreibtisch/zustaendigkeiten/"' in shown
    assert '<a href="/schreibtisch/konten/"' not in shown
    assert "/schreibtisch/angebote/neu/" not in shown
