import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils import timezone

from mitsorge.doors.setup import presets
from mitsorge.doors.setup.accounts import CAST, NO_ACCOUNT
from mitsorge.doors.setup.demo import processes, stage
from mitsorge.doors.setup.management.commands.serve import server
from mitsorge.foundation.identity.models import Network

HOST = "127.0.0.1"
WORKER = [sys.executable, "-m", "mitsorge", "work"]


class Command(BaseCommand):
    help = "Füllt eine frische Datenbank mit einem erfundenen Netzwerk und zeigt es bis Strg+C."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("preset", nargs="?", default=presets.USUAL)
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *, preset: str, port: int, **_options: Any) -> None:
        try:
            chosen = presets.load(preset)
            processes.check_port(port)
        except (presets.UnknownPreset, processes.PortTaken) as refused:
            raise CommandError(str(refused)) from refused
        self.say(f"Das Netzwerk „{chosen.facts['name']}“ wird aufgebaut …")
        try:
            stage.fresh_database(chosen, at=timezone.now())
            stage.static_files()
        except KeyboardInterrupt:
            self.say("Angehalten, bevor etwas zu sehen war.")
            return
        self._show(port)

    def _show(self, port: int) -> None:
        """First the server, so that the page is there soon; the worker may take its time."""
        pair = processes.Pair()
        whole = False
        try:
            pair.start(server(host=HOST, port=port, workers=1))
            pair.wait_until_answered(f"http://{HOST}:{port}/betrieb/lebt/")
            if not pair.stopping:
                self._welcome(f"http://{HOST}:{port}/")
            pair.start(WORKER)
            whole = pair.watch()
        except processes.DidNotStart as failed:
            raise CommandError(str(failed)) from failed
        finally:
            pair.end()
        if not whole:
            raise CommandError("Webserver oder Worker hat sich beendet. Die Demo ist angehalten.")
        self.say("Angehalten.")

    def _welcome(self, address: str) -> None:
        network = Network.objects.get()
        connection.close()
        self.say(f"\n{network}: {address}   (anhalten mit Strg+C)\n")
        self.say("Alle Organisationen und Menschen sind erfunden. Konten zum Ausprobieren:")
        for account in CAST:
            entrance = account.password or "Code per Brief, siehe /demo/post/"
            self.say(f"  {account.name:<7} {account.email:<26} {entrance:<36} {account.does}")
        name, does = NO_ACCOUNT
        self.say(f"  {name:<7} {'–':<26} {'–':<36} {does}")
        self.say(
            f"\nDen zweiten Faktor (TOTP) zeigt {address}demo/, Briefe liegen unter {address}demo/post/\n"
        )

    def say(self, line: str) -> None:
        """At once, also into a pipe."""
        self.stdout.write(line)
        self.stdout.flush()
