"""A protected address stays protected through an import, in the records and in the journal."""

import pytest

from mitsorge.domain.directory.actions.bulk import write_offers
from mitsorge.domain.directory.models import Location, Service, ServiceAtLocation
from mitsorge.domain.directory.rules.offer_rows import OfferRow
from mitsorge.doors.imports import runs
from mitsorge.doors.imports.findings import Outcome
from mitsorge.foundation.journal.models import Entry
from tests.doors.imports.conftest import AT

HEAD = "Träger;Angebot;Straße;PLZ;Ort;Adresse geschützt\n"


def applied(frieda, content: str) -> runs.ImportRun:
    run = runs.upload(name="liste.csv", content=content.encode(), kind=None, by=frieda, at=AT)
    runs.tick(run=run, shown=[2], ticked=[2], by=frieda)
    assert runs.queue(run=run, by=frieda, at=AT)
    runs.carry_out(run_id=run.pk, at=AT)
    run.refresh_from_db()
    return run


def addresses() -> list[tuple[str, bool]]:
    sites = ServiceAtLocation.objects.order_by("pk")
    return list(sites.values_list("location__street", "location__is_protected"))


@pytest.fixture
def house(frieda) -> Service:
    applied(frieda, HEAD + "Haus Linde;Tagespflege;Quellweg 7;14467;Potsdam;ja\n")
    assert addresses() == [("Quellweg 7", True)]
    return Service.objects.get()


def test_the_journal_tells_that_a_protected_address_changed_not_which(frieda, house):
    done = applied(frieda, HEAD + "Haus Linde;Tagespflege;Erlenpfad 9;14467;Potsdam;\n")
    assert done.counts[Outcome.CHANGED] + done.counts[Outcome.SUSPICIOUS] == 1
    assert addresses() == [("Erlenpfad 9", True)]
    told = str(list(Entry.objects.values_list("changes", "subject_label", "why")))
    assert "street" in told
    assert ("Quellweg" in told, "Erlenpfad" in told) == (False, False)


def test_another_place_of_the_house_stays_protected_too(frieda, house):
    """A list that names two places says of the second only where it is."""
    second = Location.objects.create(
        organization=house.organization, street="Erlenpfad 9", postcode="14467", town="Potsdam", is_protected=True
    )  # fmt: skip
    ServiceAtLocation.objects.create(service=house, location=second)
    place = {"street": "Neuer Weg 1", "postcode": "14467", "town": "Potsdam", "protected": True}
    more = {"more_places": [["Erlenpfad 9", "14467", "Potsdam"]]}
    values = {"organization": "Haus Linde", "name": "Tagespflege", **place, **more}
    row = OfferRow(values, house.pk, changes={"street": ["Quellweg 7", "Neuer Weg 1"]})
    write_offers(rows=[row], source="Liste", by=frieda, at=AT, locate=lambda **_address: None)
    assert addresses() == [("Neuer Weg 1", True), ("Erlenpfad 9", True)]
