"""The office sees what is unclear and failed, and decides once."""

from datetime import timedelta

import pytest
from django.utils import timezone

from mitsorge.doors.office.work import letters as work
from mitsorge.foundation.journal.queries import history
from mitsorge.foundation.post import actions
from mitsorge.foundation.post.models import Letter
from mitsorge.foundation.post.rules import Draft, State
from tests.cast import NOW
from tests.sign_in import signed_in

pytestmark = pytest.mark.django_db
LIST = "/schreibtisch/briefe/"


def write(*states: State) -> list[Letter]:
    """One letter per state, the first the oldest; made by hand because only a crash makes some."""
    drafts = [
        Draft(f"n{n}@haus.example", f"Brief {n} {state}", "Geheimer Text", f"{n}")
        for n, state in enumerate(states)
    ]
    letters = actions.enqueue_many(drafts, at=NOW)
    for n, (letter, state) in enumerate(zip(letters, states, strict=True)):
        sent = {"sent_at": NOW} if state == State.SENT else {}
        row = Letter.objects.filter(pk=letter.pk)
        row.update(state=state, claimed_by="w", claimed_at=NOW, queued_at=NOW + timedelta(minutes=n), **sent)  # fmt: skip
    return list(Letter.objects.order_by("pk"))


@pytest.fixture
def frieda():
    return signed_in("frieda")


def subjects(page) -> list[str]:
    return [letter.subject for letter in page.context["paged"].rows]


def test_unclear_comes_first_then_failed_then_the_newest(frieda):
    write(State.UNCLEAR, State.SENT, State.FAILED, State.QUEUED, State.UNCLEAR)
    page = frieda.get(LIST)
    assert subjects(page) == [
        "Brief 4 UNCLEAR", "Brief 0 UNCLEAR", "Brief 2 FAILED", "Brief 3 QUEUED", "Brief 1 SENT",
    ]  # fmt: skip
    assert [(tab.words, tab.count) for tab in page.context["tabs"]] == [
        ("Alle", 5), ("Unklar", 2), ("Nicht zustellbar", 1), ("Im Ausgang", 1), ("Versandt", 1),
    ]  # fmt: skip
    assert "Geheimer Text" not in page.content.decode()
    assert 'data-kern-theme="light"' in page.content.decode()
    assert subjects(frieda.get(f"{LIST}?stand=FAILED")) == ["Brief 2 FAILED"]
    assert subjects(frieda.get(f"{LIST}?stand=Unfug")) == subjects(page)


@pytest.mark.parametrize("number", [1, 3, 120])
def test_the_list_costs_the_same_for_any_number_of_letters(
    frieda, django_assert_num_queries, number
):
    write(*[State.UNCLEAR] * number)
    with django_assert_num_queries(10):
        page = frieda.get(LIST)
    assert len(subjects(page)) == min(number, 50)


def test_a_letter_tells_its_story_without_its_text(frieda):
    (letter,) = write(State.FAILED)
    Letter.objects.update(last_error="550 5.1.1 unbekannt", attempts=1)
    html = frieda.get(f"{LIST}{letter.uid}/").content.decode()
    assert "550 5.1.1 unbekannt" in html
    assert "n0@<wbr>haus.example" in html
    assert "Geheimer Text" not in html


@pytest.mark.parametrize(
    ("way", "before", "after", "entry"),
    [
        ("erneut", State.UNCLEAR, State.QUEUED, "post.letter.sent_again"),
        ("erneut", State.FAILED, State.QUEUED, "post.letter.sent_again"),
        ("angekommen", State.UNCLEAR, State.SENT, "post.letter.arrived"),
        ("aufgeben", State.UNCLEAR, State.ABANDONED, "post.letter.given_up"),
        ("aufgeben", State.QUEUED, State.ABANDONED, "post.letter.given_up"),
    ],
)
def test_a_decision_is_made_once_and_journalled(frieda, way, before, after, entry):
    (letter,) = write(before)
    for _click in range(2):
        answer = frieda.post(f"{LIST}{letter.uid}/{way}/", {"stand": before})
        assert answer["Location"] == f"{LIST}{letter.uid}/"
    assert Letter.objects.get().state == after
    assert [(e.event, e.by_label, e.changes) for e in history(letter)] == [
        (entry, "Frieda", {"state": [before, after]})
    ]
    assert "Jemand hat über diesen Brief schon entschieden." in frieda.get(answer["Location"]).content.decode()  # fmt: skip


@pytest.mark.parametrize(
    ("way", "state"),
    [("erneut", State.SENT), ("erneut", State.IN_FLIGHT), ("angekommen", State.FAILED), ("aufgeben", State.SENT)],
)  # fmt: skip
def test_what_the_table_does_not_allow_stays_as_it_is(frieda, way, state):
    (letter,) = write(state)
    frieda.post(f"{LIST}{letter.uid}/{way}/", {"stand": state})
    assert Letter.objects.get().state == state
    assert not history(letter).exists()


def test_a_forgotten_text_cannot_be_sent_again(frieda):
    (letter,) = write(State.UNCLEAR)
    Letter.objects.update(emptied_at=NOW, text="")
    frieda.post(f"{LIST}{letter.uid}/erneut/", {"stand": State.UNCLEAR})
    assert Letter.objects.get().state == State.UNCLEAR


@pytest.mark.parametrize("name", ["selma", "arno", "stella"])
def test_others_do_not_see_who_gets_letters(name):
    (letter,) = write(State.UNCLEAR)
    client = signed_in(name)
    assert client.get(LIST).status_code == 403
    assert client.post(f"{LIST}{letter.uid}/erneut/").status_code == 403
    assert Letter.objects.get().state == State.UNCLEAR


def test_a_letter_that_does_not_exist_is_not_found(frieda):
    assert frieda.get(f"{LIST}00000000-0000-4000-8000-000000000000/").status_code == 404


def test_the_page_says_where_the_letters_stay(frieda, settings):
    assert "Es ist kein Postserver eingerichtet." in frieda.get(LIST).content.decode()
    settings.SMTP_URL = "smtp://post.example"
    assert "Zurzeit holt niemand die Briefe ab." in frieda.get(LIST).content.decode()
    actions.show_life(worker="w", at=timezone.now())
    calm = frieda.get(LIST).content.decode()
    assert "Zurzeit holt niemand" not in calm
    assert "Es ist kein Postserver" not in calm


def test_the_desk_asks_for_what_needs_someone(settings):
    assert work(NOW.date()) == []
    write(State.UNCLEAR, State.UNCLEAR, State.FAILED, State.QUEUED, State.SENT)
    assert [(item.title, item.address) for item in work(NOW.date())] == [
        ("2 Briefe sind vielleicht nicht angekommen", f"{LIST}?stand=UNCLEAR"),
        ("1 Brief ist nicht zustellbar", f"{LIST}?stand=FAILED"),
        ("1 Brief liegt im Ausgang", f"{LIST}?stand=QUEUED"),
    ]
    assert work(NOW.date())[2].why == "Es ist kein Postserver eingerichtet."
    settings.SMTP_URL = "smtp://post.example"
    assert "niemand" in work(NOW.date())[2].why
    Letter.objects.filter(state=State.QUEUED).update(due_at=timezone.now())
    assert len(work(NOW.date())) == 2
