"""Official tables of places: their own importers do the work; the dry run is the same work taken back."""

import csv
import io
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from mitsorge.doors.imports.findings import Outcome, Plan, PlannedRow, Unreadable, refusal
from mitsorge.doors.imports.planning.kinds import Kind
from mitsorge.doors.imports.reading.delimited import decode
from mitsorge.doors.imports.reading.sheet import MAX_BYTES
from mitsorge.foundation.places import actions as places
from mitsorge.foundation.places.models import Body

BROKEN = (KeyError, ValueError, TypeError, AttributeError, IndexError, RecursionError, csv.Error)
"""What the importers of places raise for a file that is something else altogether."""


class _TakenBack(Exception):
    """Ends the dry run's transaction."""


def run(content: bytes, kind: Kind, today: date) -> places.ImportResult:
    """The import itself, all rows or none. Raises `Unreadable` where the file is no such table."""
    text, _notes = decode(content)
    try:
        if kind == Kind.MUNICIPALITIES:
            return places.import_municipal_register(text.splitlines())
        if kind == Kind.POSTCODES:
            return places.import_postcodes(io.StringIO(text, newline=""))
        return places.import_outlines(io.StringIO(text), body=Body.objects.first(), on=today)
    except BROKEN as error:
        raise Unreadable(_("Die Datei passt nicht zu dieser Art von Import.")) from error


def rehearse(content: bytes, kind: Kind, today: date) -> Plan:
    """What the import would do: counts as notes, refused lines as rows. Nothing is kept."""
    if len(content) > MAX_BYTES:
        raise Unreadable(_("Die Datei ist größer als 10 MB. Teilen Sie sie bitte auf."))
    result = places.ImportResult()
    try:
        with transaction.atomic():
            result = run(content, kind, today)
            raise _TakenBack
    except _TakenBack:
        pass
    rows = [
        PlannedRow(one.line, "", Outcome.REFUSED, {}, [refusal("official", one.reason)])
        for one in result.refused
    ]
    sentence = _("%(new)s neu, %(changed)s geändert, %(unchanged)s unverändert.")
    counts = {"new": result.new, "changed": result.changed, "unchanged": result.unchanged}
    return Plan(rows, [sentence % counts])
