from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from mitsorge.domain.governance.models import Committee, Membership, Paper, RuleSet, StatusNote
from mitsorge.domain.governance.rules import Classification, Composition, Majority, MemberRole
from mitsorge.foundation.people.models import Account, Person
from tests.domain.governance.factories import (
    a_committee,
    a_meeting,
    a_membership,
    a_person,
    a_rule_set,
    an_organization,
)
from tests.network import a_network
from tests.sign_in import signed_in

HERE = "/schreibtisch/gremien/"
R = MemberRole
pytestmark = pytest.mark.django_db


@pytest.fixture
def frieda(db):
    a_network()
    return signed_in("frieda")


def body(page):
    return page.content.decode()


@pytest.fixture
def group(db):
    return a_committee(purpose="Wege zeigen")


RULES = {
    "valid_from": "2030-01-01", "source": "Beschluss vom 22. Mai", "why": "",
    "invitation_days": "21", "invitation_form": "MAIL", "quorum": "HALF", "quorum_number": "",
    "voters": "MEMBERS", "majority": "CONSENSUS", "adopts": "on", "publicity": "PUBLIC",
    "meetings_per_year": "0,5", "extraordinary_members": "5", "extraordinary_share": "0.25",
    "item_share": "0.333", "report_to": "Ministerium", "report_months": "3", "report_day": "31.12.",
    "parity": "THREE_BANKS", "women_share": "0.5", "fund_visits": "1", "objection_days": "14",
    "term_years": "4",
}  # fmt: skip


def test_tree_shows_below_what_it_belongs_to(frieda):
    top = a_committee("Steuerung", classification=Classification.STEERING_GROUP)
    low = a_committee("AG Demenz", parent=top)
    a_committee("Alt", active_to=date(2025, 1, 1))
    a_membership(low, "Stella")
    a_meeting(low, timezone.localdate() + timedelta(days=30))
    page = body(frieda.get(HERE))
    assert page.index("Steuerung</a>") < page.index("AG Demenz</a>")
    assert (
        'ms-depth-1"><div><p class="ms-work__title"><a href="/schreibtisch/gremien/ag-demenz/"'
        in page
    )
    assert "1 Mitglied<" in page
    assert "Sitzung am " in page
    assert "1 beendetes Gremium" in page


@pytest.mark.parametrize("rows", [1, 3])
def test_tree_costs_the_same_for_many(rows, frieda, django_assert_num_queries):
    for number in range(rows):
        found = a_committee(f"AG {number}")
        a_rule_set(found)
        a_membership(found, f"P{number}")
        a_meeting(found, timezone.localdate() + timedelta(days=number + 1))
    frieda.get(HERE)
    with django_assert_num_queries(9):
        frieda.get(HERE)


def test_many_committees_come_in_pages_and_are_found_by_name(frieda):
    for number in range(52):
        a_committee(f"Arbeitskreis {number:02}")
    page = body(frieda.get(HERE))
    assert page.count('class="ms-work__row') == 50
    assert 'href="?seite=2"' in page
    assert body(frieda.get(f"{HERE}?seite=2")).count('class="ms-work__row') == 2
    assert body(frieda.get(f"{HERE}?name=KREIS+51")).count('class="ms-work__row') == 1
    assert "Kein Gremium heißt so: „Xyz“" in body(frieda.get(f"{HERE}?name=Xyz"))


def test_many_members_come_in_pages_and_are_found_by_name(frieda, group):
    for number in range(52):
        a_membership(group, f"Person {number:02}")
    here = f"{HERE}ag-demenz/mitglieder/"
    page = body(frieda.get(here))
    assert (page.count('scope="row"'), page.count('class="ms-work__row')) == (50, 50)
    assert 'href="?seite=2"' in page
    assert 'href="?eintrag=2"' in page
    assert "52 Stimmen" in page
    page = body(frieda.get(f"{here}?name=person+51"))
    assert (page.count('scope="row"'), page.count('class="ms-work__row')) == (1, 1)
    assert "1 Sitz passt zu „person 51“." in page
    assert "Kein Eintrag passt dazu." in body(frieda.get(f"{here}?name=Xyz"))


def test_empty_tree_says_what_comes_next(frieda):
    assert "Noch kein Gremium" in body(frieda.get(HERE))


def test_page_says_order_rules_and_who_leads(frieda, group):
    a_membership(group, "Stella", role=R.SPOKESPERSON)
    a_rule_set(group, invitation_days=21, majority=Majority.CONSENSUS, meetings_per_year=4)
    a_meeting(group, timezone.localdate() + timedelta(days=60))
    page = body(frieda.get(f"{HERE}ag-demenz/"))
    for words in (
        "Wege zeigen",
        "Stella",
        "21 Tage vor der Sitzung",
        "Niemand widerspricht.",
        "4-mal im Jahr",
        "Einladen bis",
        "Geschäftsordnung 2024",
    ):
        assert words in page


