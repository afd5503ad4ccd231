"""Every row gets its outcome. Pure: what the directory holds comes in as `Holdings`."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from mitsorge.doors.imports.findings import (
    Change,
    Outcome,
    Plan,
    PlannedRow,
    Weight,
    doubt,
    refusal,
    remark,
)
from mitsorge.doors.imports.parsing.columns import Layout
from mitsorge.doors.imports.parsing.text import fold
from mitsorge.doors.imports.planning.compare import changes
from mitsorge.doors.imports.planning.holdings import Holdings, Key
from mitsorge.doors.imports.planning.identity import uid_of
from mitsorge.doors.imports.reading import Sheet


class Planner:
    """Remembers what earlier rows of the same file claimed, so that nothing is written twice."""

    def __init__(self, held: Holdings, same: Mapping[int, int] | None = None) -> None:
        self.held, self.same = held, same or {}
        self.absorbed: list[PlannedRow] = []
        self.keys: dict[Key | str, PlannedRow] = {}
        self.services: dict[int, PlannedRow] = {}

    def plan(self, rows: Iterable[PlannedRow]) -> Plan:
        """The outcome of every row, in the order of the file."""
        planned = [self.decide(row) for row in rows]
        for row in self.absorbed:
            self._absorbed(row)
        return Plan(planned, [], self.held.revision)

    def decide(self, row: PlannedRow) -> PlannedRow:
        """Sets the outcome of one row, its changes and the offer it belongs to."""
        if _weight(row) == Weight.REFUSAL:
            return _settle(row, Outcome.REFUSED)
        self._follow_owner(row)
        key = row_key(row.values)
        if self._is_repeated(row, key):
            return _settle(row, Outcome.REFUSED)
        found = self._match(row, key)
        if len(found) > 1:
            row.findings.append(
                refusal(
                    "ambiguous",
                    _("Mehrere Angebote passen dazu. Ergänzen Sie Ort, Träger oder die Kennung."),
                )
            )
            return _settle(row, Outcome.REFUSED)
        if not found:
            return _settle(row, Outcome.NEW)
        kept = self.held.merged.services.get(found[0])
        if kept is None:
            return self._compared(row, found[0])
        row.service_id = kept
        self.absorbed.append(row)
        return row

    def _follow_owner(self, row: PlannedRow) -> None:
        """A list may go on naming an organization that has gone into another."""
        named = str(row.values.get("organization", ""))
        kept = self.held.merged.owners.get(fold(named)) if self.held.merged.owners else None
        if kept is not None:
            row.values["organization"] = kept
            sentence = _("Der Träger „%(gone)s“ ist in „%(kept)s“ aufgegangen.")
            row.findings.append(remark("owner_merged", sentence % {"gone": named, "kept": kept}))

    def _is_repeated(self, row: PlannedRow, key: Key | str) -> bool:
        earlier = self.keys.setdefault(key, row)
        if earlier is row:
            return False
        if earlier.values == row.values:
            sentence = _("Doppelt: steht schon in Zeile %(number)s.")
            row.findings.append(refusal("repeated", sentence % {"number": earlier.number}))
        else:
            sentence = _("Widerspricht Zeile %(number)s: gleiches Angebot, andere Angaben.")
            row.findings.append(refusal("contradiction", sentence % {"number": earlier.number}))
        return True

    def _match(self, row: PlannedRow, key: Key | str) -> list[int]:
        if self.same.get(row.number) in self.held.values:
            return [self.same[row.number]]
        if isinstance(key, str):
            known = self.held.by_uid.get(key)
            if known is not None:
                return [known]
            key = name_key(row.values)
        found = self.held.by_key.get(key, [])
        if len(found) > 1:
            owner = fold(str(row.values["organization"]))
            same = [pk for pk in found if fold(self.held.values[pk]["organization"]) == owner]
            found = same or found
        return found or self._by_old_name(key, fold(str(row.values.get("organization", ""))))

    def _by_old_name(self, key: Key, owner: str) -> list[int]:
        """An offer that has gone into another: what its name, place and kinds said before."""
        name, town, kinds = key
        return [
            gone
            for gone in self.held.by_old_name.get((name, town), ())
            if self._is_of(gone, owner, kinds)
        ]

    def _is_of(self, gone: int, owner: str, kinds: frozenset[str]) -> bool:
        both = [self.held.values[pk] for pk in (gone, self.held.merged.services[gone])]
        known = {kind for values in both for kind in values.get("kinds", ())}
        owners = {"", *(fold(values["organization"]) for values in both)}
        return owner in owners and kinds <= known

    def _compared(self, row: PlannedRow, service_id: int) -> PlannedRow:
        row.service_id = service_id
        earlier = self.services.setdefault(service_id, row)
        if earlier is not row:
            sentence = _("Meint dasselbe Angebot wie Zeile %(number)s.")
            row.findings.append(refusal("contradiction", sentence % {"number": earlier.number}))
            return _settle(row, Outcome.REFUSED)
        row.changes = changes(row.values, self.held.values[service_id])
        if not row.changes:
            return _settle(row, Outcome.UNCHANGED)
        self._note_hands(row, service_id)
        return _settle(row, Outcome.CHANGED)

    def _note_hands(self, row: PlannedRow, service_id: int) -> None:
        marked = [
            Change(c.field, c.old, c.new, bool(c.old) and self.held.typed_here(service_id, c.field))
            for c in row.changes
        ]
        row.changes = marked
        if any(change.by_hand for change in marked):
            row.findings.append(
                doubt("by_hand", _("Von Hand geändert: Die Datei würde das überschreiben."))
            )

    def _absorbed(self, row: PlannedRow) -> None:
        """A row of an offer that has gone into another changes that one only where someone ticks it."""
        kept = row.service_id or 0
        words: dict[str, object] = {"name": self.held.values[kept]["name"]}
        earlier = self.services.setdefault(kept, row)
        if earlier is not row:
            words["number"] = earlier.number
            sentence = _("Ist in „%(name)s“ aufgegangen: Es gilt Zeile %(number)s.")
            row.findings.append(remark("merged", sentence % words))
            _settle(row, Outcome.UNCHANGED)
            return
        row.changes = changes(row.values, self.held.values[kept])
        if not row.changes:
            row.findings.append(remark("merged", _("Ist in „%(name)s“ aufgegangen.") % words))
            _settle(row, Outcome.UNCHANGED)
            return
        sentence = _("Ist in „%(name)s“ aufgegangen: Angekreuzt ändert die Zeile diesen Eintrag.")
        row.findings.append(doubt("merged", sentence % words))
        _settle(row, Outcome.CHANGED)


def _weight(row: PlannedRow) -> int:
    return max(finding.weight for finding in row.findings) if row.findings else 0


def _settle(row: PlannedRow, outcome: Outcome) -> PlannedRow:
    doubtful = outcome in (Outcome.NEW, Outcome.CHANGED) and _weight(row) >= Weight.DOUBT
    row.outcome = Outcome.SUSPICIOUS if doubtful else outcome
    return row


def row_key(values: dict[str, Any]) -> Key | str:
    """The own id of a row as uid, else what its name, place and kinds say."""
    return uid_of(str(values["id"])) if "id" in values else name_key(values)


def name_key(values: dict[str, Any]) -> Key:
    return (
        fold(str(values["name"])),
        fold(str(values.get("town", ""))),
        frozenset(values.get("kinds", ())),
    )


def sheet_notes(sheet: Sheet, layout: Layout, merged: str) -> list[str]:
    """What is said about the whole table."""
    notes = [*sheet.notes, *([merged] if merged else [])]
    personal = [column.heading for column in layout.columns if column.personal]
    if personal:
        notes.append(
            _("Namen von Personen übernehmen wir nicht: %(columns)s.")
            % {"columns": ", ".join(personal)}
        )
    hidden = [column.heading for column in layout.columns if column.index in sheet.hidden_columns]
    if hidden:
        notes.append(
            _("Ausgeblendete Spalten übernehmen wir nicht: %(columns)s.")
            % {"columns": ", ".join(h or "?" for h in hidden)}
        )
    unknown = [
        c.heading
        for c in layout.columns
        if not c.field and c.heading and not c.personal and c.index not in sheet.hidden_columns
    ]
    if unknown:
        notes.append(_("Nicht zugeordnet: %(columns)s.") % {"columns": ", ".join(unknown)})
    return notes
