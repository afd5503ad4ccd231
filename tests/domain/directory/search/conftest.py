"""A directory with a small taxonomy and one Kreis."""

from datetime import date
from typing import Any

import pytest

from mitsorge.domain.directory import search
from mitsorge.domain.directory.models import (
    Attribute,
    LifeSituation,
    Service,
    ServiceAtLocation,
    TermSynonym,
    WholeWord,
)
from mitsorge.domain.directory.rules import TermKind
from mitsorge.foundation.places.models import Body, Municipality
from mitsorge.foundation.places.queries import Located
from mitsorge.foundation.places.rules import Point
from tests.domain.directory import factories

TODAY: date = factories.TODAY
BRUECK, BELZIG = (52.1980, 12.7600), (52.1420, 12.5950)


@pytest.fixture
def towns(db) -> dict[str, Municipality]:
    Body.objects.create(name="Landkreis Potsdam-Mittelmark", kind="KREIS", ags="12069")
    return {
        name: Municipality.objects.create(
            ags=ags, name=name, latitude=str(point[0]), longitude=str(point[1])
        )
        for name, ags, point in (("Brück", "12069076", BRUECK), ("Bad Belzig", "12069020", BELZIG))
    }


@pytest.fixture
def words(towns) -> None:
    day = factories.term("tagespflege", name="Tagespflege")
    home = factories.term("hilfe-im-haushalt", name="Hilfe im Haushalt")
    advice = factories.term("beratung", name="Beratung")
    factories.term("demenzberatung", name="Demenzberatung", parent=advice)
    factories.term("angehoerige", TermKind.TARGET_GROUP, name="Pflegende Angehörige")
    factories.term("spende", TermKind.PAYER, name="Gegen Spende")
    factories.term("polnisch", TermKind.LANGUAGE, name="Polnisch")
    TermSynonym.objects.create(term=day, phrase="Tagesstätte")
    TermSynonym.objects.create(term=home, phrase="Putzhilfe")
    WholeWord.objects.create(word="Kindertagespflege")
    situation = LifeSituation.objects.create(
        slug="entlastung",
        name="Ich brauche eine Pause",
        phrases=["ich kann nicht mehr"],
        position=1,
    )
    situation.terms.add(day, home)
    search.refresh_taxonomy()


def offer(slug: str, kind: str = "", at: Municipality | None = None, **fields: Any) -> Service:
    """An offer with its main kind and a site in the middle of a town, known to the search."""
    made = factories.service(slug, **fields)
    if kind:
        Attribute.objects.create(service=made, term=factories.term(kind), is_main=True)
    if at is not None:
        place = factories.location(
            made.organization,
            town=at.name,
            municipality=at,
            latitude=at.latitude,
            longitude=at.longitude,
        )
        ServiceAtLocation.objects.create(service=made, location=place)
    search.refresh_documents([made.pk])
    return made


def located(town: Municipality, *areas: Any) -> Located:
    point = Point(float(town.latitude), float(town.longitude))
    return Located(point, town, "", tuple(areas), town.name)


def ids(**request: Any) -> list[int]:
    """Service ids of the hits, in order."""
    found = search.find(search.SearchRequest(**{"on": TODAY, **request}))
    return [hit.service_id for hit in found.hits]
