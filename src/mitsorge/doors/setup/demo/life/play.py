"""Plays the two years of a network."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from mitsorge.doors.setup.demo.life import (
    chains,
    impulses,
    joining,
    meetings,
    people,
    traces,
)
from mitsorge.doors.setup.demo.life.company import gather
from mitsorge.doors.setup.demo.life.words import filled, is_told, table
from mitsorge.doors.setup.presets import Preset
from mitsorge.foundation.identity.models import Network


@dataclass(frozen=True)
class Lived:
    """How many deeds were played, and how many letters they left to be read."""

    deeds: int
    letters: int


@transaction.atomic
def live_on(preset: Preset, *, at: datetime) -> Lived:
    """Two years through the deeds of the domain, up to `at`; nothing where no texts tell of this network.

    Needs the filled network and the cast's accounts.

    Letters of those years count as sent; only those of the last weeks are kept. Rules must count since then
    (`found_network(rules_from=…)`).
    """
    if not is_told(preset.code):
        return Lived(0, 0)
    network = Network.objects.select_related("body").get()
    blanks = {
        "town": network.town,
        "carrier": network.carrier,
        "office": network.office_name,
        "body": str(network.body),
    }
    company = gather(preset.code, filled(table(preset.code), blanks), land=network.land, at=at)
    people.seat_everyone(company)
    stories = chains.prepare(company, filled(table("common")["recommendation"], blanks))
    impulses.note(company)
    meetings.note(company, stories)
    chains.note(company, stories)
    joining.note(company)
    deeds = company.score.play()
    return Lived(deeds, traces.settle(preset.code, at=at))
