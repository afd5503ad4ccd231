"""What machines look for: health, sitemap, robots, security, and pages in our face when something is wrong."""

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client

from mitsorge.domain.directory.models import Organization
from mitsorge.domain.partners.models import Partnership
from mitsorge.domain.stories.models import Page
from tests.domain.directory.factories import NOW
from tests.domain.governance.calendar_factories import committee
from tests.domain.recommendations.chains import a_recommendation

SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def test_alive_needs_no_database(client):
    answer = client.get("/betrieb/lebt/")
    assert (answer.status_code, answer.content) == (200, b"lebt\n")


def test_ready_with_the_database(client, db):
    assert (client.get("/betrieb/bereit/").status_code, client.get("/betrieb/bereit/").content) == (
        200,
        b"bereit\n",
    )


def test_not_ready_says_why(client, db, monkeypatch):
    def broken(*_args, **_kwargs):
        raise DatabaseError

    monkeypatch.setattr("mitsorge.doors.public.health.MigrationExecutor", broken)
    answer = client.get("/betrieb/bereit/")
    assert (answer.status_code, answer.content.decode()) == (503, "Datenbank\n")


def test_the_sitemap_names_what_may_be_seen(client, offer, settings):
    settings.BASE_URL = "https://netzwerk.example"
    Page.objects.create(slug="impressum", title="Impressum", text="", modified_at=NOW)
    Page.objects.create(
        slug="entwurf", title="Entwurf", text="", modified_at=NOW, is_published=False
    )
    found = ElementTree.fromstring(client.get("/sitemap.xml").content)  # noqa: S314 - our own document
    assert [
        entry.text.removeprefix("https://netzwerk.example") for entry in found.iter(f"{SPACE}loc")
    ] == [
        "/",
        "/hilfe/",
        "/zustaendig/",
        "/termine/",
        "/beschluesse/",
        "/was-wurde-daraus/",
        "/mitmachen/",
        "/netzwerk/",
        "/netzwerk/partner/",
        "/angebot/tagespflege-abendsonne/",
        "/organisation/haus-abendsonne/",
        "/seite/impressum/",
    ]


def test_the_sitemap_names_what_the_network_decides(client, offer):
    """Committees, partners, recommendations, own measures; nothing of drafts; each of them answers."""
    committee("runder-tisch")
    committee("morgen", active_from="2999-01-01")
    house = Organization.objects.get(slug="haus-abendsonne")
    Partnership.objects.create(organization=house, participation="ACTIVE", active_from="2020-01-01")
    ours = a_recommendation("2024/01", status="ADOPTED").committee
    a_recommendation("2024/02", status="DRAFT", committee=ours)
    found = ElementTree.fromstring(client.get("/sitemap.xml").content)  # noqa: S314 - our own document
    addresses = [urlsplit(entry.text).path for entry in found.iter(f"{SPACE}loc")]
    decided = [
        one
        for one in addresses
        if one.startswith(("/gremien/", "/partner/", "/was-wurde-daraus/2"))
    ]
    assert sorted(decided) == sorted(
        [
            "/gremien/runder-tisch/",
            f"/gremien/{ours.code}/",
            "/partner/haus-abendsonne/",
            "/was-wurde-daraus/2024/01/",
        ]
    )
    assert {client.get(one).status_code for one in addresses} == {200}


def test_robots_and_security(client, db, settings):
    settings.BASE_URL = "https://netzwerk.example"
    settings.SECURITY_CONTACT = "mailto:sicherheit@kreis.example"
    assert "Disallow: /merkliste/" in client.get("/robots.txt").content.decode().splitlines()
    lines = client.get("/.well-known/security.txt").content.decode().splitlines()
    assert lines[0] == "Contact: mailto:sicherheit@kreis.example"
    assert lines[1].startswith("Expires: 20")
    assert client.get("/favicon.ico").status_code == 302


def test_what_is_not_there_says_so_in_our_face(client, network):
    page = client.get("/gibt-es-nicht/")
    assert page.status_code == 404
    assert "Diese Seite gibt es nicht." in page.content.decode()
    assert "030 23125-110" in page.content.decode()


def test_an_error_of_ours_needs_no_database(network, monkeypatch):
    def broken(*_args, **_kwargs):
        raise RuntimeError

    monkeypatch.setattr("mitsorge.doors.public.network.partner_queries.partners", broken)
    page = Client(raise_request_exception=False).get("/netzwerk/partner/")
    assert page.status_code == 500
    assert "Das hat nicht geklappt, es liegt an uns." in page.content.decode()


def test_an_expired_form_says_what_to_do(network):
    page = Client(enforce_csrf_checks=True).post("/merkliste/", {"leeren": "1"})
    assert page.status_code == 403
    assert "Das Formular war zu lange offen." in page.content.decode()


@contextmanager
def only_reading() -> Iterator[None]:
    """The database refuses every write, as a replica or a full disk does."""
    with connection.cursor() as cursor, transaction.atomic():
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA query_only = ON")
        else:
            cursor.execute("SET TRANSACTION READ ONLY")
        try:
            yield
        finally:
            if connection.vendor == "sqlite":
                cursor.execute("PRAGMA query_only = OFF")
            transaction.set_rollback(True)


def test_public_pages_answer_while_the_database_only_reads(client, offer, taxonomy):
    with only_reading():
        with pytest.raises(DatabaseError), transaction.atomic():
            Page.objects.create(slug="x", title="x", text="x", modified_at=NOW)
        for path in (
            "/",
            "/hilfe/?was=Tagespflege&wo=Brück",
            "/hilfe/?was=Hospiz",
            "/hilfe/karte/?was=Tagespflege",
            "/hilfe/vorschlaege/?was=Tag",
            f"/angebot/{offer.slug}/",
            "/organisation/haus-abendsonne/",
            "/merkliste/",
            "/netzwerk/",
            "/netzwerk/partner/",
            "/zustaendig/",
            "/darstellung/",
            "/melden/barriere/",
            "/karte/umrisse.svg",
            "/sitemap.xml",
            "/betrieb/bereit/",
        ):
            assert client.get(path).status_code == 200, path
