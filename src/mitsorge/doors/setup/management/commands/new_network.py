from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from mitsorge.doors.setup import presets
from mitsorge.doors.setup.founding import AlreadyFounded, found_network
from mitsorge.foundation.access import actions as access
from mitsorge.foundation.identity.models import Network


class Command(BaseCommand):
    help = (
        "Richtet aus einer Vorlage ein leeres Netzwerk ein, mit dem ersten Konto der Koordination."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--preset", required=True, help=", ".join(presets.names()))
        parser.add_argument(
            "--coordinator", default="", help="E-Mail-Adresse des ersten Kontos der Koordination"
        )
        parser.add_argument("--name", default="", help="Name zu diesem Konto")

    def handle(self, *, preset: str, coordinator: str, name: str, **_options: Any) -> None:
        chosen = self._checked(preset, coordinator)
        call_command("migrate", interactive=False, verbosity=0)
        try:
            network = self._founded(chosen, coordinator, name)
        except AlreadyFounded as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write(f"{network} ist eingerichtet.")
        if coordinator:
            self.stdout.write(f"Die Einladung an {coordinator} liegt im Postausgang.")
            if not settings.SMTP_URL:
                self.stdout.write(
                    "MITSORGE_SMTP_URL ist leer: Der Brief geht erst hinaus, wenn ein Postserver eingetragen ist."
                )
        self.stdout.write("Weiter mit „mitsorge serve“ und „mitsorge work“.")

    def _checked(self, preset: str, coordinator: str) -> presets.Preset:
        """Everything that can be refused before the database is touched."""
        try:
            if coordinator:
                validate_email(coordinator)
            return presets.load(preset)
        except presets.UnknownPreset as refused:
            raise CommandError(str(refused)) from refused
        except ValidationError as refused:
            raise CommandError(f"„{coordinator}“ ist keine E-Mail-Adresse.") from refused

    @transaction.atomic
    def _founded(self, preset: presets.Preset, coordinator: str, name: str) -> Network:
        """Network and account: both or none."""
        at = timezone.now()
        network = found_network(preset, at=at)
        if coordinator:
            who = name or coordinator.partition("@")[0]
            access.welcome_first_coordinator(email=coordinator, name=who, at=at)
        return network
