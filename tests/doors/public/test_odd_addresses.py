"""Whatever stands in an address, a public page answers: with itself, with "not found" or with "bad request"."""

import random
from collections import Counter
from urllib.parse import quote, urlencode

import pytest
from django.test import Client

ADDRESSES = (
    "/",
    "/hilfe/",
    "/hilfe/karte/",
    "/hilfe/vorschlaege/",
    "/hilfe/nach-dem-krankenhaus/",
    "/karte/umrisse.svg",
    "/karte/umrisse.json",
    "/angebot/tagespflege-abendsonne/",
    "/organisation/haus-abendsonne/",
    "/zustaendig/",
    "/merkliste/",
    "/merkliste/blatt/",
    "/netzwerk/",
    "/netzwerk/partner/",
    "/seite/impressum/",
    "/melden/fehler/tagespflege-abendsonne/",
    "/melden/barriere/",
    "/melden/danke/",
    "/darstellung/",
    "/medien/00000000-0000-4000-8000-000000000000/",
    "/sitemap.xml",
    "/robots.txt",
    "/.well-known/security.txt",
    "/betrieb/lebt/",
    "/betrieb/bereit/",
    "/konto/anmelden/",
    "/konto/anmelden/code/",
    "/konto/passwort/vergessen/",
    "/gibt-es-nicht/",
)
HEAVY = ("/hilfe/", "/hilfe/karte/", "/hilfe/vorschlaege/", "/zustaendig/", "/netzwerk/partner/")
KEYS = (
    *("was", "wo", "f", "seite", "lage", "thema", "ort", "gruppe", "mitarbeit", "name"),
    *("stand", "sprache", "zurueck", "angebot", "next", "schrift", "darstellung", "a[]", ""),
)
VALUES = (
    *("", " ", "0", "-1", "1", "500", "501", "9" * 19, "9" * 400, "9" * 5000, "1e9", "٣", "²", "0x1"),
    *("\x00", "a\x00b", "\x1b[2J", "\u202e", "\ufeff", "\ud7ff", "\uffff", "𝒜", "👵🏽", "ß", "ÄÖÜ", "ſ", "İ"),
    *("%", "%%", "_", "\\", "'", '"', "''; DROP TABLE x", "../../etc/passwd", "//evil.example", "/\\evil"),
    *("<script>alert(1)</script>", "{{ 7*7 }}", "${7}", "(" * 200, "a" * 3000, "a b " * 300, "*" * 50),
    *("kind:tagespflege", "reach:15km", "kind:", ":", "places:free", "trait:45a", "language:\x00"),
    *("Tagespflege Brück", "14822", "00000", "Brück", "a@b.example", "\r\nSet-Cookie: a=b", "None", "NaN"),
)  # fmt: skip
RAW = (
    "%",
    "%ZZ",
    "%00",
    "%ff%fe",
    "%c3%28",
    "&&&",
    "=",
    "a=1;b=2",
    "?",
    "was=%ed%a0%80",
    "f=&f=&f=",
)
TIMES = 900


def odd_query(dice: random.Random) -> str:
    if dice.random() < 0.08:
        return dice.choice(RAW)
    pairs = [
        (dice.choice(KEYS), dice.choice(VALUES) if dice.random() < 0.8 else _noise(dice))
        for _ in range(dice.choice((1, 1, 2, 3, 8)))
    ]
    return urlencode(pairs, quote_via=quote)


def _noise(dice: random.Random) -> str:
    return "".join(chr(dice.choice((*range(1, 0x250), *range(0x1F300, 0x1F340)))) for _ in range(9))


@pytest.mark.django_db
def test_no_address_breaks_a_page(offer, taxonomy):
    dice = random.Random(2)  # noqa: S311 - the same odd addresses every time
    client = Client(raise_request_exception=False)
    broken, seen = [], Counter()
    for number in range(TIMES):
        path = dice.choice(ADDRESSES if number % 3 else HEAVY)
        address = f"{path}?{odd_query(dice)}"
        headers = {"HX-Request": "true"} if dice.random() < 0.2 else {}
        answer = client.get(address, headers=headers)
        seen[answer.status_code // 100] += 1
        if answer.status_code >= 500:
            broken.append(address[:200])
    assert broken == []
    assert seen[2] > TIMES / 2


def test_a_null_sign_is_a_bad_request(client, network):
    """PostgreSQL keeps no null sign; whoever sends one is no visitor."""
    for address in ("/hilfe/karte/?lage=a%00b", "/netzwerk/partner/?gruppe=%00", "/?%00=1"):
        assert client.get(address).status_code == 400
    client.cookies["sessionid"] = "a" * 32 + "\x00"
    assert client.get("/merkliste/").status_code == 400


def test_a_foreign_host_over_plain_http_is_a_bad_request_too(client, network, settings):
    """The redirect to HTTPS refuses it before there is a session."""
    settings.SECURE_SSL_REDIRECT = True
    page = client.get("/", headers={"host": "anderswo.example"})
    assert (page.status_code, "Damit können wir nichts anfangen." in page.content.decode()) == (
        400,
        True,
    )
