"""A small directory: some terms, places and a coordinator."""

from datetime import UTC, datetime

import pytest

from mitsorge.domain.directory.models import TaxonomyTerm, TermSynonym
from mitsorge.domain.partners.models import MemberGroup
from mitsorge.foundation.places.models import Body, Municipality, Postcode
from tests.cast import account

AT = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
TERMS = {
    "CARE": {
        "tagespflege": "Tagespflege",
        "kurzzeitpflege": "Kurzzeitpflege",
        "pflegedienst": "Ambulanter Pflegedienst",
        "pflegeberatung": "Pflegeberatung",
    },
    "LANGUAGE": {"de": "Deutsch", "en": "Englisch", "uk": "Ukrainisch"},
    "TARGET_GROUP": {"demenz": "Menschen mit Demenz"},
    "PAYER": {"pflegekasse": "Pflegekasse"},
}
PLACES = {
    "12054000": ("Potsdam", "52.40000", "13.06000", {"14467": "Potsdam", "14482": "Babelsberg"}),
    "12069656": ("Werder (Havel)", "52.38000", "12.93000", {"14542": "Werder"}),
    "14713000": ("Leipzig", "51.34000", "12.37000", {"04103": "Leipzig"}),
}


@pytest.fixture
def vocabulary(db) -> None:
    for kind, terms in TERMS.items():
        for code, name in terms.items():
            TaxonomyTerm.objects.create(kind=kind, code=code, name=name)
    TermSynonym.objects.create(
        term=TaxonomyTerm.objects.get(code="pflegedienst"), phrase="Sozialstation"
    )
    MemberGroup.objects.create(code="traeger", name="Träger der Altenhilfe")
    Body.objects.create(
        name="Landkreis Potsdam-Mittelmark",
        short_name="Potsdam-Mittelmark",
        kind="KREIS",
        ags="12069",
        land="BB",
    )
    for ags, (name, latitude, longitude, codes) in PLACES.items():
        municipality = Municipality.objects.create(
            ags=ags, name=name, latitude=latitude, longitude=longitude
        )
        for code, place in codes.items():
            Postcode.objects.create(
                code=code,
                place=place,
                municipality=municipality,
                latitude=latitude,
                longitude=longitude,
            )


@pytest.fixture
def frieda(vocabulary):
    return account("frieda", at=AT)
