"""An empty database for a program of its own, made from the models: no migration has to be walked through."""

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from mitsorge.foundation.journal import guard


def make_tables() -> None:
    settings.MIGRATION_MODULES = dict.fromkeys(found.label for found in apps.get_app_configs())
    call_command("migrate", run_syncdb=True, interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    with connection.schema_editor() as editor:
        guard.install(None, editor)
