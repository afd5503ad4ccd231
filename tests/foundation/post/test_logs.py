"""Log lines name events, never people."""

import json
import logging
from io import StringIO

import pytest
from django.db import IntegrityError, transaction

from mitsorge.foundation.people.models import Account
from mitsorge.foundation.post import actions
from mitsorge.foundation.post.rules import Draft
from mitsorge.logs import JsonLines, blanked
from tests.cast import NOW, account


def line(message: str, *values, error=None) -> dict:
    info = (type(error), error, error.__traceback__) if error else None
    record = logging.LogRecord("x", logging.INFO, "f.py", 1, message, values, info)
    return json.loads(JsonLines().format(record))


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("sent to frieda@mitsorge.example", "sent to ‹address›"),
        ("<paul.o'neil+x@haus-abendsonne.example>:", "<‹address›>:"),
        ("/konto/?email=frieda%40mitsorge.example&x=1", "/konto/?…"),
        ("frieda%40mitsorge.example", "‹address›"),
        ("Not Found: /hilfe/?was=Oma+vergisst+alles", "Not Found: /hilfe/?…"),
        ("call 030 23125-114 now", "call ‹number› now"),
        ("call +49 171 39200-12", "call ‹number›"),
        ("GET /s/7hq2mk4x:1vBc9d:abcDEF_ghi HTTP", "GET /s/‹link› HTTP"),
        ("letters: 25 ACCEPTED, 3 TEMPORARY", "letters: 25 ACCEPTED, 3 TEMPORARY"),
        ("2026-11-17 09:00:00 took 0.0123456789 s", "2026-11-17 09:00:00 took 0.0123456789 s"),
        ("letter 0b8aadcf-7d01-4f6a-9f00-0123456789ab is FAILED", "letter 0b8aadcf-7d01-4f6a-9f00-0123456789ab is FAILED"),
    ],
)  # fmt: skip
def test_what_names_or_reaches_a_person_is_blanked(said, written):
    assert blanked(said) == written
    assert line("%s", said)["message"] == written


def test_an_error_of_the_database_shows_its_place_and_not_its_values(db):
    account("frieda")
    with pytest.raises(IntegrityError) as raised, transaction.atomic():
        Account.objects.create(email="frieda@mitsorge.example", name="Frieda", created_at=NOW)
    shown = line("failed", error=raised.value)
    assert (shown["error"], shown["message"]) == ("IntegrityError", "failed")
    assert any(place.startswith("test_logs.py:") for place in shown["at"])
    assert "frieda" not in json.dumps(shown)


def test_a_whole_delivery_never_writes_an_address(db, mailbox, server):
    stream = StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonLines())
    logger = logging.getLogger()
    logger.addHandler(handler)
    for name in ("fein", "weg", "bricht"):
        actions.enqueue(Draft(f"{name}@haus.example", "Betreff", "Text", name), at=NOW)
    mailbox.answers = {"weg@haus.example": ["550 5.1.1 <weg@haus.example> unknown"]}
    mailbox.after_text = {"bricht@haus.example": "hang up"}
    try:
        actions.deliver_due(worker="w", at=NOW, connection=server)
    finally:
        logger.removeHandler(handler)
    written = stream.getvalue()
    assert written.count("is FAILED") == written.count("is UNCLEAR") == 1
    assert "haus.example" not in written
    assert "unknown" not in written
