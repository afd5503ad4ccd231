from argparse import ArgumentParser
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from mitsorge.doors.setup import presets
from mitsorge.doors.setup.founding import AlreadyFounded, found_network


class Command(BaseCommand):
    help = "Richtet aus einer Vorlage ein leeres Netzwerk ein."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--preset", required=True, help=", ".join(presets.names()))
        parser.add_argument(
            "--coordinator", default="", help="E-Mail-Adresse des ersten Kontos der Koordination"
        )

    def handle(self, *, preset: str, coordinator: str, **_options: Any) -> None:
        call_command("migrate", interactive=False, verbosity=0)
        try:
            network = found_network(presets.load(preset), at=timezone.now())
        except (AlreadyFounded, presets.UnknownPreset) as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write(f"{network} ist eingerichtet.")
