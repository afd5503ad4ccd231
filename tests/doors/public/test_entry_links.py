"""The link of a letter: it shows, three answers act, and everything wrong with it is friendly."""

import re
from datetime import timedelta
from html import unescape
from html.parser import HTMLParser
from urllib.parse import urljoin

import pytest
from django.apps import apps
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from mitsorge.domain.directory.models import Location, Organization, Service
from mitsorge.domain.directory.queries import draft_of_service
from mitsorge.domain.upkeep.actions import approvals, changes
from mitsorge.domain.upkeep.letters import inquiries
from mitsorge.domain.upkeep.models import Change, Inquiry, Reach, Trouble
from mitsorge.face.entry_forms import SERVICE_STEPS
from tests.cast import account
from tests.domain.directory import factories
from tests.letters import letters

pytestmark = pytest.mark.django_db


@pytest.fixture
def inquiry():
    cache.clear()
    factories.network()
    service = factories.full_service()
    Organization.objects.update(email="haus@abendsonne.example")
    return Inquiry.objects.create(organization=service.organization, opened_at=timezone.now())


def link(inquiry, *, at=None):
    return f"/eintrag/{inquiries.signed(inquiry, at=at)}/"


def service():
    return Service.objects.get()


class Links(HTMLParser):
    def __init__(self, page):
        super().__init__()
        self.found: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "a" and given.get("href"):
            self.found.add(given["href"])
        if tag == "form" and given.get("method") == "get":
            self.found.add(given.get("action", ""))


def rows():
    """Every row of every table of ours, but sessions."""
    tables = [m for m in apps.get_models() if m.__module__.startswith("mitsorge.")]
    return {model._meta.label: list(model.objects.order_by("pk").values()) for model in tables}


def test_a_scanner_that_follows_every_link_changes_nothing(inquiry):
    before, client = rows(), Client()
    todo, done = [link(inquiry)], set()
    while todo:
        address = todo.pop().split("#")[0].split("?")[0]
        if address in done or not address.startswith("/eintrag/"):
            continue
        done.add(address)
        assert client.head(address).status_code in (200, 302)
        page = client.get(address)
        text = page.content.decode()
        todo += [urljoin(address, found) for found in Links(text).found]
        if page.status_code == 302:
            todo.append(page["Location"])
    assert len(done) > 8
    assert rows() == before


def test_the_page_asks_and_offers_three_ways(inquiry):
    page = Client().get(link(inquiry)).content.decode()
    assert re.findall(r"<span><strong>(.*?)</strong>", page) == [
        "Ja, alles stimmt",
        "Etwas hat sich geändert",
        "Das gibt es nicht mehr",
    ]
    assert service().name in page


def test_one_click_confirms_and_the_second_is_told_so(inquiry):
    client, address = Client(), link(inquiry)
    seen = {
        f"seen-{service().uid}": service().modified_at.isoformat(),
        f"seen-{inquiry.organization.uid}": inquiry.organization.modified_at.isoformat(),
    }
    client.post(f"{address}bestaetigen/", seen)
    assert service().assured_at is not None
    page = client.post(f"{address}bestaetigen/", seen, follow=True).content.decode()
    assert "Darauf haben Sie schon geantwortet" in page


def test_a_version_changed_meanwhile_is_not_confirmed(inquiry):
    Service.objects.update(assured_at=None)
    seen = {f"seen-{service().uid}": (service().modified_at - timedelta(days=1)).isoformat()}
    page = Client().post(f"{link(inquiry)}bestaetigen/", seen, follow=True).content.decode()
    assert "Bitte sehen Sie die neue Fassung an" in page
    assert service().assured_at is None


def test_gone_is_asked_first_and_nothing_disappears(inquiry):
    address = f"{link(inquiry)}ende/{service().uid}/"
    assert Client().get(address).status_code == 200
    assert Change.objects.count() == 0
    Client().post(address, {"message": "Wir schließen."})
    change = Change.objects.get()
    assert (change.kind, change.state, service().status) == ("GONE", "SUBMITTED", "ACTIVE")


@pytest.mark.parametrize("cut", [1, 5])
def test_a_cut_link_is_friendly(inquiry, cut):
    page = Client().get(link(inquiry)[: -1 - cut] + "/")
    text = page.content.decode()
    assert page.status_code == 410
    assert "030 23125" in text
    assert inquiry.organization.name not in text


def test_a_revoked_link_opens_nothing(inquiry):
    Inquiry.objects.update(revoked_at=timezone.now())
    page = Client().get(link(inquiry))
    assert (page.status_code, inquiry.organization.name in page.content.decode()) == (410, False)
    assert Client().post(f"{link(inquiry)}bestaetigen/").status_code == 410


