from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations import RunPython, RunSQL


def test_models_and_migrations_agree(db, settings, capsys):
    settings.MIGRATION_MODULES = {}
    call_command("makemigrations", "--check", "--dry-run")
    assert "No changes detected" in capsys.readouterr().out


def test_migrations_do_two_things_beside_the_models(db, settings):
    """The tests' own tables come from the models. What they would miss: the journal's triggers are set in
    tests/conftest.py, the table of counted attempts by Django."""
    settings.MIGRATION_MODULES = {}
    ours = {found.label for found in apps.get_app_configs() if found.name.startswith("mitsorge.")}
    loader = MigrationLoader(connection)
    assert {app for app, _name in loader.disk_migrations} >= {"journal", "planning", "directory"}
    beside = [
        f"{app}: {getattr(operation, 'code', operation)!r}".partition(" at 0x")[0]
        for (app, _name), migration in loader.disk_migrations.items()
        for operation in migration.operations
        if app in ours and isinstance(operation, RunPython | RunSQL)
    ]
    assert sorted(beside) == ["journal: <function install", "people: <function make_table"]
