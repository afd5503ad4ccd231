"""The Niederschrift: composed, changed, sent, objected to, approved, and then it stays."""

from datetime import date

import pytest

from mitsorge.domain.governance.actions import minutes as deeds
from mitsorge.domain.governance.actions import recording
from mitsorge.domain.governance.actions.outcomes import AlreadyDone, ItemChanged, Refused
from mitsorge.domain.governance.letters.minutes import uid_of
from mitsorge.domain.governance.models import Meeting, Minutes, Objection
from mitsorge.domain.governance.queries.minutes import participant, published
from mitsorge.domain.governance.rules import MeetingStatus
from mitsorge.domain.governance.rules.minutes import is_unbroken
from mitsorge.foundation.journal.models import Entry
from mitsorge.foundation.people.models import Person
from mitsorge.foundation.people.rules import NotAllowed
from tests.cast import account
from tests.domain.governance.sittings import committee, frieda, item, meeting, minute, rules, seat
from tests.letters import letters

pytestmark = pytest.mark.django_db
DAY = 24 * 60


def closed(**values) -> Meeting:
    """A meeting of two hours: one decision, one closed item, a task, a guest; then closed."""
    group = committee()
    rules(group, **{"publicity": "MINUTES_PUBLIC"} | values)
    held = meeting(group, seats=3, place="Kreishaus")
    person = Person.objects.create(name="Mitglied 4", created_at=held.starts_at)
    stella = account("stella")
    stella.person = person
    stella.save()
    seat(held, "Mitglied 4", person=person)
    recording.start_meeting(meeting_id=held.pk, by=frieda(), at=minute(0))
    for one in held.attendees.exclude(name="Mitglied 3"):
        recording.mark_present(attendee_id=one.pk, by=frieda(), at=minute(1))
    recording.add_guest(meeting_id=held.pk, name="Gerda Gast", by=frieda(), at=minute(2))
    beds, profile = item(held, "Vier Betten"), item(held, "Steckbrief", is_public=False)
    recording.record_item(
        item_id=beds.pk, version=0, notes="Die AG stellt vor.", by=frieda(), at=minute(5)
    )
    recording.decide(
        item_id=beds.pk, version=1, yes=2, no=1, resolution_text="Vier Betten bleiben frei.",
        dissent="Eine Stimme will sechs.", by=frieda(), at=minute(20),
    )  # fmt: skip
    recording.add_task(
        committee=group, item_id=beds.pk, text="Finanzierung klären", owner="Selma",
        due_on=date(2027, 1, 15), by=frieda(), at=minute(21),
    )  # fmt: skip
    recording.record_item(
        item_id=profile.pk, version=0, notes="Vertrauliches.", by=frieda(), at=minute(30)
    )
    recording.close_meeting(meeting_id=held.pk, by=frieda(), at=minute(120))
    held.refresh_from_db()
    return held


def sent(held: Meeting | None = None) -> Minutes:
    held = held or closed()
    made = deeds.compose(meeting_id=held.pk, by=frieda(), at=minute(121))
    deeds.send(minutes_id=made.pk, by=frieda(), at=minute(DAY))
    made.refresh_from_db()
    return made


INTERNAL = """Donnerstag, 10. Dezember 2026, 13:00 bis 15:00 Uhr
Kreishaus

## Anwesenheit

3 von 4 Stimmberechtigten waren da. Gäste: 1.

Sitzungsleitung: Mitglied 1

- Mitglied 1
- Mitglied 2
- Mitglied 4

Gäste: Gerda Gast

Nicht da: Mitglied 3

## TOP 1: Vier Betten

Die AG stellt vor.

**Beschluss Steuerungsgruppe 2026/01: angenommen.**

Vier Betten bleiben frei.

Ja: 2, Nein: 1, Enthaltungen: 0. Nötig waren 2: mehr Ja als Nein, Enthaltungen zählen nicht. Geschäftsordnung § 6, gültig seit 1. Januar 2024.

Abweichende Meinung: Eine Stimme will sechs.

Aufgaben:
- Finanzierung klären (Selma, bis 15.01.2027)

## TOP 2: Steckbrief

Vertrauliches.
"""
PUBLIC = """Donnerstag, 10. Dezember 2026, 13:00 bis 15:00 Uhr
Kreishaus

## Anwesenheit

3 von 4 Stimmberechtigten waren da. Gäste: 1.

## TOP 1: Vier Betten

Die AG stellt vor.

**Beschluss Steuerungsgruppe 2026/01: angenommen.**

Vier Betten bleiben frei.

Ja: 2, Nein: 1, Enthaltungen: 0. Nötig waren 2: mehr Ja als Nein, Enthaltungen zählen nicht. Geschäftsordnung § 6, gültig seit 1. Januar 2024.

Abweichende Meinung: Eine Stimme will sechs.

## TOP 2: nicht öffentlich
"""


