"""Whole networks with their cast and two years of life, as a demo shows them."""

from datetime import date, datetime

from mitsorge.doors.setup import presets
from mitsorge.doors.setup.accounts import create_demo_accounts
from mitsorge.doors.setup.demo import fill_network
from mitsorge.doors.setup.demo.life import Lived, live_on
from mitsorge.doors.setup.founding import found_network
from tests.doors.networks import AT


def build_alive(code: str, *, at: datetime = AT) -> Lived:
    """As `stage.fresh_database` does it; needs the setting DEMO."""
    preset = presets.load(code)
    lands = frozenset({preset.body["ags"][:2]})
    found_network(preset, at=at, lands=lands, rules_from=date(at.year - 3, 1, 1))
    fill_network(preset, at=at)
    create_demo_accounts(at=at)
    return live_on(preset, at=at)
