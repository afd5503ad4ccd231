"""What becomes of a letter at a real mail server, friendly, moody or away."""

from collections import Counter
from datetime import timedelta

import pytest

from mitsorge.foundation.post import actions
from mitsorge.foundation.post.models import Letter
from mitsorge.foundation.post.rules import Draft, Outcome, State
from tests.cast import NOW

pytestmark = pytest.mark.django_db


def write(*names: str, **more) -> list[Letter]:
    drafts = [
        Draft(f"{name}@haus.example", f"Für {name}", "Guten Tag,\n\nGrüße.", f"k:{name}", **more)
        for name in names
    ]
    return actions.enqueue_many(drafts, at=NOW)


def deliver(server, at=NOW, **more) -> Counter[Outcome]:
    return actions.deliver_due(worker="w1", at=at, connection=server, **more)


def rows(*fields: str) -> list[tuple]:
    return list(Letter.objects.order_by("pk").values_list(*fields))


def test_a_letter_arrives_as_text_and_html_without_anything_that_reports_back(mailbox, server):
    text = "Guten Tag,\n\nbitte sehen Sie nach:\nhttps://netz.example/s/1?a=1&b=<2>.\n\n-- \nIhr Netz & Co."
    draft = Draft("paul@abendsonne.example", "Stimmt Ihr Eintrag noch? – jährlich", text, "k")
    letter = actions.enqueue(draft, at=NOW)
    assert deliver(server) == {Outcome.ACCEPTED: 1}
    (mail,) = mailbox.mails
    assert [(name, mail[name]) for name in ("From", "To", "Subject", "Auto-Submitted", "Message-ID", "Date")] == [
        ("From", "post@netz.example"),
        ("To", "paul@abendsonne.example"),
        ("Subject", "Stimmt Ihr Eintrag noch? – jährlich"),
        ("Auto-Submitted", "auto-generated"),
        ("Message-ID", f"<{letter.uid}@netz.example>"),
        ("Date", "Tue, 17 Nov 2026 09:00:00 +0000"),
    ]  # fmt: skip
    plain, rich = mail.iter_parts()
    assert (plain.get_content_type(), rich.get_content_type()) == ("text/plain", "text/html")
    assert plain.get_content().strip() == text
    assert (
        '<p>bitte sehen Sie nach:<br>\n<a href="https://netz.example/s/1?a=1&amp;b=">https://netz.example/s/1?a=1&amp;b=</a>&lt;2&gt;.</p>\n'
        "<hr>\n<p>Ihr Netz &amp; Co.</p>"
    ) in rich.get_content()
    assert "<img" not in rich.get_content()
    assert rows("state", "sent_at", "smtp_reply", "attempts") == [
        (State.SENT, NOW, "250 2.0.0 taken", 1)
    ]


def test_a_batch_uses_one_connection_and_three_steps_per_letter(mailbox, server):
    write("a", "b", "c")
    assert deliver(server) == {Outcome.ACCEPTED: 3}
    assert mailbox.connections == 1
    assert deliver(server) == {}


def test_every_letter_costs_two_lasting_updates(mailbox, server, django_assert_num_queries):
    write("a", "b", "c")
    with django_assert_num_queries(5 + 1 + 3 * 4):  # claim, letterhead, two steps in a savepoint
        deliver(server)


def test_what_may_change_is_tried_again_what_may_not_is_failed(mailbox, server):
    write("busy", "grey", "gone", "fine", "stuffed")
    mailbox.answers = {
        "busy@haus.example": ["421 4.3.2 closing", "250 OK"],
        "grey@haus.example": ["451 4.7.1 come back later", "250 OK"],
        "gone@haus.example": ["550 5.1.1 no such user"],
    }
    mailbox.after_text = {"stuffed@haus.example": "554 5.6.0 not like this"}
    assert deliver(server) == {Outcome.TEMPORARY: 2, Outcome.PERMANENT: 2, Outcome.ACCEPTED: 1}
    soon = NOW + timedelta(minutes=1)
    assert rows("state", "due_at", "last_error") == [
        (State.QUEUED, soon, "421 4.3.2 closing"),
        (State.QUEUED, soon, "451 4.7.1 come back later"),
        (State.FAILED, NOW, "550 5.1.1 no such user"),
        (State.SENT, NOW, ""),
        (State.FAILED, NOW, "554 5.6.0 not like this"),
    ]
    assert deliver(server, soon - timedelta(seconds=1)) == {}
    assert deliver(server, soon) == {Outcome.ACCEPTED: 2}
    assert mailbox.recipients() == [f"{name}@haus.example" for name in ("busy", "fine", "grey")]


