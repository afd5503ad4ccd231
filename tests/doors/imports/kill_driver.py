"""Run as a program: imports a list in a child. With a number of kills and the statements of a clean run, the child
is killed at so many random moments before it may end. Prints one line of JSON.
"""

import hashlib
import json
import os
import random
import signal
import sys
from datetime import UTC, datetime

import django

AT = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
ROWS = 1200
CSV = "Träger;Name der Einrichtung;Art;Straße;PLZ;Ort;Tel.;Öffnungszeiten\n" + "".join(
    f"Träger {n // 3};Haus {n};{'Tagespflege' if n % 2 else 'Kurzzeitpflege'};Weg {n};14467;Potsdam;030 23125-{n % 1000:03};Mo-Fr 8-16 Uhr\n"
    for n in range(ROWS)
)


def fingerprint() -> str:
    """Everything an import writes except numbers and random ids."""
    from mitsorge.domain.directory import models as directory
    from mitsorge.foundation.journal.models import Entry

    tables = [
        directory.Organization.objects.values_list("name", "slug", "modified_at", "imported_at"),
        directory.Service.objects.values_list(
            "name", "slug", "organization__name", "imported_at", "assured_at"
        ),
        directory.ServiceAtLocation.objects.values_list(
            "service__name", "location__street", "location__town"
        ),
        directory.Phone.objects.values_list("service__name", "number", "display", "kind"),
        directory.Attribute.objects.values_list("service__name", "term__code", "is_main"),
        directory.Schedule.objects.values_list("service__name", "rrule", "opens_at", "closes_at"),
        directory.SearchDocument.objects.values_list("service__name", "payload__words"),
        Entry.objects.filter(event__endswith=".imported").values_list(
            "event", "subject_label", "at"
        ),
    ]
    told = json.dumps([sorted(map(str, table)) for table in tables])
    return hashlib.sha256(told.encode()).hexdigest()


def left_behind() -> list[int]:
    """Rows of everything an import writes."""
    from mitsorge.domain.directory import models as directory
    from mitsorge.foundation.journal.models import Entry

    tables = (
        directory.Organization,
        directory.Service,
        directory.Location,
        directory.Phone,
        directory.Attribute,
        directory.SearchDocument,
    )
    return [
        *(model.objects.count() for model in tables),
        Entry.objects.filter(event__endswith=".imported").count(),
    ]


def prepare() -> int:
    """A database with a released run; returns its id."""
    from mitsorge.domain.directory.models import TaxonomyTerm
    from mitsorge.doors.imports import runs
    from tests.tables import make_tables

    make_tables()
    for code, name in (("tagespflege", "Tagespflege"), ("kurzzeitpflege", "Kurzzeitpflege")):
        TaxonomyTerm.objects.create(kind="CARE", code=code, name=name)
    run = runs.upload(name="liste.csv", content=CSV.encode(), kind=None, by=None, at=AT)
    assert runs.queue(run=run, by=None, at=AT)
    return run.pk


class Statements:
    """Counts the statements of a run, and kills the process at one of them: at the same moment on every machine."""

    def __init__(self, kill_at: int = 0) -> None:
        self.count, self.kill_at = 0, kill_at

    def __call__(self, execute, sql, params, many, context):
        self.count += 1
        if self.count == self.kill_at:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(sql, params, many, context)


def in_a_child(run_id: int, kill_at: int = 0) -> bool:
    """Carries the run out in a child; True if the child was killed before its end."""
    from django.db import connection, connections

    from mitsorge.doors.imports import runs

    connections.close_all()
    child = os.fork()
    if child == 0:
        with connection.execute_wrapper(Statements(kill_at)):
            runs.carry_out(run_id=run_id, at=AT)
        os._exit(0)
    _pid, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def clean() -> dict:
    """One undisturbed import, with the number of its statements."""
    from django.db import connection

    from mitsorge.doors.imports import runs

    run_id, statements = prepare(), Statements()
    with connection.execute_wrapper(statements):
        runs.carry_out(run_id=run_id, at=AT)
    return {"statements": statements.count, "fingerprint": fingerprint()}


def disturbed(kills: int, statements: int) -> dict:
    """The same import, killed at as many different statements, then left alone."""
    from mitsorge.doors.imports.models import ImportRun

    run_id = prepare()
    moments = random.Random(7).sample(range(2, statements + 1), kills)  # noqa: S311 - the same moments every time
    remains = []
    for moment in moments:
        assert in_a_child(run_id, moment), moment
        remains.append([*left_behind(), ImportRun.objects.get(pk=run_id).state])
    in_a_child(run_id)
    return {"remains": remains, "fingerprint": fingerprint()}


if __name__ == "__main__":
    django.setup()
    told = disturbed(int(sys.argv[1]), int(sys.argv[2])) if sys.argv[1:] else clean()
    sys.stdout.write(json.dumps(told) + "\n")