def test_created_from_the_form_and_typed_text_is_kept(frieda):
    values = {"name": "AG Übergang", "classification": "WORKING_GROUP", "composition": "NAMED"}
    page = frieda.post(f"{HERE}neu/", values | {"name": "", "purpose": "Lange getippt"})
    assert "Lange getippt" in body(page)
    page = frieda.post(f"{HERE}neu/", values)
    assert page["Location"] == f"{HERE}ag-uebergang/"
    page = body(frieda.post(f"{HERE}neu/", values))
    assert "Unter dieser Adresse gibt es schon ein Gremium" in page


def test_second_of_two_editors_sees_both_versions(frieda, group):
    values = {"name": "AG 1", "classification": "WORKING_GROUP", "composition": "NAMED"}
    seen = group.modified_at.isoformat()
    frieda.post(f"{HERE}ag-demenz/bearbeiten/", values | {"seen": seen})
    page = frieda.post(f"{HERE}ag-demenz/bearbeiten/", values | {"seen": seen, "name": "AG 2"})
    assert page.status_code == 409
    assert "AG 1" in body(page)
    assert "Zwei Fassungen" in body(page)
    assert Committee.objects.get().name == "AG 1"
    found = Committee.objects.get()
    frieda.post(
        f"{HERE}ag-demenz/bearbeiten/",
        values | {"seen": found.modified_at.isoformat(), "name": "AG 2"},
    )
    assert Committee.objects.get().name == "AG 2"


def test_closed_with_a_reason(frieda, group):
    a_membership(group, "Stella")
    values = {"on": timezone.localdate().isoformat(), "why": "Auftrag erfüllt"}
    assert frieda.post(f"{HERE}ag-demenz/beenden/", values).status_code == 302
    assert Membership.objects.get().active_to == timezone.localdate()
    page = body(frieda.get(f"{HERE}ag-demenz/"))
    assert "Dieses Gremium ist seit dem" in page


def test_status_in_three_lines(frieda, group):
    page = frieda.post(f"{HERE}ag-demenz/stand/", {"text": "eins\nzwei\ndrei\nvier"})
    assert "Drei Zeilen" in body(page)
    assert "vier" in body(page)
    frieda.post(f"{HERE}ag-demenz/stand/", {"text": "eins\n\nzwei "})
    assert StatusNote.objects.get().text == "eins\nzwei"
    assert "eins<br>zwei" in body(frieda.get(f"{HERE}ag-demenz/"))


def test_members_of_a_chosen_day(frieda, group):
    a_membership(group, "Stella", role=R.SPOKESPERSON, active_to=date(2026, 5, 23))
    a_membership(group, "Paul", active_from=date(2026, 5, 23))
    a_rule_set(group, quorum="HALF")
    before = body(frieda.get(f"{HERE}ag-demenz/mitglieder/?am=2026-05-22"))
    assert "Wer war am 22. Mai 2026 Mitglied?" in before
    assert "1 Stimme. Beschlussfähig ab 1" in before
    table = before[before.index("<tbody") : before.index("</tbody>")]
    assert ("Stella" in table, "Paul" in table) == (True, False)
    after = body(frieda.get(f"{HERE}ag-demenz/mitglieder/?am=2026-05-23"))
    table = after[after.index("<tbody") : after.index("</tbody>")]
    assert ("Stella" in table, "Paul" in table) == (False, True)
    assert "Wer ist heute Mitglied?" in body(
        frieda.get(f"{HERE}ag-demenz/mitglieder/?am=2026-13-45")
    )


@pytest.mark.parametrize("rows", [1, 3])
def test_members_cost_the_same_for_many(rows, frieda, group, django_assert_num_queries):
    for number in range(rows):
        row = a_membership(group, f"P{number}", organization=an_organization(f"Haus {number}"))
        a_membership(group, f"V{number}", deputy_of=row)
    frieda.get(f"{HERE}ag-demenz/mitglieder/")
    with django_assert_num_queries(11):
        frieda.get(f"{HERE}ag-demenz/mitglieder/")


