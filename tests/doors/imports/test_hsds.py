"""HSDS 3.x: compiled JSON and the tabular data package; nothing is half-imported."""

import io
import json
import tarfile
import zipfile

import pytest

from mitsorge.domain.directory.models import Schedule, Service
from mitsorge.doors.imports import runs
from mitsorge.doors.imports.findings import Outcome, Unreadable
from mitsorge.doors.imports.hsds.package import table_name
from mitsorge.doors.imports.planning.packing import unpack
from tests.doors.imports.conftest import AT

SERVICE = {
    "id": "ac148810-d857-441c-9679-408f346de14b",
    "name": "Tagespflege am See",
    "description": "Ein Haus am Wasser.",
    "status": "active",
    "url": "https://see.example",
    "assured_date": "2025-01-01",
    "organization": {"id": "d9d5e0f5-d3ce-4f73-9a2f-4dd0ecc6c610", "name": "See gGmbH"},
    "phones": [
        {"id": "p1", "number": "030 23125-111", "type": "voice"},
        {"id": "p2", "number": "030 23125-112", "type": "fax"},
    ],
    "schedules": [
        {
            "id": "s1",
            "freq": "WEEKLY",
            "byday": "MO,TU",
            "opens_at": "08:00:00",
            "closes_at": "16:00:00",
        }
    ],
    "languages": [{"id": "l1", "name": "Ukrainisch", "code": "uk"}],
    "attributes": [
        {"id": "a1", "taxonomy_term": {"id": "t1", "code": "tagespflege", "name": "Tagespflege"}}
    ],
    "service_areas": [{"id": "e1", "name": "Potsdam"}],
    "service_at_locations": [
        {
            "id": "sal1",
            "location": {
                "id": "loc1",
                "name": "Haus",
                "addresses": [
                    {
                        "id": "ad1",
                        "address_1": "Seeweg 1",
                        "city": "Potsdam",
                        "postal_code": "14467",
                        "address_type": "physical",
                    }
                ],
            },
        },
        {
            "id": "sal2",
            "location": {
                "id": "loc2",
                "addresses": [
                    {
                        "id": "ad2",
                        "address_1": "Am Markt 2",
                        "city": "Leipzig",
                        "postal_code": "04103",
                    }
                ],
            },
        },
    ],
}


def _upload(content, frieda, name="hsds.json"):
    return runs.upload(name=name, content=content, kind=None, by=frieda, at=AT)


def _apply(run, frieda):
    assert runs.queue(run=run, by=frieda, at=AT)
    runs.carry_out(run_id=run.pk, at=AT)
    run.refresh_from_db()
    return run


def test_a_compiled_service_with_everything(frieda):
    run = _upload(json.dumps(SERVICE).encode(), frieda)
    (row,) = unpack(run.preview).rows
    assert (run.kind, row.outcome, row.findings) == ("HSDS", Outcome.NEW, [])
    assert _apply(run, frieda).state == "DONE"
    service = Service.objects.get()
    assert (str(service.uid), service.organization.name, service.url, service.assured_at) == (
        SERVICE["id"],
        "See gGmbH",
        "https://see.example",
        None,
    )
    assert sorted(service.phones.values_list("kind", "number")) == [
        ("FAX", "+493023125112"),
        ("VOICE", "+493023125111"),
    ]
    assert sorted(service.locations.values_list("street", "town")) == [
        ("Am Markt 2", "Leipzig"),
        ("Seeweg 1", "Potsdam"),
    ]
    assert sorted(service.terms.values_list("code", flat=True)) == ["tagespflege", "uk"]
    assert Schedule.objects.get().rrule == "FREQ=WEEKLY;BYDAY=MO,TU"
    assert service.areas.get().municipality.name == "Potsdam"


def test_a_second_run_changes_nothing(frieda):
    content = json.dumps(SERVICE).encode()
    _apply(_upload(content, frieda), frieda)
    assert _upload(content, frieda).counts["UNCHANGED"] == 1


def test_the_source_s_confirmation_does_not_count_here(frieda):
    assert unpack(_upload(json.dumps(SERVICE).encode(), frieda).preview).notes == [
        "Bestätigungen der Quelle gelten hier nicht: Die Angebote kommen unbestätigt an."
    ]


