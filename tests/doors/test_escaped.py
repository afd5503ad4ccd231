"""Whatever is typed into a field is text on every page: no sign of it becomes markup, an attribute or a script."""

import re
from html.parser import HTMLParser
from urllib.parse import quote

import pytest
from django.db import models, transaction

from mitsorge.domain.directory import search
from mitsorge.domain.directory.models import (
    Accessibility,
    Contact,
    CostOption,
    LifeSituation,
    Location,
    MissedSearch,
    Organization,
    Phone,
    Report,
    Responsibility,
    ResponsibilityTopic,
    Schedule,
    Service,
    ServiceArea,
    ServiceAtLocation,
    ServiceCapacity,
    TaxonomyTerm,
    TermSynonym,
)
from mitsorge.domain.governance.models import Committee
from mitsorge.domain.grants.models import FundingPeriod
from mitsorge.domain.partners.models import MemberGroup, Partnership
from mitsorge.domain.stories.models import News, Page
from mitsorge.foundation.identity.models import Network
from mitsorge.foundation.journal.actions import record
from mitsorge.foundation.people.models import Account
from mitsorge.foundation.places.models import Municipality, PlanningArea
from mitsorge.foundation.post.actions import enqueue
from mitsorge.foundation.post.models import Letter
from mitsorge.foundation.post.rules import Draft
from tests.domain.directory import factories
from tests.domain.directory.factories import NOW, TODAY
from tests.sign_in import signed_in

HOOK = "zzhook"
STARTS = ("", '"', "'", "'>", '">', "-->", "</script>", "</textarea>", "</title>", "</style>", "]]>", "\\", "`", "${", "{{", "{%")  # fmt: skip
PARTS = (
    "<script>{0}()</script>", "<img src=x onerror={0}()>", "<svg onload={0}()>", " onmouseover={0}() ", "<a href=javascript:{0}()>a</a>",
    "javascript:{0}()", "<iframe srcdoc='<script>{0}()</script>'>", "<{0}>", "<style>{0}</style>", "<!--{0}", "&lt;{0}&gt;<b>{0}</b>",
    "<base href=//{0}.example>", "<meta http-equiv=refresh content='0;url=//{0}.example'>", "**<{0}>**", "[a](javascript:{0}())",
    "[a](https://a.example/\"onclick={0}())", "## <{0}>", "- <{0}>", "<math><mtext></p><{0}>",
)  # fmt: skip
PAYLOADS = [start + part.format(HOOK) for start in STARTS for part in PARTS]
ALREADY = {"ags", "ars", "icon", "key", "land", "password", "postcode", "preset", "rrule", "number", "claimed_by", "precision"}  # fmt: skip
"""Checked when they are written: they cannot hold what is tried here."""
PUBLIC = (
    "/", "/hilfe/", "/hilfe/?wo=14822", "/hilfe/karte/", "/hilfe/vorschlaege/?was=zz", "/angebot/tagespflege-abendsonne/", "/merkliste/",
    "/organisation/haus-abendsonne/", "/zustaendig/", "/zustaendig/?thema=pflege", "/merkliste/blatt/", "/netzwerk/", "/netzwerk/partner/",
    "/seite/impressum/", "/melden/fehler/tagespflege-abendsonne/", "/sitemap.xml", "/karte/umrisse.json", "/darstellung/", "/hilfe/lage/",
)  # fmt: skip
OFFICE = (
    "", "angebote/", "organisationen/", "angebote/{service}/", "organisationen/{organization}/", "standorte/{location}/", "seiten/",
    "seiten/impressum/", "neuigkeiten/", "netzwerk/", "konten/", "konten/{account}/", "briefe/", "briefe/{letter}/", "hinweise/?stand=beantwortet",
    "hinweise/{report}/", "angebotsarten/", "angebotsarten/{term}/", "lebenslagen/", "lebenslagen/lage/", "zustaendigkeiten/",
    "zustaendigkeiten/{responsibility}/", "zustaendigkeiten/themen/pflege/", "suchen-ohne-treffer/", "angebote/{service}/schliessen/",
)  # fmt: skip
SILENT = {"/sitemap.xml", "/karte/umrisse.json"}
"""Addresses and outlines: no word of anyone stands in them here."""
ECHOED = ("/hilfe/?was={0}&wo={0}&f={0}", "/hilfe/karte/?was={0}", "/zustaendig/?ort={0}&thema={0}", "/netzwerk/partner/?name={0}", "/darstellung/?zurueck={0}", "/melden/barriere/?seite={0}")  # fmt: skip