def test_an_expired_link_offers_a_new_one_to_the_known_address_once(inquiry):
    old = link(inquiry, at=timezone.now() - timedelta(days=100))
    page = Client().get(old)
    assert page.status_code == 410
    assert "Neuen Link schicken" in page.content.decode()
    for _again in range(3):
        Client().post(f"{old}neu/")
    assert [letter.to for letter in letters()] == ["haus@abendsonne.example"]
    fresh = re.search(r"/eintrag/\S+/", letters()[0].text)
    assert fresh is not None
    assert Client().get(fresh[0]).status_code == 200
    assert Client().post(f"{old}bestaetigen/").status_code == 410


def test_the_new_link_is_limited_and_tells_strangers_nothing(inquiry):
    days = [100 + n for n in range(12)]
    asked = [link(inquiry, at=timezone.now() - timedelta(days=n)) for n in days]
    codes = [Client().post(f"{one}neu/").status_code for one in asked]
    assert codes.count(200) == 10
    Inquiry.objects.update(ended_at=timezone.now(), ending="CALLED")
    cache.clear()
    page = Client().post(f"{asked[0]}neu/").content.decode()
    assert "Wenn wir eine Adresse kennen" in page
    assert "abendsonne.example" not in page


def test_another_organization_is_not_found(inquiry):
    other = factories.service("nachtpflege", organization=factories.organization("anderes"))
    for path in (f"aendern/{other.uid}/erreichen/", f"ende/{other.uid}/"):
        assert Client().get(link(inquiry) + path).status_code == 404
        assert Client().post(link(inquiry) + path).status_code == 404


def test_somebody_else_is_responsible(inquiry):
    address = f"{link(inquiry)}weitergeben/"
    assert Client().post(address, {"email": ""}).status_code == 200
    Client().post(address, {"email": "neu@abendsonne.example", "words": "Verwaltung"})
    reach = Reach.objects.get()
    assert (reach.email, reach.wished_email) == ("", "neu@abendsonne.example")


def test_a_forwarded_link_shows_no_account_no_draft_of_an_account_and_no_protected_street(inquiry):
    Location.objects.update(is_protected=True, street="Geheimweg 7")
    Change.objects.create(
        organization=inquiry.organization, service=service(), kind="EDIT", state="DRAFT", via="ACCOUNT",
        before={"summary": ""}, after={"summary": "Noch geheim."}, seen=timezone.now(), written_at=timezone.now(),
    )  # fmt: skip
    account("paul", organization=inquiry.organization)
    texts = ""
    for path in ("", "aendern/", *(f"aendern/{service().uid}/{key}/" for key in STEPS)):
        texts += Client().get(link(inquiry) + path).content.decode()
    found = [word for word in ("Geheimweg", "Noch geheim", "paul@", "Paul") if word in texts]
    assert found == []


STEPS = tuple(step.key for step in SERVICE_STEPS)
SEND = {"abschicken": ["ja"]}


def form_of(page):
    """What a browser would send back unchanged."""
    data = {}
    for select in re.findall(r"<select.*?</select>", page, re.S):
        chosen = re.search(r'<option value="([^"]*)" selected', select)
        data[re.search(r'name="([^"]+)"', select)[1]] = [chosen[1] if chosen else ""]
    for field in re.findall(r"<(?:input|textarea)[^>]*?>", page):
        name, value = re.search(r'name="([^"]+)"', field), re.search(r'value="([^"]*)"', field)
        ticks = 'type="checkbox"' in field
        if name and (not ticks or " checked" in field):
            data.setdefault(name[1], []).append(value[1] if value else "")
    for name, text in re.findall(
        r'<textarea[^>]*name="([^"]+)"[^>]*>\n?(.*?)</textarea>', page, re.S
    ):
        data[name] = [unescape(text)]
    data.pop("csrfmiddlewaretoken", None)
    return data


@pytest.mark.parametrize("key", STEPS)
def test_a_form_sent_back_unchanged_changes_nothing(inquiry, key):
    before = service().modified_at
    address = f"{link(inquiry)}aendern/{service().uid}/{key}/"
    data = form_of(Client().get(address).content.decode())
    page = Client().post(address, data | SEND, follow=True)
    assert "Es war nichts zu ändern." in page.content.decode()
    assert (service().modified_at, Change.objects.count()) == (before, 0)


def test_a_phone_number_is_public_at_once(inquiry):
    address = f"{link(inquiry)}aendern/{service().uid}/erreichen/"
    data = form_of(Client().get(address).content.decode())
    data["phones-0-number"] = ["030 23125-188"]
    page = Client().post(address, data | SEND, follow=True).content.decode()
    assert "030 23125-188" in page
    assert Change.objects.get().state == "PUBLISHED"


