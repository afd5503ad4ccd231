import pytest
from django.urls import reverse

from mitsorge.domain.directory.models import Location, Organization, Phone, Service
from mitsorge.domain.directory.rules import Status
from mitsorge.domain.duplicates.models import Merge, Verdict
from mitsorge.face.work import work_for
from mitsorge.foundation.people.models import Account
from tests.cast import NOW
from tests.domain.directory.factories import network, organization, service
from tests.domain.duplicates.queries.test_candidates import twins
from tests.sign_in import signed_in

pytestmark = pytest.mark.django_db
LIST = "/schreibtisch/doppelte/"


def pair_address(one, other) -> str:
    return reverse("office:pair", args=["organisationen", one.pk, other.pk])


def typed(page, **more) -> dict:
    """The form as the page shows it."""
    context = page.context
    lines = {line.name: line.side for line in [*context["fields"], *context["lists"]]}
    seen = {name: context[name].modified_at.isoformat() for name in ("kept", "gone")}
    given = {"bleibt": context["kept"].pk, **lines}
    return given | {f"seen_{name}": value for name, value in seen.items()} | more


@pytest.mark.parametrize("pairs", [1, 3])
def test_the_list_costs_the_same_for_one_and_for_three(pairs, django_assert_num_queries):
    network()
    for number in range(pairs):
        name, street = (("Linde", "Weg 1"), ("Ahornhof", "Ring 22"), ("Seeblick", "Am See 7"))[
            number
        ]
        both = twins(f"{name} Pflege")
        Location.objects.filter(organization__in=both).update(street=street, town=f"{name}dorf")
        Phone.objects.filter(organization__in=both).update(number=f"+49302312511{number}")
    frieda = signed_in("frieda")
    frieda.get(LIST)
    with django_assert_num_queries(16):  # 3 session and roles; 5 and 5 pairs; entries; frame
        page = frieda.get(LIST)
    assert len(page.context["paged"].rows) == pairs


def test_the_evidence_stands_in_plain_words():
    network()
    twins()
    row = signed_in("frieda").get(LIST).context["paged"].rows[0]
    assert row.told.how in ("wahrscheinlich dasselbe", "sehr wahrscheinlich dasselbe")
    assert "gleiche Straße und Hausnummer (Am Alten Bahnhof 3)" in row.told.pro


def test_merge_and_undo_by_the_pages():
    network()
    one, two = twins()
    Organization.objects.filter(pk=two.pk).update(email="post@abendsonne.example")
    service(organization=two)
    frieda = signed_in("frieda")
    page = frieda.get(pair_address(two, one))
    assert page.context["kept"] == one
    assert {line.name: line.side for line in page.context["fields"]} == {
        "name": "KEPT", "email": "GONE",
    }  # fmt: skip
    assert page.context["moves"] == ["1 Angebot", "1 Standort"]
    assert page.context["stays"] == ["1 Telefonnummer"]

    answer = frieda.post(pair_address(two, one), typed(page))
    done = Merge.objects.get()
    assert answer["Location"] == f"/schreibtisch/doppelte/zusammengefuehrt/{done.pk}/"
    again = frieda.post(pair_address(two, one), typed(page))
    assert (again["Location"], Merge.objects.count()) == (answer["Location"], 1)
    one.refresh_from_db()
    assert (one.email, Service.objects.get().organization) == ("post@abendsonne.example", one)
    shown = frieda.get(answer["Location"]).content.decode()
    assert "1 Angebot" in shown
    assert "Rückgängig machen" in shown
    assert f"/organisationen/{one.pk}/" in shown

    back = frieda.post(f"{answer['Location']}rueckgaengig/", follow=True).content.decode()
    assert "Jetzt sind es wieder zwei Einträge" in back
    two.refresh_from_db()
    assert two.status == Status.ACTIVE


def test_the_other_one_can_be_kept_and_the_preview_saves_nothing():
    network()
    one, two = twins()
    frieda = signed_in("frieda")
    page = frieda.get(f"{pair_address(one, two)}?bleibt={two.pk}")
    assert page.context["kept"] == two
    shown = frieda.post(pair_address(one, two), typed(page, name="GONE", vorschau="ja"))
    assert [line.side for line in shown.context["fields"] if line.name == "name"] == ["GONE"]
    assert (shown.context["kept"], Merge.objects.count()) == (two, 0)