def test_after_the_last_wait_a_letter_is_given_to_the_office(mailbox, server):
    write("grey")
    mailbox.answers = {"grey@haus.example": ["451 4.7.1 later"]}
    tries, at = [], NOW
    while Letter.objects.get().state == State.QUEUED:
        at = Letter.objects.get().due_at
        deliver(server, at)
        tries.append(int((at - NOW) / timedelta(minutes=1)))
    assert tries == [0, 1, 6, 21, 81, 321]
    assert rows("state", "attempts") == [(State.FAILED, 6)]


def test_a_server_that_is_away_costs_patience_not_letters(mailbox, server):
    mailbox.close()
    write("a", "b", "c")
    at, waits = NOW, []
    for _try in range(7):
        deliver(server, at)
        due = Letter.objects.order_by("due_at").values_list("due_at", flat=True)
        assert set(rows("state")) == {(State.QUEUED,)}
        waits.append(int((due[0] - at) / timedelta(minutes=1)))
        at = due[0]
    assert waits == [1, 5, 15, 60, 60, 60, 60]
    mailbox.open()
    assert deliver(server, at) == {Outcome.ACCEPTED: 3}
    assert mailbox.recipients() == ["a@haus.example", "b@haus.example", "c@haus.example"]
    assert rows("attempts", "misses") == [(1, 7)] * 3


def test_a_line_that_breaks_before_the_text_is_no_harm(mailbox, server):
    write("a")
    mailbox.answers = {"a@haus.example": ["hang up", "hang up", "250 OK"]}
    assert deliver(server) == {Outcome.UNREACHABLE: 1}
    assert deliver(server, NOW + timedelta(minutes=1)) == {Outcome.ACCEPTED: 1}
    assert len(mailbox.mails) == 1


def test_an_idle_connection_is_opened_again_at_once(mailbox, server):
    write("a", "b")
    mailbox.answers = {"b@haus.example": ["hang up", "250 OK"]}
    assert deliver(server) == {Outcome.ACCEPTED: 2}
    assert mailbox.connections == 2


def test_a_line_that_breaks_after_the_text_is_unclear_and_never_repeated(mailbox, server):
    write("a", "b")
    mailbox.after_text = {"a@haus.example": "hang up"}
    assert deliver(server) == {Outcome.UNCLEAR: 1, Outcome.ACCEPTED: 1}
    for days in range(1, 10):
        actions.recover(at=NOW + timedelta(days=days))
        assert deliver(server, NOW + timedelta(days=days)) == {}
    assert rows("state") == [(State.UNCLEAR,), (State.SENT,)]
    assert len(mailbox.mails) == 2


def test_a_letter_that_cannot_be_a_mail_fails_alone(mailbox, server):
    write("a", "b")
    Letter.objects.filter(key="k:a").update(to="a@haus.example\nBcc: x@y.example")
    assert deliver(server) == {Outcome.PERMANENT: 1, Outcome.ACCEPTED: 1}
    assert mailbox.recipients() == ["b@haus.example"]


def test_a_confidential_text_is_forgotten_once_sent(mailbox, server):
    write("a", confidential=True, html="<p>Ihr Code: 123456</p>")
    deliver(server)
    assert rows("text", "html", "emptied_at") == [("", "", NOW)]


def test_asked_to_stop_a_worker_gives_the_rest_back(mailbox, server):
    write("a", "b", "c")
    assert deliver(server, stop=lambda: len(mailbox.mails) == 1) == {Outcome.ACCEPTED: 1}
    assert rows("state", "claimed_by") == [
        (State.SENT, "w1"),
        (State.QUEUED, ""),
        (State.QUEUED, ""),
    ]


def test_a_worker_loses_a_letter_that_was_taken_from_it(mailbox, server):
    write("a", "b")

    def taken() -> bool:
        Letter.objects.filter(key="k:b").update(claimed_by="w2")
        return False

    deliver(server, stop=taken)
    assert mailbox.recipients() == ["a@haus.example"]
    assert rows("state", "claimed_by") == [(State.SENT, "w1"), (State.CLAIMED, "w2")]


def test_a_late_answer_clears_up_what_the_recovery_called_unclear(mailbox, server, monkeypatch):
    write("a")
    honest = server.hand_over

    def slow(mail):
        actions.recover(at=NOW + timedelta(hours=1))
        assert rows("state") == [(State.UNCLEAR,)]
        return honest(mail)

    monkeypatch.setattr(server, "hand_over", slow)
    deliver(server)
    assert rows("state") == [(State.SENT,)]


def test_even_a_signal_while_handing_over_leaves_a_note(mailbox, server, monkeypatch):
    write("a", "b")

    def signalled(_mail):
        raise KeyboardInterrupt

    monkeypatch.setattr(server, "hand_over", signalled)
    with pytest.raises(KeyboardInterrupt):
        deliver(server)
    assert rows("state") == [(State.UNCLEAR,), (State.QUEUED,)]