def test_the_text_follows_from_what_was_recorded():
    held = closed()
    made = deeds.compose(meeting_id=held.pk, by=frieda(), at=minute(121))
    assert made.text == INTERNAL
    assert made.public_text == PUBLIC
    with pytest.raises(AlreadyDone):
        deeds.compose(meeting_id=held.pk, by=frieda(), at=minute(122))


def test_counted_heads_stand_in_the_text():
    table = committee("stammtisch", name="Stammtisch", composition="OPEN")
    rules(table, publicity="PUBLIC", quorum="NONE")
    evening = meeting(table, seats=0, counts_only=True)
    recording.start_meeting(meeting_id=evening.pk, by=frieda(), at=minute(0))
    counts = {"Pflege": 12, "": 9}
    recording.count_heads(meeting_id=evening.pk, counts=counts, by=frieda(), at=minute(1))
    recording.close_meeting(meeting_id=evening.pk, by=frieda(), at=minute(60))
    made = deeds.compose(meeting_id=evening.pk, by=frieda(), at=minute(61))
    expected = "## Anwesenheit\n\n21 Teilnehmende, gezählt.\n\n- Pflege: 12\n"
    assert made.text.endswith(expected)
    assert made.public_text == made.text


def test_what_is_for_members_has_no_public_version():
    held = closed(publicity="MEMBERS")
    made = deeds.compose(meeting_id=held.pk, by=frieda(), at=minute(121))
    assert made.public_text == ""
    with pytest.raises(Refused, match="veröffentlicht nichts"):
        deeds.change(
            minutes_id=made.pk, version=0, text="x", public_text="x", by=frieda(), at=minute(122)
        )


def test_two_who_change_get_both_versions():
    made = deeds.compose(meeting_id=closed().pk, by=frieda(), at=minute(121))
    values = {"minutes_id": made.pk, "version": 0, "public_text": made.public_text, "by": frieda()}
    for _ in range(2):
        deeds.change(text="Erste", at=minute(122), **values)
    with pytest.raises(ItemChanged) as clash:
        deeds.change(text="Zweite", at=minute(123), **values)
    assert (clash.value.theirs["text"], clash.value.yours["text"]) == ("Erste", "Zweite")
    assert Entry.objects.filter(event="governance.minutes.changed").count() == 1
    with pytest.raises(Refused, match="ohne Text"):
        deeds.change(text=" ", at=minute(123), **values | {"version": 1})


def test_members_get_a_letter_with_their_link_and_guests_none():
    made = sent()
    assert made.objections_until == date(2026, 12, 25)
    assert made.meeting.status == MeetingStatus.OBJECTION_PERIOD
    (letter,) = letters()
    seat_of_stella = made.meeting.attendees.get(name="Mitglied 4")
    assert letter.to == "stella@mitsorge.example"
    assert "bis zum 25. Dezember 2026" in letter.text
    link = letter.text.split("/niederschrift/")[1].split("/")[0]
    assert uid_of(link) == seat_of_stella.uid.hex
    assert participant(uid_of(link)) == seat_of_stella
    assert participant(made.meeting.attendees.get(role="GUEST").uid.hex) is None
    assert uid_of(link + "x") is None
    with pytest.raises(Refused, match="versandt"):
        deeds.send(minutes_id=made.pk, by=frieda(), at=minute(DAY))
    with pytest.raises(Refused, match="versandt"):
        deeds.change(
            minutes_id=made.pk, version=1, text="y", public_text="", by=frieda(), at=minute(DAY)
        )


