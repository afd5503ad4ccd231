"""New rows beside the directory: what may stand there already under another name, with its evidence."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from mitsorge.domain.duplicates.queries import likely_same_each
from mitsorge.domain.duplicates.rules import Pair, Record
from mitsorge.domain.duplicates.rules.merging import Kind
from mitsorge.domain.duplicates.wording import told
from mitsorge.doors.imports.findings import Candidate, Outcome, PlannedRow, doubt
from mitsorge.doors.imports.parsing.lexicon import Lexicon
from mitsorge.doors.imports.planning.holdings import Holdings

MOST = 3
ASKED = (Outcome.NEW, Outcome.SUSPICIOUS)


def ask_about_known(rows: Sequence[PlannedRow], held: Holdings, lexicon: Lexicon) -> None:
    """New rows that may be an offer of the directory need a decision (2 queries, 5 more after a change of it).

    Nothing is asked, and nothing read, where no row is new or the directory is empty.
    """
    new = [row for row in rows if row.service_id is None and row.outcome in ASKED]
    if not new or not held.values:
        return
    names = lexicon.vocabulary("CARE").names
    records = [_record(-place, row.values, names) for place, row in enumerate(new, start=1)]
    for row, pairs in zip(new, likely_same_each(Kind.SERVICE, records), strict=True):
        row.candidates = [_candidate(pair, held) for pair in pairs[:MOST]]
        if row.candidates:
            row.findings.append(doubt("perhaps_known", _("Steht vielleicht schon da.")))
            row.outcome = Outcome.SUSPICIOUS


def _candidate(pair: Pair, held: Holdings) -> Candidate:
    known, said = held.values[pair.second], told(pair.evidence)
    return Candidate(
        pair.second,
        known["name"],
        known["organization"],
        said.how,
        list(said.pro),
        list(said.contra),
    )


def _record(key: int, values: dict[str, Any], names: Any) -> Record:
    """A row as the engine compares it; faxes are left out, as in the directory."""
    return Record(
        key=key,
        name=str(values.get("name", "")),
        alternate_name=values.get("alternate_name", ""),
        street=values.get("street", ""),
        postcode=values.get("postcode", ""),
        town=values.get("town", ""),
        phones=tuple(
            number for kind, number, _written in values.get("phones", ()) if kind != "FAX"
        ),
        emails=(values["email"],) if values.get("email") else (),
        websites=(values["website"],) if values.get("website") else (),
        kinds=tuple(names.get(code, code) for code in values.get("kinds", ())),
    )
