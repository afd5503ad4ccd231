"""Who may open what, read from the URL map and tried with real sessions: role × address × method."""

import pytest
from django.core.cache import cache
from django.test import Client

from mitsorge.domain.directory.models import Organization
from mitsorge.domain.governance.rules import MemberRole
from mitsorge.domain.governance.rules.standing import Standing
from mitsorge.face.guards import EVERYONE, SIGNED_IN
from mitsorge.foundation.people.models import Account
from mitsorge.foundation.people.rules import Role, grantable
from tests.architecture.reference import check_current
from tests.architecture.routes import FOREIGN, routes
from tests.cast import NOW, ROLES
from tests.domain.governance.factories import a_committee, a_membership, a_person
from tests.network import a_network
from tests.sign_in import sign_in, signed_in, with_password

OWN = [route for route in routes() if route.name not in FOREIGN]
GUARDED = [route for route in OWN if route.guard not in (None, EVERYONE)]
MEMBERS = ("paul", "otto")
SEATED = {
    "carla": (MemberRole.CHAIR, frozenset(Standing)),
    "mia": (MemberRole.MEMBER, {Standing.SITS}),
}
"""Nobody in the office, but something in a committee: none of those the addresses name."""
CSRF_EXEMPT: dict[str, str] = {}
"""Names of views that take a POST without our token, with the reason."""


@pytest.fixture
def house(db):
    a_network()
    return Organization.objects.create(name="Haus", slug="haus", modified_at=NOW)


def visitor(name: str, house: Organization) -> Client:
    if name == "nadia":
        return Client()
    client = signed_in(name, **({"organization": house} if name in MEMBERS else {}))
    if name in SEATED:
        person = a_person(name)
        Account.objects.filter(email=f"{name}@mitsorge.example").update(person=person)
        a_membership(a_committee(), person, role=SEATED[name][0])
    return client


def role_of(name: str) -> Role | None:
    return Role.MEMBER if name in MEMBERS else ROLES.get(name, ("", None))[1]


def is_allowed(route, name: str) -> bool:
    if route.guard == SIGNED_IN:
        return name != "nadia"
    if name in SEATED:
        return not SEATED[name][1].isdisjoint(route.guard)
    return role_of(name) in route.guard


def outcome(page) -> str:
    """`in`, `sign in`, `refused`; a method the page does not know counts as refused."""
    if page.status_code in (403, 405):
        return "refused"
    if page.status_code == 302 and page["Location"].startswith("/konto/anmelden/?"):
        return "sign in"
    return "in"


def expected(route, name: str, page) -> set[str]:
    if is_allowed(route, name):
        return {"in"} if page.status_code != 405 else {"refused"}
    return {"sign in", "refused"} if name == "nadia" else {"refused"}


def test_every_address_says_who_may_open_it():
    assert [route.pattern for route in routes() if route.guard is None] == []


def test_the_list_of_foreign_views_is_current():
    assert set(FOREIGN) - {route.name for route in routes()} == set()


@pytest.mark.parametrize("name", [*ROLES, *MEMBERS, *SEATED, "nadia"])
def test_everyone_gets_in_exactly_where_the_guard_says(name, house):
    client = visitor(name, house)
    surprises = []
    for route in GUARDED:
        for method in (client.get, client.post):
            page = method(route.address)
            if outcome(page) not in expected(route, name, page):
                surprises.append((name, method.__name__, route.pattern, page.status_code))
    assert surprises == []