def test_appointed_with_a_new_name(frieda, group):
    values = {
        "new_person": "Stella",
        "role": "SPOKESPERSON",
        "votes": "on",
        "active_from": "2026-05-22",
    }
    page = body(frieda.post(f"{HERE}ag-demenz/mitglieder/neu/", values))
    assert "zurückliegt" in page
    assert Person.objects.filter(name="Stella").count() == 0
    page = frieda.post(
        f"{HERE}ag-demenz/mitglieder/neu/", values | {"why": "Brief lag in der Post"}
    )
    assert page["Location"] == f"{HERE}ag-demenz/mitglieder/"
    row = Membership.objects.get()
    assert (str(row.person), row.role, row.votes) == ("Stella", R.SPOKESPERSON, True)


def test_computed_committee_offers_no_plain_members(frieda):
    a_committee(composition=Composition.SPOKESPERSONS)
    page = body(frieda.get(f"{HERE}ag-demenz/mitglieder/neu/"))
    assert 'value="EXPERT"' in page
    assert 'value="MEMBER"' not in page


def test_an_entry_is_changed_deputized_ended_and_removed(frieda, group):
    row = a_membership(group, "Stella")
    here = f"{HERE}ag-demenz/mitglieder/{row.pk}/"
    today = timezone.localdate().isoformat()
    assert "Vertretung eintragen" in body(frieda.get(here))
    frieda.post(f"{here}vertretung/", {"person": a_person("Tilda").pk, "active_from": today})
    frieda.post(f"{here}aufgabe/", {"role": "EXPERT", "votes": "on", "on": today})
    new = Membership.objects.get(role=R.EXPERT, deputy_of=None)
    assert [str(deputy.person) for deputy in new.deputies.all()] == ["Tilda"]
    there = f"{HERE}ag-demenz/mitglieder/{new.pk}/"
    page = body(frieda.post(f"{there}beenden/", {"on": today}))
    assert "beginnt erst am" in page
    tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()
    assert frieda.post(f"{there}beenden/", {"on": tomorrow}).status_code == 302
    assert frieda.post(f"{there}entfernen/", {"why": "Falsche Stella"}).status_code == 302
    assert not Membership.objects.filter(pk=new.pk).exists()
    assert frieda.get(there).status_code == 404


def test_rules_form_explains_and_stores_every_value(frieda, group):
    page = body(frieda.get(f"{HERE}ag-demenz/regeln/neu/"))
    assert "21 (Landesausschuss NRW)" in page
    assert "3 in Niedersachsen (§ 4 NPflegeG)" in page
    assert (
        frieda.post(f"{HERE}ag-demenz/regeln/neu/", RULES)["Location"] == f"{HERE}ag-demenz/regeln/"
    )
    row = RuleSet.objects.get()
    assert (row.report_day, str(row.meetings_per_year), str(row.item_share)) == (
        "12-31",
        "0.50",
        "0.333",
    )
    shown = body(frieda.get(f"{HERE}ag-demenz/regeln/"))
    for words in (
        "Gilt ab 1. Januar 2030",
        "alle 2 Jahre",
        "5 Mitglieder oder ¼ der Mitglieder",
        "⅓ der Mitglieder",
        "Ministerium: binnen 3 Monaten nach jeder Sitzung, jedes Jahr bis 31.12.",
        "drei gleich starke Bänke",
        "mindestens 1-mal im Jahr",
        "4 Jahre, danach bis jemand nachfolgt",
    ):
        assert words in shown
    again = body(frieda.get(f"{HERE}ag-demenz/regeln/neu/"))
    assert 'value="31.12."' in again
    assert 'value="0,5' in again
    assert frieda.post(f"{HERE}ag-demenz/regeln/{row.pk}/zuruecknehmen/").status_code == 302
    assert RuleSet.objects.count() == 0


def test_rules_that_cannot_be_keep_what_was_typed(frieda, group):
    wrong = RULES | {"report_day": "31.2.", "report_to": "", "quorum": "NUMBER"}
    page = body(frieda.post(f"{HERE}ag-demenz/regeln/neu/", wrong))
    for words in (
        "Nennen Sie, wem berichtet wird.",
        "Nennen Sie, wie viele",
        "Geben Sie Monat und Tag an",
    ):
        assert words in page
    assert 'value="31.2."' in page
    assert "Beschluss vom 22. Mai" in page


