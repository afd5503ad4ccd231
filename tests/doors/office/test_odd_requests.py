"""Whatever stands in an address or a hidden field of the office, a page answers in words."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from mitsorge.foundation.people.rules import Role
from mitsorge.foundation.places.models import Body
from tests.architecture.routes import routes
from tests.cast import account
from tests.domain.directory.factories import full_service, network
from tests.domain.planning import figures
from tests.sign_in import signed_in

pytestmark = pytest.mark.django_db
LISTS = ("angebote", "organisationen", "anerkennungen", "konten", "briefe", "hinweise", "importe", "suchen-ohne-treffer")  # fmt: skip
KEYS = ("seite", "gebiet", "organisation", "art", "q", "suche", "stand", "status")
VALUES = ("9" * 19, "9" * 400, "9" * 5000, "-1", "²", "٣", "%", "\\", "'", "𝒜", "a" * 3000)
BROKEN_MOMENTS = ("2026-13-45T99:99", "2026-11-17 09:00", "gestern", "")


@pytest.fixture
def frieda():
    network()
    return signed_in("frieda")


@pytest.mark.parametrize("name", LISTS)
def test_no_address_breaks_a_list(frieda, name):
    full_service()
    frieda.raise_request_exception = False
    broken = {
        (key, value[:20]): answer.status_code
        for key in KEYS
        for value in VALUES
        if (answer := frieda.get(f"/schreibtisch/{name}/", {key: value})).status_code >= 500
    }
    assert broken == {}


KEPT_TRUE = ("anrufliste", "aenderungen", "doppelte", "doppelte/urteile", "doppelte/zusammengefuehrt", "aktualitaet", "aktualitaet/messwerte.csv", "gestoert")  # fmt: skip
PLANNING = ("", "/vergleich", "/prognosen", "/prognosen/vergleich", "/luecken", "/massstaebe", "/szenarien", "/szenarien/vergleich", "/gebiete/P1", "/raeume.csv")  # fmt: skip
MORE_KEYS = ("ansicht", "bericht", "bis", "bleibt", "jahr", "karte", "km", "name", "ort", "pflege", "prognose", "raum", "s", "verzeichnis", "von")  # fmt: skip


@pytest.mark.parametrize("name", [*KEPT_TRUE, *(f"planung{part}" for part in PLANNING)])
def test_no_address_breaks_a_page_of_upkeep_or_planning(frieda, name):
    figures.the_areas(Body.objects.get())
    figures.municipal()
    full_service()
    frieda.raise_request_exception = False
    way = f"/schreibtisch/{name}{'' if '.' in name else '/'}"
    keys = (*KEYS, *MORE_KEYS)
    asked = [{key: "9" * 400} for key in keys] + [dict.fromkeys(keys, value) for value in VALUES]
    assert frieda.get(way).status_code == 200
    found = [(given, frieda.get(way, given).status_code) for given in asked]
    broken = [str(given)[:60] for given, status in found if status >= 500]
    assert broken == []


def test_no_number_breaks_a_pair_or_many_ticks(frieda):
    frieda.raise_request_exception = False
    huge = "9" * 30
    found = [
        frieda.get(f"/schreibtisch/doppelte/angebote/1/{huge}/"),
        frieda.get(f"/schreibtisch/doppelte/zusammengefuehrt/{huge}/"),
        frieda.post("/schreibtisch/aenderungen/freigeben/", {"aenderung": [huge, "²", "9" * 5000]}),
        frieda.post(f"/schreibtisch/doppelte/angebote/1/{huge}/kein-duplikat/"),
        frieda.get(f"/schreibtisch/anrufliste/{huge}/"),
        frieda.get(f"/schreibtisch/planung/massstaebe/{huge}/"),
    ]
    assert [answer.status_code for answer in found] == [404, 404, 302, 404, 404, 404]


def test_no_count_of_rows_breaks_a_step_of_an_entry():
    network()
    offer = full_service()
    paul = signed_in("paul", organization=offer.organization)
    paul.raise_request_exception = False
    way = f"/konto/eintraege/{offer.uid}/erreichen/"
    counts = {
        value[:20]: answer.status_code
        for value in VALUES
        for more in ({}, {"mehr": "phones"})
        if (
            answer := paul.post(
                way, {"phones-TOTAL_FORMS": value, "phones-INITIAL_FORMS": "0", **more}
            )
        ).status_code
        >= 500
    }
    assert counts == {}


@pytest.mark.parametrize("seen", BROKEN_MOMENTS)
def test_a_broken_moment_is_no_fault(frieda, seen):
    offer = full_service()
    frieda.raise_request_exception = False
    rooms = (f"angebote/{offer.pk}/", f"angebote/{offer.pk}/bestaetigen/", f"organisationen/{offer.organization_id}/", f"organisationen/{offer.organization_id}/bestaetigen/")  # fmt: skip
    answers = [frieda.post(f"/schreibtisch/{room}", {"seen": seen, "name": "A"}) for room in rooms]
    assert [answer.status_code for answer in answers if answer.status_code >= 500] == []


RAW = ("seen", "schluessel", "why", "stand", "zurueck", "darstellung", "alle", "merken", "angebot")
"""Fields that pages read without a form."""


@pytest.mark.parametrize("field", [*RAW, "name", "na\x00me"])
def test_a_null_sign_in_a_field_is_refused_in_words_on_every_page(frieda, field):
    """PostgreSQL takes none; without the guard some of these pages answer 500 there."""
    frieda.raise_request_exception = False
    sent = {field: "a\x00b"}
    answers = {route.pattern: frieda.post(route.address, sent) for route in routes()}
    assert {pattern for pattern, page in answers.items() if page.status_code != 400} == set()
    assert all("das Nullzeichen" in page.content.decode() for page in answers.values())


def test_a_reason_with_a_null_sign_takes_no_role(frieda):
    arno = account("arno")
    grant = arno.grants.get()
    frieda.raise_request_exception = False
    address = f"/schreibtisch/konten/{arno.pk}/rolle/{grant.pk}/"
    assert frieda.post(address, {"why": "a\x00"}).status_code == 400
    assert arno.grants.get().role == Role.ADVICE


def test_a_null_sign_in_an_upload_is_the_upload_s_own(frieda):
    """Files are bytes and may hold any; the import says itself what it cannot read."""
    file = SimpleUploadedFile("liste.csv", b"a;b\n\x00\x01")
    page = frieda.post("/schreibtisch/importe/", {"file": file, "datei": file})
    assert page.status_code != 400
