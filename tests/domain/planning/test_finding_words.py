"""Sentences about gaps and overlaps; no count below five is told, and none that follows by a difference."""

import re
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from mitsorge.domain.planning.rules.access import Journeys, Roads, Router
from mitsorge.domain.planning.rules.differencing import too_close
from mitsorge.domain.planning.rules.evidence import evidence_from
from mitsorge.domain.planning.rules.gaps import judge, network_mean
from mitsorge.domain.planning.rules.supply import People
from mitsorge.domain.planning.wording.findings import (
    against,
    people,
    sentence,
    with_stale_words,
)
from mitsorge.face.planning.evidence import evidence_rows
from tests.domain.planning.rules.test_gaps import (
    COVERED,
    FAR,
    OVER,
    RELATIVE,
    SOUTH,
    THOUSAND,
    offer,
    only,
    region,
    stale,
    where,
)


@pytest.mark.parametrize(
    ("north", "whom"),
    [
        (588, "412 Menschen"), (996, "unter 5 Menschen"), (3, "fast alle Menschen"),
        (0, "alle 1.000 Menschen"), (995, "5 Menschen"),
    ],
)  # fmt: skip
def test_people_too_far_away(north, whom):
    found = only(FAR, region(offer(), where=where(north, 1000 - north)))
    assert sentence(found) == (
        f"Für {whom} ab 80 in Planregion 3 liegt das nächste bestätigte Angebot „Tagespflege“ "
        "mehr als 15 km entfernt."
    )


def test_what_is_not_confirmed_is_said():
    found = only(FAR, region(offer(), stale(2, SOUTH), stale(3, SOUTH)))
    assert sentence(found).endswith(
        "2 von 3 Angeboten sind seit über 9 Monaten unbestätigt und nicht mitgezählt."
    )
    assert against(found.evidence)[:2] == [
        "2 Angebote sind nicht bestätigt. Zählt man sie mit, sind es 0 Menschen.",
        "Zählt man die unbestätigten Angebote mit, ist es keine Lücke.",
    ]


def test_an_offer_that_was_never_confirmed():
    found = only(THOUSAND, region(offer(places=1.0), stale(2, days=None, places=1.0)))
    assert sentence(found).endswith("1 von 2 Angeboten ist nicht bestätigt und nicht mitgezählt.")


def test_places():
    rows = [offer(places=4.0), offer(2, places=56.0, area="P1")]
    assert sentence(only(THOUSAND, region(*rows))) == (
        "In Planregion 3 kommen 4 bestätigte Plätze „Tagespflege“ auf 1.000 Menschen ab 80. "
        "Der Maßstab sind 12."
    )
    assert sentence(only(COVERED, region(offer(places=27.0), needed=40.0))) == (
        "Planregion 3 hat 27 bestätigte Plätze „Tagespflege“. "
        "Nach der Prognose werden 40 gebraucht: gedeckt sind 68 %."
    )
    mean = network_mean(rows, 3000.0)
    assert sentence(only(RELATIVE, region(*rows, mean=mean))) == (
        "Planregion 3 hat 4 bestätigte Plätze „Tagespflege“. "
        "Im Mittel des Netzwerks wären es 20 für so viele Menschen ab 80."
    )


def test_no_place_at_all_is_not_called_zero_places():
    rows = [offer(places=0.0), offer(2, places=56.0, area="P1")]
    assert sentence(only(RELATIVE, region(*rows, mean=network_mean(rows, 3000.0)))) == (
        "Planregion 3 hat keinen bestätigten Platz „Tagespflege“. "
        "Im Mittel des Netzwerks wären es 19 für so viele Menschen ab 80."
    )
    assert sentence(only(COVERED, region(offer(places=0.0), needed=40.0))) == (
        "Planregion 3 hat keinen bestätigten Platz „Tagespflege“. "
        "Nach der Prognose werden 40 gebraucht."
    )


def test_an_overlap_is_told_neutrally():
    rows = [offer(places=8.0), offer(2, places=8.0)]
    assert sentence(only(OVER, region(*rows))) == (
        "In Planregion 3 haben 2 bestätigte Angebote „Tagespflege“ zusammen 16 Plätze für "
        "Menschen ab 80. Der Maßstab des Netzwerks sind 12."
    )
    yard = replace(OVER, valid_from=date(2026, 1, 1))
    assert "Nach der Prognose werden 10 gebraucht." in sentence(
        only(yard, region(*rows, needed=10.0))
    )


