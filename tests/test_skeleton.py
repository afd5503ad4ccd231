from django.core.management import call_command


def test_models_and_migrations_agree(db, capsys):
    call_command("makemigrations", "--check", "--dry-run")
    assert "No changes detected" in capsys.readouterr().out
