"""What the privacy page promises is what the code does."""

from datetime import timedelta

from django.conf import settings

from mitsorge.domain.directory.actions.reports import KEPT
from mitsorge.doors.setup.presets import text


def test_the_privacy_page_names_the_days_after_which_addresses_go():
    assert f"Ihre Adresse löschen wir {KEPT.days} Tage nach der Antwort." in text("pages.toml")


def test_the_privacy_page_names_the_hours_after_which_the_merkliste_goes():
    hours = timedelta(seconds=settings.SESSION_COOKIE_AGE) // timedelta(hours=1)
    assert f"verfällt nach {hours} Stunden." in text("pages.toml")
