"""A plan as compact bytes and back; its digest says whether two plans are the same."""

import hashlib
import json
import zlib
from dataclasses import astuple
from typing import Any

from mitsorge.doors.imports.findings import (
    Candidate,
    Change,
    Finding,
    Outcome,
    Plan,
    PlannedRow,
    Weight,
)


def pack(plan: Plan) -> bytes:
    """The plan as packed JSON."""
    return zlib.compress(_text(plan).encode(), 1)


def digest(plan: Plan) -> str:
    """SHA-256 over what a reader of the preview has seen, in whatever language the sentences were."""
    seen = [
        (
            row.number,
            row.outcome,
            row.service_id,
            [c.service_id for c in row.candidates],
            row.values,
            [f.code for f in row.findings],
            *tuple((c.field, c.old, c.new, c.by_hand) for c in row.changes),
        )
        for row in plan.rows
    ]
    return hashlib.sha256(
        json.dumps(seen, separators=(",", ":"), check_circular=False).encode()
    ).hexdigest()


def unpack(packed: bytes) -> Plan:
    """The plan again; an empty one for no bytes."""
    if not packed:
        return Plan([], [])
    parsed = json.loads(zlib.decompress(packed))
    return Plan([_row(row) for row in parsed["rows"]], parsed["notes"])


def _text(plan: Plan) -> str:
    rows = [
        [
            row.number,
            row.label,
            row.outcome,
            row.service_id,
            row.values,
            [[f.weight, f.code, f.sentence] for f in row.findings],
            [[c.field, c.old, c.new, c.by_hand] for c in row.changes],
            [astuple(c) for c in row.candidates],
        ]
        for row in plan.rows
    ]
    return json.dumps(
        {"rows": rows, "notes": plan.notes}, ensure_ascii=False, separators=(",", ":")
    )


def _row(row: list[Any]) -> PlannedRow:
    number, label, outcome, service_id, values, findings, changes, candidates = row
    return PlannedRow(
        number,
        label,
        Outcome(outcome),
        values,
        [Finding(Weight(weight), code, sentence) for weight, code, sentence in findings],
        [Change(*change) for change in changes],
        service_id,
        [Candidate(*candidate) for candidate in candidates],
    )
