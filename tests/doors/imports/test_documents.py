"""What the search knows of an offer is the same whether a list or a person wrote it."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from mitsorge.domain.directory import search
from mitsorge.domain.directory.actions import change_service
from mitsorge.domain.directory.models import SearchDocument, Service
from mitsorge.domain.directory.queries.edit import draft_of_service
from mitsorge.doors.imports import runs
from mitsorge.foundation.places.models import Municipality
from tests.doors.imports.conftest import AT

LIST = (
    "Träger;Name;Art;Straße;PLZ;Ort;Beschreibung;Sprachen;Zielgruppe;Plätze;Einzugsgebiet;§45a anerkannt bis\n"
    "Muster gGmbH;Haus Abend;Tagespflege;Weg 1;14467;Potsdam;Mit Garten.;Deutsch, Englisch;Menschen mit Demenz;12;Werder (Havel);31.12.2027\n"
    "Muster gGmbH;Haus Morgen;Pflegeberatung;Weg 2;14542;Werder;Für Angehörige.;;;;;\n"
)


def _documents() -> dict[str, Any]:
    return dict(SearchDocument.objects.values_list("service__name", "payload"))


def _imported(frieda) -> None:
    run = runs.upload(name="liste.csv", content=LIST.encode(), kind=None, by=frieda, at=AT)
    assert runs.queue(run=run, by=frieda, at=AT)
    runs.carry_out(run_id=run.pk, at=AT)


def _typed(offer: Service, frieda, description: str, minutes: int) -> None:
    seen = Service.objects.get(pk=offer.pk)
    draft = replace(draft_of_service(seen), description=description)
    at = AT + timedelta(minutes=minutes)
    change_service(service_id=offer.pk, draft=draft, seen=seen.modified_at, by=frieda, at=at)


def test_a_document_by_an_import_equals_one_by_an_edit(frieda):
    _imported(frieda)
    imported = _documents()
    assert set(imported) == {"Haus Abend", "Haus Morgen"}
    for offer in Service.objects.all():
        _typed(offer, frieda, "Etwas ganz anderes.", 1)
        _typed(offer, frieda, offer.description, 2)
    assert _documents() == imported
    search.rebuild()
    assert _documents() == imported


def test_a_document_holds_what_the_list_said(frieda):
    _imported(frieda)
    town = Municipality.objects.get(name="Werder (Havel)")
    payload = _documents()["Haus Abend"]
    payload.pop("facts")
    assert payload == {
        "words": ["gart", "ggmbh must potsdam", "abend haus"],
        "kinds": ["kind:tagespflege"],
        "marks": ["language:de", "language:en", "target:demenz"],
        "areas": [f"M:{town.pk}"],
        "sites": [[52.4, 13.06, True]],
        "names": ["Haus Abend", "Muster gGmbH", "Potsdam"],
    }
