from datetime import date

import pytest

from mitsorge.domain.directory.models import Responsibility, ResponsibilityTopic
from mitsorge.foundation.journal.models import Entry
from mitsorge.foundation.places.models import Municipality, PlanningArea
from tests.cast import NOW
from tests.domain.directory.factories import network
from tests.sign_in import signed_in

pytestmark = pytest.mark.django_db
LIST = "/schreibtisch/zustaendigkeiten/"
TYPED = {
    "topic": "",
    "place": "",
    "office": "Sozialamt",
    "function": "Pflegeberatung",
    "phone": "030 23125-120",
    "hours": "Dienstag 9 bis 12 Uhr",
    "deputy": "",
    "deputy_phone": "",
    "email": "",
    "address": "",
}


@pytest.fixture
def here():
    return network()


@pytest.fixture
def topic():
    return ResponsibilityTopic.objects.create(slug="pflegegrad", name="Pflegegrad beantragen")


@pytest.fixture
def frieda(here):
    return signed_in("frieda")


def responsibility(topic, **fields):
    given = {
        "office": "Sozialamt",
        "function": "Pflegeberatung",
        "phone": "030 23125-120",
        "modified_at": NOW,
    }
    return Responsibility.objects.create(topic=topic, **given | fields)


def area(here, name="Planregion 1"):
    return PlanningArea.objects.create(
        code=name.lower(),
        name=name,
        kind="REGION",
        body=here.body,
        active_from=date(2026, 1, 1),
    )


@pytest.mark.parametrize("rows", [1, 3])
def test_the_table_costs_the_same_for_one_and_for_three(
    frieda, here, topic, rows, django_assert_num_queries
):
    for number in range(rows):
        place = Municipality.objects.create(ags=f"1206900{number}", name=f"Ort {number}")
        responsibility(topic, municipality=place)
    with django_assert_num_queries(9):  # 3 session, account, roles; network twice, 3 table; footer
        page = frieda.get(LIST)
    assert [len(block.rows) for block in page.context["topics"]] == [rows]


def test_an_empty_cell_says_what_holds_instead(frieda, here, topic):
    region = area(here)
    shown = frieda.get(LIST).content.decode()
    assert "noch niemand" in shown
    responsibility(topic)
    shown = frieda.get(LIST).content.decode()
    assert "Fällt auf das ganze Netzwerk zurück:" in shown
    assert f"neu/?thema={topic.pk}&amp;ort=r{region.pk}" in shown


def test_an_office_is_entered_for_a_cell(frieda, here, topic):
    region = area(here)
    form = frieda.get(f"{LIST}neu/?thema={topic.pk}&ort=r{region.pk}").content.decode()
    assert f'value="r{region.pk}" selected' in form
    typed = TYPED | {"topic": topic.pk, "place": f"r{region.pk}"}
    assert frieda.post(f"{LIST}neu/", typed)["Location"] == LIST
    again = frieda.post(f"{LIST}neu/", typed)
    assert again.status_code == 200
    assert "Diese Angabe steht schon weiter oben." in again.content.decode()
    assert [row.planning_area for row in Responsibility.objects.all()] == [region]


def test_what_is_typed_is_not_lost(frieda, topic):
    page = frieda.post(f"{LIST}neu/", TYPED | {"topic": topic.pk, "phone": "ruf an"})
    assert "Diese Nummer kann niemand anrufen." in page.content.decode()
    for value in ("Sozialamt", "Pflegeberatung", "ruf an", "Dienstag 9 bis 12 Uhr"):
        assert f'value="{value}"' in page.content.decode()
    assert Responsibility.objects.count() == 0


def test_who_saves_second_sees_both_versions(frieda, topic):
    row = responsibility(topic)
    seen = row.modified_at.isoformat()
    address = f"{LIST}{row.pk}/"
    first = TYPED | {"topic": topic.pk, "seen": seen, "office": "Bürgerbüro"}
    assert frieda.post(address, first)["Location"] == LIST
    second = first | {"office": "Pflegestützpunkt"}
    page = frieda.post(address, second)
    shown = page.content.decode()
    assert page.status_code == 409
    assert "Sehen Sie sich beide Fassungen an." in shown
    assert [(r.name, r.before, r.after) for r in page.context["conflict"].rows] == [
        ("Stelle", "Bürgerbüro", "Pflegestützpunkt")
    ]
    assert 'value="Pflegestützpunkt"' in shown
    assert Responsibility.objects.get().office == "Bürgerbüro"
    frieda.post(address, second | {"seen": page.context["seen"]})
    assert Responsibility.objects.get().office == "Pflegestützpunkt"


def test_stimmt_noch_moves_only_the_confirmation(frieda, topic):
    row = responsibility(topic)
    frieda.post(f"{LIST}{row.pk}/bestaetigen/", {"seen": row.modified_at.isoformat()})
    found = Responsibility.objects.get()
    assert found.assured_at is not None
    assert found.modified_at == NOW
    assert frieda.get(f"{LIST}{row.pk}/bestaetigen/").status_code == 405


def test_striking_asks_first(frieda, topic):
    row = responsibility(topic)
    address = f"{LIST}{row.pk}/streichen/"
    assert "„Sozialamt“ bei „Pflegegrad beantragen“ streichen?" in (
        frieda.get(address).content.decode()
    )
    assert Responsibility.objects.count() == 1
    frieda.post(address)
    assert Responsibility.objects.count() == 0
    assert frieda.post(address).status_code == 404
    assert Entry.objects.filter(event="directory.responsibility.removed").count() == 1


def test_a_topic_is_made_and_renamed(frieda):
    values = {"name": "Wohngeld", "explanation": "", "position": 3}
    frieda.post(f"{LIST}themen/neu/", values)
    again = frieda.post(f"{LIST}themen/neu/", values)
    assert "Dieses Thema gibt es schon." in again.content.decode()
    frieda.post(f"{LIST}themen/wohngeld/", values | {"name": "Wohngeld beantragen"})
    assert [t.name for t in ResponsibilityTopic.objects.all()] == ["Wohngeld beantragen"]


@pytest.mark.parametrize(
    ("name", "read", "edit"), [("arno", 200, 403), ("selma", 200, 403), ("ida", 403, 403)]
)
def test_who_may(here, topic, name, read, edit):
    row = responsibility(topic)
    client = signed_in(name)
    assert client.get(LIST).status_code == read
    for address in (f"{LIST}neu/", f"{LIST}{row.pk}/", f"{LIST}themen/neu/"):
        assert client.get(address).status_code == edit
    assert client.post(f"{LIST}{row.pk}/bestaetigen/").status_code == edit
