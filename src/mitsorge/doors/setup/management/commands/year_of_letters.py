from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils import timezone

from mitsorge.domain.directory.rules import Age
from mitsorge.doors.setup import year
from mitsorge.doors.setup.year import Plan, Week, Year
from mitsorge.foundation.identity.models import Network
from mitsorge.foundation.people.actions import appoint_first_coordinator

BEGIN = datetime(2026, 1, 5, 9, 0, tzinfo=timezone.get_default_timezone())
HEAD = (
    "Woche  bis         1. Brief  2. Brief  3. Brief  Antworten  Anrufe  Anrufliste"
    "  frisch  alternd  überfällig  nie"
)


class Command(BaseCommand):
    help = (
        "Lässt über einem erfundenen Netzwerk ein Jahr vergehen und zeigt, wie viele Briefe gehen, wer antwortet "
        "und wie alt die Einträge sind. Schreibt nur in eine leere Datenbank und versendet nichts."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--organizations", type=int, default=300, help="wie viele")
        parser.add_argument(
            "--silent", type=int, default=40, help="wie viele von 100 nie antworten"
        )
        parser.add_argument("--calls", type=int, default=0, help="Anrufe an jedem Werktag")
        parser.add_argument("--seed", type=int, default=1, help="anderer Wurf, anderes Jahr")

    def handle(
        self, *, organizations: int, silent: int, calls: int, seed: int, **_options: Any
    ) -> None:
        if organizations < 1 or not 0 <= silent <= 100 or calls < 0:
            raise CommandError(
                "Mindestens eine Organisation, 0 bis 100 stumme, keine Anrufe unter 0."
            )
        if Network._meta.db_table in connection.introspection.table_names():
            raise CommandError("Diese Datenbank ist nicht leer. Nichts wurde verändert.")
        call_command("migrate", interactive=False, verbosity=0)
        year.bare_network()
        by = appoint_first_coordinator(email="frieda@mitsorge.example", name="Frieda", at=BEGIN)
        trial = Year(Plan(organizations, silent, seed, calls), begin=BEGIN, by=by)
        for line in printed(trial.weeks()):
            self.stdout.write(line)


def printed(weeks: Iterable[Week]) -> Iterator[str]:
    """The table: a head, a line for each week once it is over, and what they come to."""
    yield HEAD
    sums = [0, 0, 0]
    for week in weeks:
        yield _line(week)
        sums = [total + n for total, n in zip(sums, week.letters, strict=True)]
    yield (
        f"\nBriefe: {sum(sums)} ({sums[0]} erste, {sums[1]} zweite, {sums[2]} dritte)."
        f" Höchstens {year.most_letters()} in einer Runde,"
        f" nie weniger als {year.least_gap()} Tage nach dem letzten."
    )


def _line(week: Week) -> str:
    one, two, three = week.letters
    ages = [week.ages[age] for age in (Age.FRESH, Age.AGEING, Age.STALE, Age.NEVER)]
    return (
        f"{week.number:>5}  {week.until:%Y-%m-%d}  {one:>9}  {two:>9}  {three:>9}  {week.answers:>9}"
        f"  {week.calls:>6}  {week.on_list:>10}  {ages[0]:>6}  {ages[1]:>7}  {ages[2]:>10}  {ages[3]:>3}"
    )
