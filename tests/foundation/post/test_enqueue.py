"""A deed and its letter are one: both or none, and never twice."""

from datetime import UTC, datetime

import pytest
from django.db import transaction

from mitsorge.foundation.post.actions import enqueue, enqueue_many
from mitsorge.foundation.post.models import Letter
from mitsorge.foundation.post.rules import Draft, State
from tests.cast import NOW


def draft(key="directory.report:1", to="paul@abendsonne.example", **more) -> Draft:
    return Draft(
        **{"to": to, "subject": "Danke", "text": "Guten Tag,\n\ndanke.", "key": key, **more}
    )


def test_a_letter_waits_in_the_outbox_and_is_due_at_once(db):
    letter = enqueue(draft(purpose="directory.report"), at=NOW)
    assert Letter.objects.values_list(
        "pk", "to", "subject", "text", "purpose", "state", "queued_at", "due_at", "attempts"
    ).get() == (
        letter.pk, "paul@abendsonne.example", "Danke", "Guten Tag,\n\ndanke.", "directory.report",
        State.QUEUED, NOW, NOW, 0,
    )  # fmt: skip


def test_the_same_key_is_the_same_letter(db):
    first = enqueue(draft(), at=NOW)
    assert enqueue(draft(text="etwas anderes"), at=NOW) == first
    assert Letter.objects.get().text == "Guten Tag,\n\ndanke."


def test_many_letters_cost_as_much_as_one(db, django_assert_num_queries):
    with django_assert_num_queries(4):  # savepoint, insert, read, release
        enqueue(draft("a"), at=NOW)
    with django_assert_num_queries(4):
        letters = enqueue_many([draft(key) for key in "abc"], at=NOW)
    assert [letter.key for letter in letters] == ["a", "b", "c"]


@pytest.mark.django_db(transaction=True)
def test_without_its_deed_there_is_no_letter():
    with transaction.atomic():
        enqueue(draft(), at=NOW)
        transaction.set_rollback(True)
    assert not Letter.objects.exists()


def test_a_subject_never_breaks_the_header(db):
    subject = "Danke\r\nBcc: alle@netz.example  " + "x" * 300
    letter = enqueue(draft(subject=subject), at=NOW)
    assert letter.subject.startswith("Danke Bcc: alle@netz.example xxx")
    assert (len(letter.subject), letter.subject[-1]) == (250, "…")


@pytest.mark.parametrize(
    ("at", "due"),
    [
        (datetime(2026, 11, 17, 5, 59, tzinfo=UTC), datetime(2026, 11, 17, 6, tzinfo=UTC)),
        (datetime(2026, 11, 17, 6, 0, tzinfo=UTC), datetime(2026, 11, 18, 6, tzinfo=UTC)),
        (datetime(2026, 3, 28, 12, 0, tzinfo=UTC), datetime(2026, 3, 29, 5, tzinfo=UTC)),  # summer
    ],
)
def test_what_may_wait_is_due_at_seven_on_the_wall(db, at, due):
    assert enqueue(draft(may_wait_for_digest=True), at=at).due_at == due
