"""`mitsorge new`: an empty network with the account that opens it, once."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from mitsorge.domain.directory.models import Organization, TaxonomyTerm
from mitsorge.doors.setup import founding
from mitsorge.foundation.identity.models import Network
from mitsorge.foundation.people.models import Account
from mitsorge.foundation.people.queries import coordinators
from mitsorge.foundation.places.models import PlanningArea
from mitsorge.foundation.post.models import Letter

MAIL = "frieda@mitsorge.example"


@pytest.fixture(autouse=True)
def only_one_land(monkeypatch) -> None:
    """Eleven thousand municipalities are the business of the tests of places."""
    whole = founding.places.load_own_geography
    monkeypatch.setattr(
        founding.places, "load_own_geography", lambda lands=None: whole(lands=frozenset({"16"}))
    )


def new(*arguments: str) -> str:
    said = StringIO()
    call_command("new_network", *arguments, stdout=said)
    return said.getvalue()


@pytest.mark.django_db
def test_founds_an_empty_network_and_invites_its_coordinator(settings) -> None:
    settings.SMTP_URL = ""
    said = new(
        "--preset", "pflegestammtisch-hildburghausen", "--coordinator", MAIL, "--name", "Frieda"
    )
    assert "Pflegestammtisch Landkreis Hildburghausen ist eingerichtet." in said
    assert "MITSORGE_SMTP_URL ist leer" in said
    assert Network.objects.get().preset == "pflegestammtisch-hildburghausen"
    assert sorted(PlanningArea.objects.values_list("code", flat=True)) == [
        "mitte",
        "norden",
        "osten",
        "sueden",
    ]
    assert Organization.objects.count() == 0
    assert TaxonomyTerm.objects.count() > 80
    assert [grant.account.name for grant in coordinators()] == ["Frieda"]
    assert [letter.to for letter in Letter.objects.all()] == [MAIL]


@pytest.mark.django_db
def test_refuses_a_second_network_and_changes_nothing() -> None:
    new("--preset", "pflegestammtisch-hildburghausen")
    with pytest.raises(CommandError, match="schon eingerichtet"):
        new("--preset", "pflegestammtisch-hildburghausen", "--coordinator", MAIL)
    assert Network.objects.count() == 1
    assert Account.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--preset", "neuland"], "Die Vorlage „neuland“ gibt es nicht. Es gibt: leikop, "),
        (["--preset", "leikop", "--coordinator", "frieda"], "„frieda“ ist keine E-Mail-Adresse."),
    ],
)
def test_says_what_is_wrong_before_it_begins(arguments: list[str], sentence: str) -> None:
    with pytest.raises(CommandError) as refused:
        new(*arguments)
    assert sentence in str(refused.value)
    assert Network.objects.count() == 0
