import pytest

from mitsorge.domain.governance.actions.outcomes import AlreadyDone, Refused
from mitsorge.domain.recommendations.actions import carrying, consulting, drafting
from mitsorge.domain.recommendations.models import Carrier
from mitsorge.foundation.journal.models import Entry
from mitsorge.foundation.people.rules import NotAllowed
from tests.cast import account
from tests.domain.recommendations.networks import (
    AT,
    adopted,
    committees,
    consulted,
    drafted,
    partner,
    words,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def net():
    return committees()


@pytest.fixture
def house():
    return partner("Haus Abendsonne")


def said() -> list[tuple[int, str, str, str]]:
    rows = Carrier.objects.order_by("version__number", "pk")
    return [(row.version.number, row.stance, row.reason, row.signed_by) for row in rows]


def test_said_twice_it_is_one_word_and_another_word_replaces_it(net, house) -> None:
    found, paul = consulted(net), account("paul", organization=house)
    given = {"recommendation_id": found.pk, "organization": house, "by": paul, "at": AT}
    for _again in range(2):
        carrying.carry(**given)
    assert said() == [(1, "CARRIES", "", "Paul")]
    carrying.dissent(reason=" Ohne Personal geht es nicht. ", **given)
    assert said() == [(1, "DISSENTS", "Ohne Personal geht es nicht.", "Paul")]
    assert list(
        Entry.objects.filter(event__contains="carrier").order_by("pk").values_list("changes", "why")
    ) == [
        ({"stance": [None, "CARRIES"]}, ""),
        ({"stance": ["CARRIES", "DISSENTS"]}, "Ohne Personal geht es nicht."),
    ]
    with pytest.raises(Refused):
        carrying.dissent(reason=" ", **given)


def test_nobody_speaks_for_another(net, house) -> None:
    found = consulted(net)
    otto = account("otto", organization=partner("Otto"))
    for who in (otto, account("stella"), None):
        with pytest.raises(NotAllowed):
            carrying.carry(recommendation_id=found.pk, organization=house, by=who, at=AT)


def test_the_office_says_how_it_knows(net, house) -> None:
    found = consulted(net)
    given = {"recommendation_id": found.pk, "organization": house, "by": net.frieda, "at": AT}
    with pytest.raises(Refused, match="woher"):
        carrying.carry(**given)
    carrying.carry(note="Brief vom 3. Mai", **given)
    assert said() == [(1, "CARRIES", "", "Brief vom 3. Mai, eingetragen von Frieda")]


def test_only_partners_of_the_day(net, house) -> None:
    found = consulted(net)
    house.partnerships.update(active_to=AT.date())
    with pytest.raises(Refused, match="kein Partner"):
        carrying.carry(
            recommendation_id=found.pk, organization=house, note="x", by=net.frieda, at=AT
        )


def test_a_new_version_asks_anew(net, house) -> None:
    found, paul = adopted(net), account("paul", organization=house)
    given = {"recommendation_id": found.pk, "organization": house, "by": paul, "at": AT}
    carrying.carry(version_number=1, **given)
    drafting.revise(recommendation_id=found.pk, words=words("Neu."), by=net.frieda, at=AT)
    carrying.carry(version_number=1, **given)  # the draft is not asked about
    consulting.submit(recommendation_id=found.pk, committee=net.steering, by=net.frieda, at=AT)
    with pytest.raises(AlreadyDone, match="neue Fassung"):
        carrying.carry(version_number=1, **given)
    carrying.carry(version_number=2, **given)
    assert said() == [(1, "CARRIES", "", "Paul"), (2, "CARRIES", "", "Paul")]


def test_drafts_and_ended_ones_are_not_signed(net, house) -> None:
    given = {"organization": house, "note": "x", "by": net.frieda, "at": AT}
    draft = drafted(net)
    with pytest.raises(Refused, match="Erst in der Beratung"):
        carrying.carry(recommendation_id=draft.pk, **given)
    consulting.withdraw(recommendation_id=draft.pk, reason="Nein.", by=net.frieda, at=AT)
    with pytest.raises(Refused, match="zurückgezogen"):
        carrying.carry(recommendation_id=draft.pk, **given)
