"""About the network, its partners, who is responsible, editorial pages, and how one reads."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from mitsorge.domain.directory.models import Responsibility, ResponsibilityTopic
from mitsorge.domain.governance.models import Committee
from mitsorge.domain.partners.models import MemberGroup, Partnership
from mitsorge.domain.stories.models import Page
from tests.domain.directory.factories import NOW, organization

PARTNER_QUERIES = 8


@pytest.fixture
def groups(network) -> list[MemberGroup]:
    return [
        MemberGroup.objects.create(code=code, name=code.title()) for code in ("pflege", "vereine")
    ]


def partner(name: str, group: MemberGroup, participation: str = "ACTIVE") -> Partnership:
    return Partnership.objects.create(
        organization=organization(name.lower().replace("ö", "oe"), name=name),
        member_group=group,
        participation=participation,
        active_from="2020-01-01",
    )


def listed(page) -> list[str]:
    return re.findall(r'<li><a href="/partner/[^"]+">([^<]+)</a>', page.content.decode())


def test_partners_by_letter_umlauts_under_their_vowel(client, groups):
    for name in ("Zuhause", "Öffnung", "Ofen", "112-Hilfe"):
        partner(name, groups[0])
    page = client.get("/netzwerk/partner/")
    assert [letter for letter, _rows in page.context["letters"]] == ["#", "O", "Z"]
    assert listed(page) == ["112-Hilfe", "Ofen", "Öffnung", "Zuhause"]


def test_narrowed_by_group_kind_and_name(client, groups):
    partner("Alpha", groups[0])
    partner("Beta", groups[1], "INACTIVE")
    partner("Gamma", groups[1])
    assert listed(client.get("/netzwerk/partner/?gruppe=vereine")) == ["Beta", "Gamma"]
    assert listed(client.get("/netzwerk/partner/?mitarbeit=INACTIVE")) == ["Beta"]
    assert listed(client.get("/netzwerk/partner/?name=alph")) == ["Alpha"]
    assert listed(client.get("/netzwerk/partner/?mitarbeit=quatsch")) == ["Alpha", "Beta", "Gamma"]
    assert (
        "Kein Partner passt zu dieser Auswahl."
        in client.get("/netzwerk/partner/?name=zzz").content.decode()
    )


@pytest.mark.parametrize(
    ("headers", "is_part"),
    [
        ({"HX-Request": "true"}, True),
        ({"HX-Request": "true", "HX-History-Restore-Request": "true"}, False),
        ({}, False),
    ],
)
def test_narrowing_changes_the_list_going_back_brings_the_whole_page(
    client, groups, headers, is_part
):
    html = client.get("/netzwerk/partner/", headers=headers).content.decode()
    assert ("<html" not in html) is is_part


@pytest.mark.parametrize("names", [["Alpha"], ["Alpha", "Beta", "Gamma"]])
def test_one_or_three_partners_cost_the_same(client, groups, names, django_assert_num_queries):
    for name in names:
        partner(name, groups[0])
    with django_assert_num_queries(PARTNER_QUERIES):
        page = client.get("/netzwerk/partner/")
    assert listed(page) == names


def test_committees_by_kind(client, network):
    Committee.objects.create(code="ag", name="AG Demenz", classification="WORKING_GROUP")
    Committee.objects.create(code="sg", name="Steuerung", classification="STEERING_GROUP")
    page = client.get("/netzwerk/")
    assert [
        (str(kind), [found.name for found in rows]) for kind, rows in page.context["committees"]
    ] == [
        ("Steuerungsgruppe", ["Steuerung"]),
        ("Arbeitsgruppe", ["AG Demenz"]),
    ]


@pytest.fixture
def topic(brueck) -> ResponsibilityTopic:
    made = ResponsibilityTopic.objects.create(slug="pflegegrad", name="Pflegegrad beantragen")
    for office, place in (("Pflegestützpunkt", None), ("Amt Brück", brueck)):
        Responsibility.objects.create(
            topic=made,
            municipality=place,
            office=office,
            function="Beratung",
            phone="030 23125-120",
            modified_at=NOW,
        )
    return made


@pytest.mark.parametrize(
    ("where", "office", "unknown"),
    [
        ("Brück", "Amt Brück", False),
        ("", "Pflegestützpunkt", False),
        ("Atlantis", "Pflegestützpunkt", True),
    ],
)
def test_who_is_responsible(client, topic, where, office, unknown):
    page = client.get("/zustaendig/", {"thema": "pflegegrad", "ort": where})
    assert page.context["found"].office == office
    assert page.context["unknown_place"] is unknown
    assert 'href="tel:+493023125120"' in page.content.decode()


def test_a_page_in_easy_language(client, network):
    Page.objects.create(
        slug="hilfe",
        title="Hilfe",
        text="# Lang\n\n**Fett** <b>",
        easy_text="Kurz.",
        modified_at=NOW,
    )
    usual = client.get("/seite/hilfe/").content.decode()
    assert '<h2 class="kern-heading-medium">Lang</h2>' in usual
    assert "<strong>Fett</strong> &lt;b&gt;" in usual
    assert "<p>Kurz.</p>" in client.get("/seite/hilfe/?sprache=leicht").content.decode()


def test_unpublished_pages_are_not_found(client, network):
    Page.objects.create(slug="entwurf", title="x", text="x", modified_at=NOW, is_published=False)
    assert client.get("/seite/entwurf/").status_code == 404


def test_the_look_is_kept_in_this_browser(client, network):
    answer = client.post(
        "/darstellung/",
        {"darstellung": "dark", "schrift": "gross", "sprache": "en", "zurueck": "/netzwerk/"},
    )
    assert (answer.status_code, answer.headers["Location"]) == (302, "/netzwerk/")
    html = client.get("/netzwerk/").content.decode()
    assert '<html lang="en" data-kern-theme="dark" class="ms-large">' in html
    client.post("/darstellung/", {"darstellung": "blink", "schrift": "", "sprache": "xx"})
    assert (
        '<html lang="de" data-kern-theme="light" data-look="auto">'
        in client.get("/").content.decode()
    )


def test_a_page_in_english(client, network):
    client.cookies["sprache"] = "en"
    html = client.get("/").content.decode()
    assert '<html lang="en"' in html
    assert "What are you looking for?" in html
    assert "Was suchen Sie?" not in html


def test_a_partner_outside_its_visible_period_is_not_listed(client, groups):
    """The list follows the one rule of what the public may see; the page behind the link is not there either."""
    today = timezone.localdate()
    partner("Offen", groups[0])
    for name, period in {
        "Künftig": {"visible_from": today + timedelta(days=1)},
        "Vorbei": {"visible_to": today},
    }.items():
        hidden = partner(name, groups[0]).organization
        type(hidden).objects.filter(pk=hidden.pk).update(**period)
    page = client.get("/netzwerk/partner/")
    assert (listed(page), page.context["total"]) == (["Offen"], 1)
    assert client.get("/").context["partner_count"] == 1


def test_partners_are_found_by_umlauts_of_either_case(client, groups):
    partner("Öffnung", groups[0])
    assert listed(client.get("/netzwerk/partner/?name=öFF")) == ["Öffnung"]
