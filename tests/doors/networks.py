"""Whole networks for tests that need many different records: the demo's own, founded and filled."""

from datetime import UTC, datetime

from mitsorge.doors.setup import presets
from mitsorge.doors.setup.demo import fill_network
from mitsorge.doors.setup.founding import found_network
from mitsorge.doors.setup.presets import Preset

AT = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)


def build(code: str, *, at: datetime = AT) -> Preset:
    """The demo network of a preset, with the geography of its Land only."""
    preset = presets.load(code)
    found_network(preset, at=at, lands=frozenset({preset.body["ags"][:2]}))
    fill_network(preset, at=at)
    return preset