def test_a_draft_of_a_phone_number_is_a_draft_until_it_is_sent(inquiry):
    address = f"{link(inquiry)}aendern/{service().uid}/erreichen/"
    data = form_of(Client().get(address).content.decode())
    data["phones-0-number"] = ["030 23125-188"]
    page = Client().post(address, data, follow=True).content.decode()
    assert ("Entwurf gespeichert" in page, 'value="030 23125-188"' in page) == (True, True)
    assert Change.objects.get().state == "DRAFT"
    assert "030 23125-188" not in Client().get(f"/angebot/{service().slug}/").content.decode()
    Client().post(address, form_of(page) | SEND)
    states = Change.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == ["WITHDRAWN", "PUBLISHED"]
    assert "030 23125-188" in Client().get(f"/angebot/{service().slug}/").content.decode()


@pytest.mark.parametrize("key", STEPS)
def test_an_entry_in_which_nothing_stands_can_be_sent_back(inquiry, key):
    bare = factories.service("leer", organization=inquiry.organization, name="Leer")
    address = f"{link(inquiry)}aendern/{bare.uid}/{key}/"
    data = form_of(Client().get(address).content.decode())
    page = Client().post(address, data | SEND, follow=True)
    assert "Es war nichts zu ändern." in page.content.decode()


@pytest.mark.parametrize(
    ("key", "typed", "sentence"),
    [
        ("kosten", {"costs-1-amount": ["12.50"]}, "Schreiben Sie dazu, wofür der Preis gilt."),
        ("zeiten", {"schedules-1-opens_at": ["09:00"]}, "an welchen Tagen das gilt."),
        ("erreichen", {"phones-1-hours": ["werktags"]}, "Schreiben Sie die Nummer dazu."),
        ("erreichen", {"phones-0-number": ["0"]}, "Diese Nummer kann niemand"),
        ("ansprechstellen", {"contacts-1-email": ["a@b.example"]}, "Schreiben Sie die Aufgabe"),
        ("ansprechstellen", {"contacts-0-numbers": ["12"]}, "Diese Nummer kann niemand"),
        ("angebotsart", {"attributes-1-note": ["abends"]}, "Wählen Sie eine Angebotsart."),
    ],
)
def test_half_a_row_is_asked_about_and_keeps_what_was_typed(inquiry, key, typed, sentence):
    address = f"{link(inquiry)}aendern/{service().uid}/{key}/"
    data = form_of(Client().get(address).content.decode())
    count = next(name for name in data if name.endswith("TOTAL_FORMS"))
    page = Client().post(address, data | {count: ["2"]} | typed | SEND)
    text = page.content.decode()
    assert (page.status_code, sentence in text) == (200, True)
    assert all(value[0] in text for value in typed.values())
    assert Change.objects.count() == 0


def test_functions_and_kinds_wait_for_approval(inquiry):
    night = factories.term("nachtpflege")
    for key, typed in (
        ("ansprechstellen", {"contacts-0-numbers": ["030 23125-116\r\n030 23125-117"]}),
        ("angebotsart", {"attributes-TOTAL_FORMS": ["2"], "attributes-1-term_id": [night.pk]}),
    ):
        address = f"{link(inquiry)}aendern/{service().uid}/{key}/"
        data = form_of(Client().get(address).content.decode()) | typed
        Client().post(address, data)
    change = Change.objects.get()
    before = draft_of_service(service())
    assert (change.state, sorted(change.after)) == ("DRAFT", ["attributes", "contacts"])
    changes.submit(
        change_id=change.pk, by=None, at=timezone.now(), vouched_by=inquiry.organization.uid
    )
    assert draft_of_service(service()) == before
    approvals.publish(change_id=change.pk, by=account("frieda"), at=timezone.now())
    after = draft_of_service(service())
    [contact] = after.contacts
    assert [phone.number for phone in contact.phones] == ["030 23125-116", "030 23125-117"]
    kinds = {one.term_id: one.is_main for one in after.attributes}
    assert kinds == {one.term_id: one.is_main for one in before.attributes} | {night.pk: False}


def test_a_description_waits(inquiry):
    address = f"{link(inquiry)}aendern/{service().uid}/beschreibung/"
    data = form_of(Client().get(address).content.decode()) | {"summary": ["Ein neuer Satz."]}
    draft = Client().post(address, data, follow=True).content.decode()
    assert ("Entwurf gespeichert" in draft, "Ein neuer Satz." in draft) == (True, True)
    data = form_of(draft) | {"abschicken": ["ja"]}
    Client().post(address, data)
    assert (Change.objects.get().state, service().summary == "Ein neuer Satz.") == (
        "SUBMITTED",
        False,
    )