def _package(**files: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("datapackage.json", "{}")
        for name, text in files.items():
            archive.writestr(f"{name}.csv", text)
    return packed.getvalue()


TABLES = {
    "organizations": "id,name\no1,See gGmbH\n",
    "services": "id,organization_id,name,status\ns1,o1,Tagespflege am See,active\ns2,o1,Beratung am See,active\n",
    "locations": "id,organization_id,name\nl1,o1,Haus\n",
    "addresses": "id,location_id,address_1,city,postal_code\na1,l1,Seeweg 1,Potsdam,14467\n",
    "service_at_locations": "id,service_id,location_id\nx1,s1,l1\n",
    "phones": "id,service_id,number,type\np1,s1,030 23125-111,voice\n",
}


def _outcomes(run):
    return [
        (row.label, row.outcome, [finding.code for finding in row.findings])
        for row in unpack(run.preview).rows
    ]


def test_a_data_package(frieda):
    run = _upload(_package(**TABLES), frieda, "hsds.zip")
    assert _outcomes(run) == [
        ("Tagespflege am See", Outcome.NEW, []),
        ("Beratung am See", Outcome.NEW, []),
    ]
    _apply(run, frieda)
    assert Service.objects.get(name="Tagespflege am See").locations.get().street == "Seeweg 1"


@pytest.mark.parametrize(
    ("table", "text", "expected"),
    [
        (
            "services",
            "id,organization_id,name\ns1,o1,Tagespflege am See\ns2,o9,Beratung am See\n",
            [
                ("Tagespflege am See", "NEW", []),
                ("Beratung am See", "REFUSED", ["dangling_reference"]),
            ],
        ),
        (
            "phones",
            "id,service_id,location_id,number\np1,s1,l9,030 23125-111\n",
            [
                ("Tagespflege am See", "REFUSED", ["dangling_reference"]),
                ("Beratung am See", "NEW", []),
            ],
        ),
        (
            "service_at_locations",
            "id,service_id,location_id\nx1,s1,l9\n",
            [
                ("Tagespflege am See", "REFUSED", ["dangling_reference"]),
                ("Beratung am See", "NEW", []),
            ],
        ),
        (
            "locations",
            "id,organization_id,name\nl1,o9,Haus\n",
            [
                ("Tagespflege am See", "REFUSED", ["dangling_reference"]),
                ("Beratung am See", "NEW", []),
            ],
        ),
        (
            "organizations",
            "id,name,parent_organization_id\no1,See gGmbH,o9\n",
            [
                ("Tagespflege am See", "REFUSED", ["dangling_reference"]),
                ("Beratung am See", "REFUSED", ["dangling_reference"]),
            ],
        ),
        (
            "phones",
            "id,service_id,number\np1,s9,030 23125-111\n",
            [
                ("Tagespflege am See", "NEW", []),
                ("Beratung am See", "NEW", []),
                ("phone p1", "REFUSED", ["dangling_reference"]),
            ],
        ),
    ],
    ids=["service", "phone's location", "site", "location's owner", "parent", "orphan"],
)
def test_what_points_nowhere_is_listed_and_refused_whole(frieda, table, text, expected):
    assert _outcomes(_upload(_package(**{**TABLES, table: text}), frieda, "hsds.zip")) == expected


def test_a_dangling_reference_is_named(frieda):
    text = "id,organization_id,name\ns1,o9,Tagespflege am See\n"
    tables = {"organizations": TABLES["organizations"], "services": text}
    (row,) = unpack(_upload(_package(**tables), frieda, "hsds.zip").preview).rows
    assert [finding.sentence for finding in row.findings] == [
        "service s1: organization_id zeigt auf o9, das gibt es in der Datei nicht."
    ]


@pytest.mark.parametrize(
    ("stem", "table"),
    [
        ("organizations", "organization"),
        ("service_at_location", "service_at_location"),
        ("taxonomies", "taxonomy"),
        ("addresses", "address"),
        ("accessibility", "accessibility"),
        ("metadata", "metadata"),
        ("service_areas", "service_area"),
    ],
)
def test_table_names(stem, table):
    assert table_name(stem) == table


@pytest.fixture
def examples(shared):
    return tarfile.open(shared / "data" / "hsds" / "hsds_spec_examples.tar.gz")


@pytest.mark.shared
def test_the_spec_s_package_is_refused_because_it_points_nowhere(frieda, examples):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for member in examples.getmembers():
            if "/csv/" in member.name and member.isfile():
                archive.writestr(member.name.rsplit("/", 1)[1], examples.extractfile(member).read())
            elif "/csv/" in member.name and member.issym():
                archive.writestr(member.name.rsplit("/", 1)[1], member.linkname)
    run = _upload(packed.getvalue(), frieda, "hsds.zip")
    rows = unpack(run.preview).rows
    assert {row.outcome for row in rows} == {Outcome.REFUSED}
    said = {
        tuple(finding.sentence.split(" zeigt auf ")[0].split()[::2])
        for row in rows
        for finding in row.findings
        if finding.code == "dangling_reference"
    }
    assert said == {
        ("attribute", "link_id"),
        ("contact", "organization_id"),
        ("contact", "service_at_location_id"),
        ("location", "organization_id"),
        ("organization", "parent_organization_id"),
        ("taxonomy_term", "taxonomy_id"),
    }
    _apply(run, frieda)
    assert Service.objects.count() == 0


@pytest.mark.shared
def test_the_spec_s_compiled_service_is_read(frieda, examples):
    content = json.loads(examples.extractfile("spec_examples/service_full.json").read())
    (row,) = unpack(_upload(json.dumps(content).encode(), frieda).preview).rows
    assert (row.label, row.outcome) == ("Community Counselling", Outcome.REFUSED)
    del content["organization"]["parent_organization_id"]
    (row,) = unpack(_upload(json.dumps(content).encode(), frieda).preview).rows
    assert (row.label, row.outcome) == ("Community Counselling", Outcome.SUSPICIOUS)
    assert {finding.code for finding in row.findings} == {
        "area_unknown",
        "person",
        "postcode_wrong",
        "price_wrong",
        "term_unknown",
    }


@pytest.mark.shared
@pytest.mark.parametrize("name", ["base", "taxonomy", "taxonomy_term", "taxonomy_list"])
def test_other_documents_of_the_spec_are_refused_with_a_sentence(frieda, examples, name):
    with pytest.raises(Unreadable):
        _upload(examples.extractfile(f"spec_examples/{name}.json").read(), frieda)
