"""What the privacy page promises is what the code does."""

from mitsorge.domain.directory.actions.reports import KEPT
from mitsorge.doors.setup.presets import text


def test_the_privacy_page_names_the_days_after_which_addresses_go():
    assert f"Ihre Adresse löschen wir {KEPT.days} Tage nach der Antwort." in text("pages.toml")