def test_who_looked_at_an_older_version_sees_the_page_again_with_what_was_ticked():
    network()
    one, two = twins()
    frieda = signed_in("frieda")
    page = frieda.get(pair_address(one, two))
    Organization.objects.filter(pk=two.pk).update(modified_at=NOW.replace(hour=17))
    answer = frieda.post(pair_address(one, two), typed(page, name="GONE"))
    assert answer.status_code == 409
    assert "Sehen Sie noch einmal hin" in answer.content.decode()
    assert [line.side for line in answer.context["fields"] if line.name == "name"] == ["GONE"]
    assert Merge.objects.count() == 0


def test_what_stands_against_undoing_is_listed():
    network()
    one, two = twins()
    frieda = signed_in("frieda")
    frieda.post(pair_address(one, two), typed(frieda.get(pair_address(one, two)), name="GONE"))
    Organization.objects.filter(pk=one.pk).update(name="Ganz neuer Name")
    address = f"/schreibtisch/doppelte/zusammengefuehrt/{Merge.objects.get().pk}/"
    shown = frieda.get(address)
    assert shown.context["obstacles"] == ["Name"]
    assert "rueckgaengig" not in shown.content.decode()
    frieda.post(f"{address}rueckgaengig/")
    assert Merge.objects.get().undone_at is None


def test_no_duplicate_leaves_the_list_and_can_be_taken_back():
    network()
    one, two = twins()
    frieda = signed_in("frieda")
    frieda.post(f"{pair_address(one, two)}kein-duplikat/", {"why": "Zwei Häuser"})
    assert frieda.get(LIST).context["paged"].rows == []
    assert "Zwei Häuser" in frieda.get("/schreibtisch/doppelte/urteile/").content.decode()
    said = Verdict.objects.get()
    frieda.post(f"/schreibtisch/doppelte/urteile/{said.pk}/zuruecknehmen/")
    assert len(frieda.get(LIST).context["paged"].rows) == 1


def test_the_desk_says_how_many_stand_twice():
    network()
    frieda = signed_in("frieda")
    account = Account.objects.get(email="frieda@mitsorge.example")

    def titles() -> list[str]:
        rows = [row for rows in work_for(account, on=NOW.date()).values() for row in rows]
        return [row.title for row in rows if row.address == LIST]

    assert titles() == []
    twins()
    assert titles() == ["1 Eintrag steht vielleicht doppelt"]
    assert "steht vielleicht doppelt" in frieda.get("/schreibtisch/").content.decode()


def test_offers_side_by_side():
    network()
    one, two = service("tagespflege-a"), service("tagespflege-b", summary="Von acht bis vier")
    frieda = signed_in("frieda")
    address = reverse("office:pair", args=["angebote", one.pk, two.pk])
    assert "Von acht bis vier" in frieda.get(address).content.decode()
    frieda.post(address, typed(frieda.get(address)))
    one.refresh_from_db()
    assert one.summary == "Von acht bis vier"


def test_odd_addresses_are_not_found():
    network()
    one = organization()
    frieda = signed_in("frieda")
    for address in ("gebaeude/1/2/", f"organisationen/{one.pk}/{one.pk}/", "angebote/1/2/"):
        assert frieda.get(f"{LIST}{address}").status_code == 404
    assert frieda.get(f"{LIST}?art=unsinn&seite=99").status_code == 200


def new_form(**more) -> dict:
    rows = {f"{name}-{field}": "0" for name in ("phones", "contacts") for field in ("TOTAL_FORMS", "INITIAL_FORMS")}  # fmt: skip
    return {"status": "ACTIVE", **rows, **more}


def test_a_new_organization_that_stands_already_is_asked_about_first():
    network()
    one, _two = twins()
    frieda = signed_in("frieda")
    page = frieda.get("/schreibtisch/organisationen/neu/")
    data = new_form(
        name="Pflegedienst Abendsonne", website="https://abendsonne.example",
        schluessel=str(page.context["key"]),
    )  # fmt: skip
    asked = frieda.post("/schreibtisch/organisationen/neu/", data)
    assert one in {known.entry for known in asked.context["known"]}
    assert "Gibt es das schon?" in asked.content.decode()
    assert Organization.objects.count() == 2
    for _click in range(2):
        done = frieda.post("/schreibtisch/organisationen/neu/", data | {"trotzdem": "ja"})
        assert done.status_code == 302
    assert frieda.post("/schreibtisch/organisationen/neu/", data).status_code == 302
    assert Organization.objects.count() == 3


def test_a_new_organization_unlike_all_others_is_made_at_once():
    network()
    twins()
    frieda = signed_in("frieda")
    answer = frieda.post(
        "/schreibtisch/organisationen/neu/", new_form(name="Hospizverein Havelland")
    )
    assert (answer.status_code, Organization.objects.count()) == (302, 3)