class Markup(HTMLParser):
    """Collects what a browser would take as markup: our hook in a tag, an attribute's name, a script or a link."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.broken: list[str] = []
        self.within = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.within = tag if dict(attrs).get("type") != "application/ld+json" else "data"
        if tag == "meta" and "http-equiv" in dict(attrs) and HOOK in str(attrs):
            self.broken.append(f"<meta {attrs}>")
        for name, value in attrs:
            runs = name in ("href", "src", "action", "srcdoc", "style") or name.startswith("on")
            bad = re.match(r"\s*javascript:|//" + HOOK, value or "") if runs else None
            if HOOK in name or bad or (name.startswith("on") and HOOK in (value or "")):
                self.broken.append(f"<{tag} {name}={value}>")
        if HOOK in tag or tag in ("iframe", "base", "math"):
            self.broken.append(f"<{tag}>")

    def handle_endtag(self, tag: str) -> None:
        self.within = ""

    def handle_data(self, data: str) -> None:
        if HOOK in data and (
            self.within in ("style", "script") or (self.within == "data" and "<" in data)
        ):
            self.broken.append(f"{self.within}: {data[:60]}")


def broken(text: str) -> list[str]:
    markup = Markup()
    markup.feed(text)
    return markup.broken


RECORDS = (
    Accessibility, Contact, CostOption, LifeSituation, Location, Organization, Phone, Report, Responsibility, ResponsibilityTopic,
    Schedule, Service, ServiceAtLocation, ServiceCapacity, TaxonomyTerm, TermSynonym, Committee, FundingPeriod, MemberGroup, Partnership,
    MissedSearch, News, Page, Network, Account, Municipality, PlanningArea, Letter,
)  # fmt: skip
ROUNDS = 6


def fields_of(model: type[models.Model]) -> list[models.Field]:
    texts = [f for f in model._meta.concrete_fields if type(f) in (models.CharField, models.TextField)]  # fmt: skip
    return [field for field in texts if field.name not in ALREADY and not field.choices]


def poison(turn: int) -> None:
    """Every free text of every record says payloads of this round, as many as fit, each field others."""
    mine, number = PAYLOADS[turn::ROUNDS], 0
    for model in RECORDS:
        for field in fields_of(model):
            number += 1
            words = " ".join(mine[number % len(mine) :] + mine[: number % len(mine)])
            model._default_manager.update(**{field.name: words[: min(field.max_length or 4000, 4000)]})  # fmt: skip
    subject = Service.objects.get()
    with transaction.atomic():
        record(event="directory.service.changed", subject=subject, by=None, at=NOW, why=mine[turn], changes={"summary": [mine[0], mine[1]]})  # fmt: skip
    search.rebuild()


@pytest.fixture
def everything(db) -> dict[str, int | str]:
    """One record of everything that is shown; returns what stands in the addresses of the office."""
    network = factories.network()
    service = factories.full_service()
    area = PlanningArea.objects.create(body=network.body, code="mitte", name="Mitte", kind="REGION", active_from=TODAY, latitude="52.19", longitude="12.76")  # fmt: skip
    area.municipalities.add(Municipality.objects.create(ags="12069076", name="Brück", latitude="52.19", longitude="12.76"))  # fmt: skip
    ServiceArea.objects.create(service=service, kind="PLANNING_AREA", planning_area=area)
    topic = ResponsibilityTopic.objects.create(slug="pflege", name="Pflege")
    responsibility = Responsibility.objects.create(topic=topic, office="Amt", function="Leitung", phone="1", modified_at=NOW)  # fmt: skip
    situation = LifeSituation.objects.create(slug="lage", name="Lage", summary="So", icon="home", on_start_page=True)  # fmt: skip
    term = TaxonomyTerm.objects.get(code="tagespflege")
    situation.terms.add(term)
    TermSynonym.objects.create(term=term, phrase="Tagesstätte")
    report = Report.objects.create(kind="ERROR", service=service, text="Falsch", key="a", created_at=NOW, due_on=TODAY, answer="Ja", answered_at=NOW)  # fmt: skip
    MissedSearch.objects.create(words="nichts", week=TODAY)
    group = MemberGroup.objects.create(code="traeger", name="Träger")
    Partnership.objects.create(organization=service.organization, member_group=group, participation="ACTIVE", active_from="2020-01-01")  # fmt: skip
    Committee.objects.create(code="runde", name="Runde", classification="WORKING_GROUP")
    FundingPeriod.objects.create(funder="Land", notice="Gefördert", valid_from="2020-01-01")
    News.objects.create(title="Neu", text="Da", published_on="2026-01-01")
    Page.objects.create(slug="impressum", title="Impressum", text="-", easy_text="-", in_footer=True, modified_at=NOW)  # fmt: skip
    letter = enqueue(Draft(to="nadia@mitsorge.example", subject="Brief", text="-", key="k", purpose="p"), at=NOW)  # fmt: skip
    return {
        "service": service.pk, "organization": service.organization_id, "location": Location.objects.get().pk, "term": term.pk,
        "report": report.pk, "letter": str(letter.uid), "responsibility": responsibility.pk,
    }  # fmt: skip


def test_what_is_typed_stays_text(everything, client):
    frieda = signed_in("frieda")
    account = Account.objects.get().pk
    rooms = [f"/schreibtisch/{room}".format(**everything, account=account) for room in OFFICE]
    leaks, told = {}, set()
    for turn in range(ROUNDS):
        poison(turn)
        client.post("/merkliste/", {"merken": everything["service"]})
        for address, browser in [*((a, client) for a in PUBLIC), *((a, frieda) for a in rooms)]:
            answer = browser.get(address)
            assert answer.status_code == 200, address
            text = answer.content.decode()
            told |= {address} if HOOK in text else set()
            if answer["Content-Type"].startswith("text/html") and (found := broken(text)):
                leaks[address] = found[:3]
    assert leaks == {}
    assert {*PUBLIC, *rooms} - told <= SILENT


def test_what_is_asked_stays_text(client, everything):
    leaks = {}
    for number, payload in enumerate(PAYLOADS):
        address = ECHOED[number % len(ECHOED)].format(quote(payload, safe=""))
        if found := broken(client.get(address).content.decode()):
            leaks[address] = found[:3]
    assert leaks == {}


@pytest.mark.parametrize("number", range(len(PARTS)))
def test_this_reader_would_notice(number):
    """Every payload that is markup is seen where a page passes it on as it is."""
    harmless = ("javascript:", " onmouseover", "<!--", "&lt;", "[a]", "**", "- ", "##")
    part = PARTS[number]
    raw = part if not part.startswith(harmless) else f"<a href='javascript:{HOOK}()'>"
    assert broken(f"<p>{raw.format(HOOK)}</p>") != []