def test_documents(frieda, group, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    pdf = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\nxref\n0 1\ntrailer\n<<>>\nstartxref\n9\n%%EOF\n"
    here = f"{HERE}ag-demenz/unterlagen/"
    page = body(frieda.post(here, {"file": SimpleUploadedFile("a.pdf", b"kein PDF")}))
    assert "probleme" in page
    sent = {"file": SimpleUploadedFile("satzung.pdf", pdf), "name": "Satzung"}
    assert frieda.post(here, sent)["Location"] == here
    paper = Paper.objects.get()
    assert "Satzung" in body(frieda.get(here))
    assert frieda.get(f"{here}{paper.pk}/").content == pdf
    assert frieda.post(f"{here}{paper.pk}/entfernen/").status_code == 302
    assert Paper.objects.count() == 0


def test_paper_before_a_meeting_stays(frieda, group, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    pdf = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\nxref\n0 1\ntrailer\n<<>>\nstartxref\n9\n%%EOF\n"
    here = f"{HERE}ag-demenz/unterlagen/"
    frieda.post(here, {"file": SimpleUploadedFile("satzung.pdf", pdf)})
    meeting = a_meeting(group, date(2030, 1, 1))
    Paper.objects.update(meeting=meeting)
    page = body(frieda.post(f"{here}{Paper.objects.get().pk}/entfernen/"))
    assert "liegt einer Sitzung vor" in page


def member_of(name, group, role):
    house = an_organization(name.capitalize())
    client = signed_in(name, organization=house)
    a_membership(group, organization=house, role=R.GUEST)
    if role:
        who = account_of(name)
        who.person = a_person(name.capitalize())
        who.save(update_fields=["person"])
        a_membership(group, who.person, role=role)
    return client


def account_of(name):
    return Account.objects.get(email=f"{name}@mitsorge.example")


def test_members_see_their_own_committees_only(group):
    a_network()
    other = a_committee("AG Geheim")
    paul = member_of("paul", group, None)
    page = body(paul.get(HERE))
    assert ("AG Demenz" in page, other.name in page) == (True, False)
    assert paul.get(f"{HERE}ag-demenz/").status_code == 200
    assert paul.get(f"{HERE}ag-geheim/").status_code == 403
    assert paul.get(f"{HERE}ag-demenz/mitglieder/neu/").status_code == 403
    assert "Eintragen" not in body(paul.get(f"{HERE}ag-demenz/mitglieder/"))


def test_spokesperson_keeps_her_group_from_another_office(group):
    a_network()
    paul = member_of("paul", group, R.SPOKESPERSON)
    page = body(paul.get(f"{HERE}ag-demenz/mitglieder/neu/"))
    assert 'value="CHAIR"' not in page
    assert "Oder ein neuer Name" not in page
    values = {
        "person": a_person("Nadia").pk,
        "role": "MEMBER",
        "votes": "on",
        "active_from": timezone.localdate().isoformat(),
    }
    assert paul.post(f"{HERE}ag-demenz/mitglieder/neu/", values).status_code == 302
    assert paul.get(f"{HERE}ag-demenz/bearbeiten/").status_code == 403
    assert paul.get(f"{HERE}ag-demenz/regeln/").status_code == 200


@pytest.mark.parametrize("name", ["arno", "ida"])
def test_others_of_the_office_stay_outside(name, group):
    a_network()
    client = signed_in(name)
    assert "Sie sitzen in keinem Gremium" in body(client.get(HERE))
    assert client.get(f"{HERE}ag-demenz/").status_code == 403


def test_nobody_is_led_to_sign_in(group):
    a_network()
    assert Client().get(f"{HERE}ag-demenz/")["Location"].startswith("/konto/anmelden/")


def test_terms_that_are_over_stand_on_the_desk_and_beside_the_name(frieda, group):
    a_rule_set(group, term_years=4)
    a_membership(group, "Stella", active_from=date(2020, 1, 1))
    desk = body(frieda.get("/schreibtisch/"))
    assert "Amtszeit vorbei: AG Demenz" in desk
    assert "Stella. Wer gewählt war, bleibt, bis jemand nachfolgt." in desk
    assert "Amtszeit vorbei, bleibt" in body(frieda.get(f"{HERE}ag-demenz/mitglieder/"))


def test_who_speaks_for_a_group_does_not_lead_what_she_sits_in(frieda):
    top = a_committee("Steuerung", composition=Composition.SPOKESPERSONS)
    a_membership(a_committee(parent=top), "Stella", role=R.SPOKESPERSON)
    a_membership(top, "Frieda L.", role=R.CHAIR)
    page = body(frieda.get(f"{HERE}steuerung/"))
    leading = page[page.index("Leitung</h2>") :]
    assert ("Frieda L." in leading[:600], "Stella" in leading[:600]) == (True, False)


def test_rules_of_the_day_of_the_meeting_count(frieda, group):
    a_rule_set(group, invitation_days=14, valid_to=date(2030, 1, 1))
    a_rule_set(group, invitation_days=21, valid_from=date(2030, 1, 1))
    a_meeting(group, date(2030, 1, 22))
    page = body(frieda.get(f"{HERE}ag-demenz/"))
    assert "<strong>1. Januar 2030</strong>" in page
    assert "14 Tage vor der Sitzung" in page
