"""`mitsorge import FILE`: the same dry run and the same all-or-nothing as in the office."""

from argparse import ArgumentParser
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from mitsorge.doors.imports import runs, wording
from mitsorge.doors.imports.findings import Outcome, Plan, PlannedRow, Unreadable
from mitsorge.doors.imports.models import ImportRun
from mitsorge.doors.imports.parsing.columns import FIELDS, Layout
from mitsorge.doors.imports.planning.kinds import Kind, State
from mitsorge.doors.imports.planning.packing import unpack

KINDS = {kind.value.lower(): kind for kind in Kind}
SHOWN = 20
"""Rows told per outcome; `--all` tells every one."""


class Command(BaseCommand):
    help = (
        "Imports a partner list (XLSX, ODS, CSV), HSDS data or an official table: all rows or none."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--kind", choices=sorted(KINDS), help="what the file is, if it does not show"
        )
        parser.add_argument("--dry-run", action="store_true", help="only tell what would change")
        parser.add_argument(
            "--map", action="append", default=[], metavar="COLUMN=FIELD",
            help=f"name a column by hand; fields: {', '.join(FIELDS)}",
        )  # fmt: skip
        parser.add_argument(
            "--with-suspicious", action="store_true", help="take suspicious rows in too"
        )
        parser.add_argument(
            "--all", action="store_true", help="tell every row, not only the first 20 of an outcome"
        )

    def handle(self, *_args: Any, file: Path, **options: Any) -> None:
        try:
            content = file.read_bytes()
        except OSError as error:
            raise CommandError(
                _("%(file)s lässt sich nicht lesen: %(why)s")
                % {"file": file, "why": error.strerror}
            ) from error
        with override("de"):
            self._import(file.name, content, options)

    def _import(self, name: str, content: bytes, options: dict[str, Any]) -> None:
        kind = KINDS.get(options["kind"] or "")
        try:
            run = runs.stage(
                name=name,
                content=content,
                kind=kind,
                at=timezone.now(),
                mapping=lambda layout: mapping_of(layout, options["map"]),
            )
        except (Unreadable, ValueError) as refused:
            raise CommandError(str(refused)) from refused
        if run.state == State.MAPPING:
            raise CommandError(
                _(
                    'Keine Spalte mit Träger oder Name erkannt. Nennen Sie sie mit --map "Spalte=name".'
                )
            )
        plan = unpack(bytes(run.preview))
        self._tell(plan, run, None if options["all"] else SHOWN)
        if not options["dry_run"]:
            self._apply(run, plan, with_suspicious=options["with_suspicious"])

    def _tell(self, plan: Plan, run: ImportRun, limit: int | None) -> None:
        for note in plan.notes:
            self.stdout.write(note)
        for outcome in Outcome:
            rows = [row for row in plan.rows if row.outcome == outcome]
            self.stdout.write(f"{wording.OUTCOME[outcome]}: {len(rows)}")
            if outcome != Outcome.UNCHANGED:
                self._rows(rows[:limit])
            if limit is not None and len(rows) > limit and outcome != Outcome.UNCHANGED:
                self.stdout.write(_("  … und %(n)s weitere (--all)") % {"n": len(rows) - limit})

    def _rows(self, rows: Iterable[PlannedRow]) -> None:
        for row in rows:
            reasons = " ".join(finding.sentence for finding in row.findings)
            changes = "; ".join(
                f"{FIELDS.get(c.field, c.field)}: {c.old} → {c.new}" for c in row.changes
            )
            parts = (part for part in (row.label, changes, reasons) if part)
            self.stdout.write(_("  Zeile %(n)s: ") % {"n": row.number} + " – ".join(parts))

    def _apply(self, run: ImportRun, plan: Plan, *, with_suspicious: bool) -> None:
        if with_suspicious:
            run.ticked = [row.number for row in plan.rows if row.outcome == Outcome.SUSPICIOUS]
        done = runs.carry_out_now(run=run, at=timezone.now())
        if done.state != State.DONE:
            raise CommandError(done.message or _("Nichts übernommen."))
        self.stdout.write(
            self.style.SUCCESS(_("Übernommen: %(n)s Zeilen.") % {"n": runs.row_count(done)})
        )


def mapping_of(layout: Layout, named: Iterable[str]) -> dict[int, str]:
    """{column number: field} from "Spalte=feld"; raises `ValueError` with a German sentence."""
    found: dict[int, str] = {}
    for pair in named:
        heading, _equals, field = pair.rpartition("=")
        column = next((c for c in layout.columns if c.heading == heading), None)
        if column is None:
            raise ValueError(_("Die Spalte „%(name)s“ gibt es nicht.") % {"name": heading})
        if field and field not in FIELDS:
            raise ValueError(
                _("Das Feld „%(name)s“ gibt es nicht. Möglich: %(fields)s.")
                % {"name": field, "fields": ", ".join(FIELDS)}
            )
        found[column.index] = field
    return found