@pytest.mark.parametrize(
    ("number", "of", "words"),
    [(0, None, "0"), (1, None, "unter 5"), (4.4, None, "unter 5"), (5, None, "5"),
     (1234, None, "1.234"), (998, 1000, "fast alle"), (1000, 1000, "1.000"), (995, 1000, "995")],
)  # fmt: skip
def test_small_counts_are_never_told(number, of, words):
    assert people(number, of) == words


@pytest.mark.parametrize(
    ("counts", "with_all"),
    [((588, 412), "0 Menschen"), ((998, 2), "fast ebenso viele")],
)
def test_a_small_difference_to_all_offers_is_not_told(counts, with_all):
    """All 1,000 are too far from what is confirmed; with the unconfirmed offer in the north the south remains."""
    found = only(FAR, region(stale(2), where=where(*counts)))
    reading = found.leading
    if counts[1] == 2:
        reading = replace(reading, with_stale=reading.value - 2)
    else:
        reading = replace(reading, with_stale=0.0)
    assert with_stale_words(reading) == with_all


@pytest.mark.parametrize("below", [3, 10])
def test_the_limit_is_the_one_of_the_installation(settings, below):
    settings.SUPPRESS_BELOW = below
    assert people(below - 1) == f"unter {below}"
    assert people(below) == f"{below}"
    assert people(1000 - below, 1000) == f"{1000 - below}"
    assert people(1001 - below, 1000) == "fast alle"


NUMBERS = re.compile(r"(?<!unter )\b[\d.]+(?= Menschen)")


@hypothesis_settings(max_examples=80, deadline=None)
@given(*[st.one_of(st.integers(0, 6), st.integers(0, 300))] * 3)
def test_no_small_count_follows_from_a_sentence_and_its_evidence(near, between, far):
    """People at the confirmed offer, at the unconfirmed one and at none: every number told, and every difference."""
    people_there = People(
        np.array([52.18, 52.0, 51.6]), np.full(3, 12.5), np.array([near, between, far], float),
        np.array(["P3"] * 3),
    )  # fmt: skip
    everybody = near + between + far
    own = region(offer(), stale(2, SOUTH), where=people_there, people=float(everybody))
    own = replace(own, too_few=80 in too_close({80: everybody}, below=5))
    for found in judge(FAR, own):
        said = [sentence(found), *against(found.evidence)]
        for each in evidence_rows(found):
            said += [each.value, each.numerator, each.denominator, each.with_stale]
        told = {int(n.replace(".", "")) for text in said for n in NUMBERS.findall(text)}
        assert not [n for n in told if 0 < n < 5], said
        assert not [(a, b) for a in told for b in told if 0 < a - b < 5], said


def test_people_too_far_away_by_road():
    """The same 412 people: their road is longer, not their straight line; a point without a road is named."""
    roads = Journeys(Router(Roads(
        np.array([52.18, 52.0]), np.array([12.5, 12.5]), np.array([0, 1], np.int32),
        np.array([1, 0], np.int32), np.array([21.0, 21.0]), np.array([30.0, 30.0]),
    )))  # fmt: skip
    found = only(replace(FAR, max_km=20.5), region(offer(), journeys=roads))
    assert sentence(found) == (
        "Für 412 Menschen ab 80 in Planregion 3 ist der Weg zum nächsten bestätigten Angebot "
        "„Tagespflege“ auf der Straße länger als 20,5 km."
    )
    assert evidence_from(found.evidence.as_json()) == found.evidence
    assert against(found.evidence)[-1].endswith("Entfernungen sind Wege auf der Straße.")
    assert judge(replace(FAR, max_km=20.5), region(offer())) == []
    lost = where()
    lost = People(np.array([52.18, 51.9]), lost.lon, lost.people, lost.areas)
    told = only(replace(FAR, max_km=20.5), region(offer(), where=lost, journeys=roads))
    assert "Ein Wohnpunkt liegt an keiner bekannten Straße. Für ihn gilt die Luftlinie." in against(
        told.evidence
    )