def test_an_objection_is_answered_and_opens_the_minutes_again():
    made = sent()
    stella = made.meeting.attendees.get(name="Mitglied 4")
    for _ in range(2):
        objection = deeds.object(attendee=stella, text="Es waren sechs Betten.", at=minute(2 * DAY))
    assert Objection.objects.count() == 1
    with pytest.raises(Refused, match="wartet noch"):
        deeds.approve(minutes_id=made.pk, by=frieda(), at=minute(20 * DAY))
    values = {"objection_id": objection.pk, "by": frieda(), "at": minute(3 * DAY)}
    with pytest.raises(Refused, match="was aus der Einwendung"):
        deeds.answer_objection(answer=" ", **values)
    deeds.answer_objection(answer="Stimmt, wir ändern es.", reopen=True, **values)
    with pytest.raises(AlreadyDone):
        deeds.answer_objection(answer="Noch einmal", **values)
    assert letters()[-1].subject == "Ihre Einwendung: Steuerungsgruppe, 1. Sitzung"
    made.refresh_from_db()
    deeds.change(
        minutes_id=made.pk, version=made.version, text="Sechs Betten.", public_text="",
        by=frieda(), at=minute(3 * DAY),
    )  # fmt: skip
    deeds.send(minutes_id=made.pk, by=frieda(), at=minute(4 * DAY))
    made.refresh_from_db()
    assert made.objections_until == date(2026, 12, 28)
    assert len(letters()) == 3


@pytest.mark.parametrize(
    ("who", "text", "after", "sentence"),
    [
        ("Mitglied 4", "Zu spät", 16, "Frist"),
        ("Mitglied 4", " ", 2, "was nicht stimmt"),
        ("Mitglied 4", "x" * 4001, 2, "höchstens 4000"),
        ("Gerda Gast", "Ich auch", 2, "nur die Mitglieder"),
    ],
)
def test_objections_that_cannot_be(who, text, after, sentence):
    made = sent()
    attendee = made.meeting.attendees.get(name=who)
    with pytest.raises(Refused, match=sentence):
        deeds.object(attendee=attendee, text=text, at=minute(after * DAY))
    assert Objection.objects.count() == 0


def test_the_last_day_counts_and_then_the_minutes_are_approved_and_stay():
    made = sent()
    stella = made.meeting.attendees.get(name="Mitglied 4")
    with pytest.raises(Refused, match="Bis zum 25"):
        deeds.approve(minutes_id=made.pk, by=frieda(), at=minute(15 * DAY))
    deeds.approve(minutes_id=made.pk, by=frieda(), at=minute(16 * DAY))
    made.refresh_from_db()
    assert made.meeting.status == MeetingStatus.APPROVED
    assert is_unbroken(made.text, made.public_text, made.sha256)
    assert list(published()) == [made]
    before = (made.text, made.public_text, made.sha256, made.version)
    later = {"by": frieda(), "at": minute(17 * DAY)}
    change = {"minutes_id": made.pk, "version": made.version, "text": "x", "public_text": ""}
    for deed, refusal in (
        (lambda: deeds.change(**change, **later), Refused),
        (lambda: deeds.send(minutes_id=made.pk, **later), Refused),
        (lambda: deeds.approve(minutes_id=made.pk, **later), AlreadyDone),
        (lambda: deeds.compose(meeting_id=made.meeting_id, **later), Refused),
        (lambda: deeds.object(attendee=stella, text="x", at=later["at"]), Refused),
    ):
        with pytest.raises(refusal):
            deed()
    made.refresh_from_db()
    assert (made.text, made.public_text, made.sha256, made.version) == before


def test_only_who_runs_the_committee():
    made = sent()
    objection = deeds.object(
        attendee=made.meeting.attendees.first(), text="Nein.", at=minute(2 * DAY)
    )
    values = {"by": account("otto"), "at": minute(20 * DAY)}
    for deed in (
        lambda: deeds.approve(minutes_id=made.pk, **values),
        lambda: deeds.send(minutes_id=made.pk, **values),
        lambda: deeds.compose(meeting_id=made.meeting_id, **values),
        lambda: deeds.answer_objection(objection_id=objection.pk, answer="x", **values),
        lambda: deeds.change(minutes_id=made.pk, version=0, text="", public_text="", **values),
    ):
        with pytest.raises(NotAllowed):
            deed()


def test_all_or_nothing(monkeypatch):
    made = deeds.compose(meeting_id=closed().pk, by=frieda(), at=minute(121))
    monkeypatch.setattr(deeds.post, "enqueue_many", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        deeds.send(minutes_id=made.pk, by=frieda(), at=minute(DAY))
    made.refresh_from_db()
    assert (made.sent_at, made.meeting.status) == (None, MeetingStatus.MINUTES_OPEN)