@pytest.mark.parametrize("way", ["without factor", "by code"])
def test_the_office_stays_shut_to_half_a_sign_in(way, house):
    """Frieda with a password alone, and Frieda in a session that shows no password at all."""
    client = Client()
    frieda = with_password("frieda", factor=False)
    if way == "by code":
        client.force_login(frieda)
    else:
        sign_in(client, "frieda", factor=False)
    led = "/konto/neu-anmelden/?" if way == "by code" else "/konto/zweiter-faktor/?"
    opened = []
    for route in GUARDED:
        for page in (client.get(route.address), client.post(route.address)):
            is_led = page.status_code == 302 and page["Location"].startswith(led)
            if route.guard != SIGNED_IN and not is_led and outcome(page) != "refused":
                opened.append(route.pattern)
    assert opened == []


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_other_methods_open_nothing_to_visitors(method, db):
    client = Client()
    pages = [(route.pattern, getattr(client, method)(route.address)) for route in GUARDED]
    assert [pattern for pattern, page in pages if outcome(page) == "in"] == []


def test_public_pages_ask_nobody_to_sign_in(house):
    client = Client()
    pages = [(route, client.get(route.address)) for route in OWN if route.guard == EVERYONE]
    closed = [r.pattern for r, page in pages if outcome(page) != "in" and page.status_code != 405]
    assert closed == []


def test_own_pages_of_allauth_send_visitors_to_sign_in(house):
    client = Client()
    for route in routes():
        if route.name in FOREIGN and route.guard == SIGNED_IN:
            assert outcome(client.get(route.address)) == "sign in", route.pattern


def test_no_deed_without_our_token(house):
    cache.clear()
    frieda = Client(enforce_csrf_checks=True)
    frieda.cookies = signed_in("frieda").cookies
    for method in (frieda.post, frieda.put, frieda.patch, frieda.delete):
        taken = [
            route.pattern
            for route in routes()
            if route.name not in CSRF_EXEMPT and method(route.address).status_code != 403
        ]
        assert taken == [], method.__name__


def test_the_list_of_exemptions_is_current():
    assert {route.name for route in routes() if route.csrf_exempt} == set(CSRF_EXEMPT)


def test_the_reference_page_is_current():
    check_current("permissions.md", page_of_permissions())


def opens(one: Role | Standing, guard) -> bool:
    """Whoever runs a committee also sits there."""
    return one in guard or (one is Standing.RUNS and Standing.SITS in guard)


def page_of_permissions() -> str:
    columns = list(Role)
    committees = {Standing.SITS: "sits in a committee", Standing.RUNS: "runs a committee"}
    head = [
        "# Who may open what",
        "",
        "Generated from the URL map by `tests/architecture/test_permission_matrix.py`; do not edit.",
        "Addresses open to everyone and the own account are listed below the table of roles.",
        "Accounts with an office role must have shown password and second factor in the session.",
        "",
        "The last two columns are people without a role: they are let in to what belongs to a committee in which",
        "they sit today (by name), or which they run as chair, deputy chair or spokesperson, or by the organization",
        "that leads it. The page itself asks for the committee and answers 403 or 404 for any other",
        "(`tests/doors/members/test_committees.py`).",
        "",
        "| address | " + " | ".join([*columns, *committees.values()]) + " |",
        "|---" * (len(columns) + len(committees) + 1) + "|",
    ]
    table = [
        f"| `/{route.pattern}` | "
        + " | ".join("yes" if opens(one, route.guard) else "" for one in [*columns, *committees])
        + " |"
        for route in GUARDED
        if route.guard != SIGNED_IN
    ]
    own = [f"- `/{route.pattern}`" for route in routes() if route.guard == SIGNED_IN]
    public = [
        f"- `/{route.pattern}`" + (f": {FOREIGN[route.name][1]}" if route.name in FOREIGN else "")
        for route in routes()
        if route.guard == EVERYONE
    ]
    giving = [
        "",
        "## Who may give which role",
        "",
        "| who gives | " + " | ".join(columns) + " |",
        "|---" * (len(columns) + 1) + "|",
        *(
            f"| {who} | "
            + " | ".join("yes" if r in grantable({who}) else "" for r in columns)
            + " |"
            for who in columns
        ),
    ]
    parts = [*head, *table, *giving, "", "## Every account, about itself", "", *own]
    return "\n".join([*parts, "", "## Everyone", "", *public, ""])
