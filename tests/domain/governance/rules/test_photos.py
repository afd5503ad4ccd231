"""When a photo of a meeting may be kept."""

from dataclasses import replace
from datetime import date

import pytest

from mitsorge.domain.governance.rules.photos import PhotoDraft, PhotoFault, faults_of_photo
from mitsorge.domain.governance.wording.photos import PHOTO_FAULT

TODAY = date(2026, 3, 10)
WHOLE = PhotoDraft(
    alt="21 Menschen um einen Tisch",
    credit="Foto: Landratsamt",
    people=21,
    consent_by="alle 21 Anwesenden",
    consent_on=TODAY,
    consent_scope="Internetseite",
    consent_proof="Haken auf der Liste",
    consent_until=TODAY,
)


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, []),
        ({"consent_until": None}, []),
        ({"people": 0, "consent_proof": ""}, []),
        ({"people": 1, "consent_proof": ""}, []),
        ({"people": 2, "consent_proof": " "}, [("consent_proof", PhotoFault.GROUP_WITHOUT_WORD)]),
        ({"people": -1}, [("people", PhotoFault.PEOPLE)]),
        ({"people": 1000}, [("people", PhotoFault.PEOPLE)]),
        ({"alt": " "}, [("alt", PhotoFault.TEXT_MISSING)]),
        ({"consent_by": ""}, [("consent_by", PhotoFault.TEXT_MISSING)]),
        ({"consent_until": date(2026, 3, 9)}, [("consent_until", PhotoFault.CONSENT_OVER)]),
        (
            {"consent_on": date(2026, 3, 11), "consent_until": None},
            [("consent_on", PhotoFault.CONSENT_AHEAD)],
        ),
    ],
)
def test_words_and_a_standing_consent(changed, expected):
    assert faults_of_photo(replace(WHOLE, **changed), on=TODAY) == expected


def test_every_fault_has_its_sentence():
    assert set(PHOTO_FAULT) == set(PhotoFault)