def test_the_second_of_two_sees_the_difference_and_keeps_what_was_typed(inquiry):
    address = f"{link(inquiry)}aendern/{service().uid}/erreichen/"
    data = form_of(Client().get(address).content.decode())
    data |= SEND
    Client().post(address, data | {"phones-0-number": ["030 23125-188"]})
    page = Client().post(address, data | {"phones-0-number": ["030 23125-177"]})
    text = page.content.decode()
    assert page.status_code == 409
    assert ("Zwei Fassungen" in text, "030 23125-188" in text, "030 23125-177" in text) == (
        True,
    ) * 3
    again = Client().post(address, form_of(text) | SEND)
    assert again.status_code == 302


def test_one_more_row_loses_nothing(inquiry):
    address = f"{link(inquiry)}aendern/{service().uid}/zeiten/"
    data = form_of(Client().get(address).content.decode())
    count = int(data["schedules-TOTAL_FORMS"][0])
    page = Client().post(address, data | {"mehr": ["schedules"], "closed_reason": ["Umbau"]})
    after = form_of(page.content.decode())
    assert (int(after["schedules-TOTAL_FORMS"][0]), after["closed_reason"]) == (
        count + 1,
        ["Umbau"],
    )


def test_an_account_s_draft_is_not_shown_where_a_link_wants_to_keep_one(inquiry):
    Change.objects.create(
        organization=inquiry.organization, service=service(), kind="EDIT", state="DRAFT", via="ACCOUNT",
        before={"summary": ""}, after={"summary": "Noch geheim."}, seen=timezone.now(), written_at=timezone.now(),
    )  # fmt: skip
    address = f"{link(inquiry)}aendern/{service().uid}/erreichen/"
    shown = Client().get(address).content.decode()
    assert "Entwurf speichern" not in shown
    data = form_of(shown) | {"phones-0-number": ["030 23125-188"]}
    page = Client().post(address, data).content.decode()
    assert ("schon eine Änderung in Arbeit" in page, "030 23125-188" in page) == (True, True)
    address = f"{link(inquiry)}aendern/{service().uid}/beschreibung/"
    page += Client().post(address, {"name": "Neu", "description": "Bleibt hier."}).content.decode()
    assert ("Bleibt hier." in page, "Noch geheim." in page) == (True, False)
    Client().post(f"{link(inquiry)}aendern/{service().uid}/erreichen/", data | SEND)
    assert Change.objects.filter(state="DRAFT").get().after == {"summary": "Noch geheim."}


def test_after_a_change_the_page_asks_about_the_rest(inquiry):
    address = f"{link(inquiry)}aendern/{service().uid}/erreichen/"
    data = form_of(Client().get(address).content.decode())
    Client().post(address, data | SEND | {"phones-0-number": ["030 23125-188"]})
    page = Client().get(link(inquiry)).content.decode()
    assert ("Ja, der Rest stimmt" in page, "geantwortet (geändert)" in page) == (True, True)
    Client().post(f"{link(inquiry)}bestaetigen/", form_of(page))
    page = Client().get(link(inquiry)).content.decode()
    assert ("Ja, der Rest stimmt" in page, "geantwortet (bestätigt)" in page) == (False, True)
    assert service().assured_at is not None


def test_the_rhythm_is_chosen_and_no_address_is_shown_or_changed(inquiry):
    Reach.objects.create(
        organization=inquiry.organization, email="geheim@haus.example", phone="030 23125-177"
    )
    address = f"{link(inquiry)}nachfragen/"
    page = Client().get(address).content.decode()
    assert ("geheim@" in page, "23125-177" in page) == (False, False)
    bad = Client().post(address, {"rhythm_months": "7", "best_time": "dienstags"})
    assert (bad.status_code, "dienstags" in bad.content.decode()) == (200, True)
    typed = {"rhythm_months": "12", "best_time": "dienstags", "email": "fremd@haus.example"}
    assert Client().post(address, typed).status_code == 302
    assert Reach.objects.values_list("email", "phone", "rhythm_months", "best_time").get() == (
        "geheim@haus.example", "030 23125-177", 12, "dienstags",
    )  # fmt: skip


def test_a_dead_page_is_shown_with_the_way_to_mend_it_but_no_address_for_letters(inquiry):
    Service.objects.update(url="https://tot.example/")
    Reach.objects.create(organization=inquiry.organization, email="geheim@haus.example")
    for kind, where, words in (
        ("WEBSITE", "https://tot.example/", "404"), ("EMAIL", "geheim@haus.example", "550"),
        ("WEBSITE", "https://weg.example/", "404"),
    ):  # fmt: skip
        Trouble.objects.create(
            organization=inquiry.organization, kind=kind, address=where, words=words,
            found_at=timezone.now(), tried_at=timezone.now(),
        )  # fmt: skip
    address = link(inquiry)
    page = Client().get(address).content.decode()
    assert "Eine Adresse funktioniert nicht" in page
    assert f"{address}aendern/{service().uid}/erreichen/" in page
    assert ("geheim@" in page, "weg.example" in page) == (False, False)
