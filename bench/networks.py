"""Networks to measure on."""

import pathlib

from django.conf import settings
from django.core.management import call_command
from django.utils import timezone


def demo_network(preset: str) -> None:
    """A fresh database with a demo network in it."""
    pathlib.Path(settings.DATABASES["default"]["NAME"]).unlink(missing_ok=True)
    pathlib.Path("build/bench").mkdir(parents=True, exist_ok=True)
    call_command("migrate", interactive=False, verbosity=0)
    from mitsorge.doors.setup import presets
    from mitsorge.doors.setup.demo import fill_network
    from mitsorge.doors.setup.founding import found_network

    at = timezone.now()
    chosen = presets.load(preset)
    found_network(chosen, at=at)
    fill_network(chosen, at=at)
