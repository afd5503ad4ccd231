"""Entries are added, never changed: the database says so, on SQLite and on PostgreSQL alike."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from mitsorge.foundation.journal import actions
from mitsorge.foundation.journal.models import Entry, Opening
from mitsorge.foundation.journal.queries import history
from mitsorge.foundation.people.models import Person
from tests.cast import NOW, account

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=400)


@pytest.fixture
def person() -> Person:
    return Person.objects.create(name="Nadia", created_at=NOW)


@pytest.fixture
def entry(person) -> Entry:
    return actions.record(event="people.person.added", subject=person, by=None, at=NOW)


def refused(sql: str, *values) -> bool:
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:  # fmt: skip
        cursor.execute(sql, values)
    return True


def test_an_entry_cannot_be_changed_or_deleted_by_any_way(entry):
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        Entry.objects.filter(pk=entry.pk).update(why="anders")
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        entry.save()
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        entry.delete()
    assert refused("UPDATE journal_entry SET by_label = %s WHERE id = %s", "Otto", entry.pk)
    assert refused("DELETE FROM journal_entry")
    if connection.vendor == "postgresql":
        assert refused("TRUNCATE journal_entry")
    assert Entry.objects.get() == entry


def test_old_entries_go_only_through_the_one_door_that_closes_again(entry, person):
    actions.record(event="people.person.changed", subject=person, by=None, at=LATER)
    assert actions.forget(before=LATER, reason="Frist: 1 Jahr", at=LATER) == 1
    assert list(history(person).values_list("event", flat=True)) == ["people.person.changed"]
    assert not Opening.objects.exists()
    assert refused("DELETE FROM journal_entry")


def test_an_open_door_still_lets_nobody_change_an_entry(entry):
    Opening.objects.create(reason="Versuch", opened_at=NOW)
    assert refused("UPDATE journal_entry SET why = 'anders'")


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_nothing_is_recorded(person):
    with pytest.raises(RuntimeError):
        actions.record(event="people.person.added", subject=person, by=None, at=NOW)


def test_an_entry_names_who_and_what_in_words_of_the_moment(person):
    frieda = account("frieda")
    changes = {"name": ["Nadja", "Nadia"]}
    made = actions.record(
        event="people.person.changed", subject=person, by=frieda, at=NOW, changes=changes, why="x" * 400
    )  # fmt: skip
    stored = Entry.objects.get(pk=made.pk)
    assert (stored.by_id, stored.by_label, stored.subject_label, stored.changes, len(stored.why)) == (
        frieda.pk, "Frieda", "Nadia", changes, 300,
    )  # fmt: skip
    assert str(stored) == "people.person.changed: Nadia"


def test_many_deeds_are_written_in_bulk(person):
    deeds = [actions.Deed("people.person.changed", person) for _number in range(300)]
    with CaptureQueriesContext(connection) as queries:
        actions.record_many(deeds=deeds, by=None, at=NOW)
    assert len([q for q in queries if q["sql"].startswith("INSERT")]) <= 4
    assert Entry.objects.count() == 300
