"""Impulses in the office: sorted by ticking them, without JavaScript; each says what became of it."""

import pytest

from mitsorge.domain.recommendations.actions import impulses, topics
from mitsorge.domain.recommendations.models import Impulse, Topic
from mitsorge.domain.recommendations.rules import ImpulseSource
from mitsorge.foundation.people.models import Account
from tests.cast import NOW
from tests.doors.office.test_recommendations import text
from tests.network import a_network
from tests.sign_in import signed_in

pytestmark = pytest.mark.django_db
LIST = "/schreibtisch/impulse/"


@pytest.fixture
def frieda():
    a_network()
    return signed_in("frieda")


def heard(number: int) -> Impulse:
    return impulses.collect(
        text=f"Impuls {number}", source=ImpulseSource.FORM, key=str(number),
        happened_on=NOW.date(), by=None, at=NOW,
    )  # fmt: skip


def who() -> Account:
    return Account.objects.get(name="Frieda")


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("query", ["", "?stand=alle"])
def test_the_list_costs_the_same_for_one_and_for_three(
    rows, query, frieda, django_assert_num_queries
) -> None:
    topic = topics.create(name="Mobilität", by=who(), at=NOW)
    for number in range(rows):
        heard(number)
        row = heard(number + 10)
        impulses.assign(impulse_id=row.pk, topic_id=topic.pk, by=who(), at=NOW)
    with django_assert_num_queries(COST + 2 * bool(query)):
        page = frieda.get(LIST + query)
    assert page.context["paged"].total == rows * (2 if query else 1)


COST = 14
"""3 session, account, roles; count, rows, 5 for the lives, topics twice, the new ones; network, footer. Two more where topics are."""


def test_grouped_by_ticking(frieda) -> None:
    one, two, three = (heard(number) for number in range(3))
    page = frieda.post(LIST, {"tat": "zuordnen", "name": "Mobilität"})
    assert "Haken Sie die Impulse an" in text(page)
    page = frieda.post(LIST, {"tat": "zuordnen", "impulses": [one.pk]})
    assert "Wählen Sie ein Thema" in text(page)
    assert f'value="{one.pk}" id="i-{one.pk}" checked' in page.content.decode()
    page = frieda.post(
        LIST, {"tat": "zuordnen", "name": "Mobilität", "impulses": [one.pk, two.pk]}, follow=True
    )
    assert "2 Impulse zugeordnet." in page.content.decode()
    assert "Noch ohne Thema 1" in text(page)
    topic = Topic.objects.get()
    frieda.post(LIST, {"tat": "zuordnen", "topic": topic.pk, "impulses": [three.pk]})
    assert set(topic.impulses.all()) == {one, two, three}
    assert "Kein Impuls wartet" in text(frieda.get(LIST))


def test_closed_and_merged(frieda) -> None:
    one, two, three = (heard(number) for number in range(3))
    page = frieda.post(LIST, {"tat": "schliessen", "impulses": [one.pk]})
    assert "warum der Impuls nicht weiterverfolgt" in text(page)
    frieda.post(LIST, {"tat": "schliessen", "why": "Liegt beim Land.", "impulses": [one.pk]})
    assert "mindestens zwei" in text(frieda.post(LIST, {"tat": "zusammen", "impulses": [two.pk]}))
    frieda.post(LIST, {"tat": "zusammen", "impulses": [two.pk, three.pk]})
    shown = text(frieda.get(f"{LIST}?stand=alle"))
    assert "nicht weiterverfolgt, weil: Liegt beim Land." in shown
    assert "zusammengeführt mit" in shown
    assert Impulse.objects.get(pk=three.pk).merged_into == two
    assert "Dasselbe sagten auch" in text(frieda.get(f"{LIST}{two.uid}/"))
    page = frieda.post(LIST, {"tat": "schliessen", "why": "x", "impulses": [three.pk]})
    assert "in einem anderen aufgegangen" in text(page)


def test_written_down_once(frieda) -> None:
    form = frieda.get(f"{LIST}neu/").context["form"]
    said = {"text": "Der Bus.", "source": "CALL", "happened_on": "2026-11-17"}
    said["key"] = form["key"].value()
    for _again in range(2):
        frieda.post(f"{LIST}neu/", said)
    assert Impulse.objects.count() == 1
    page = frieda.post(f"{LIST}neu/", said | {"happened_on": ""})
    assert "Geben Sie den Tag an." in text(page)
    assert "Der Bus." in text(page)


def test_the_public_version_is_written_by_the_office(frieda) -> None:
    row = heard(1)
    frieda.post(f"{LIST}{row.uid}/", {"public_text": "Ein Bus fehlt."})
    assert Impulse.objects.get().public_text == "Ein Bus fehlt."
    arno = signed_in("arno")
    page = arno.post(f"{LIST}{row.uid}/", {"public_text": "Anders."})
    assert Impulse.objects.get().public_text == "Ein Bus fehlt."
    assert page.status_code == 200
    assert "Thema zuordnen" not in text(arno.get(LIST))


def test_topics_named_ranked_and_merged(frieda) -> None:
    for name in ("Bus", "Beratung", "Personal"):
        frieda.post(f"{LIST}themen/", {"name": name})
    bus, advice, staff = Topic.objects.order_by("pk")
    for pressed in (f"{bus.pk}:1", f"{staff.pk}:2", f"{staff.pk}:1", "x", f"{advice.pk}:99999999"):
        frieda.post(f"{LIST}themen/", {"rang": pressed})
    page = frieda.get(f"{LIST}themen/")
    assert page.context["chosen"] == [staff, bus]
    assert page.context["rest"] == [advice]
    frieda.post(f"{LIST}themen/", {"rang": f"{bus.pk}:"})
    assert frieda.get(f"{LIST}themen/").context["chosen"] == [staff]
    row = heard(1)
    impulses.assign(impulse_id=row.pk, topic_id=bus.pk, by=who(), at=NOW)
    page = frieda.post(f"{LIST}themen/{bus.pk}/", {"name": ""})
    assert "Geben Sie dem Thema einen Namen." in text(page)
    frieda.post(f"{LIST}themen/{bus.pk}/", {"name": "Mobilität"})
    frieda.post(f"{LIST}themen/{bus.pk}/", {"tat": "zusammen", "into": advice.pk})
    assert "Aufgegangen in Beratung" in text(frieda.get(f"{LIST}themen/{bus.pk}/"))
    assert "Impuls 1" in text(frieda.get(f"{LIST}themen/{advice.pk}/"))
