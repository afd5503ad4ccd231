import pytest

from mitsorge.domain.governance.models import Membership
from mitsorge.domain.partners.models import Agreement, Application, MemberGroup, Partnership
from tests.domain.partners.joining import (
    TODAY,
    agreement,
    applied,
    conference,
    decision,
    organization,
    partner,
    submitted,
    votes_on_partners,
    working_group,
)
from tests.network import a_network
from tests.sign_in import signed_in

pytestmark = pytest.mark.django_db
LIST = "/schreibtisch/partner/"
QUEUE = "/schreibtisch/partner/antraege/"


def text(answer) -> str:
    return answer.content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_for_one_and_for_three(rows, django_assert_num_queries):
    a_network()
    for number in range(rows):
        partner(f"Haus {number}", speaker=f"P{number} Probe")
    frieda = signed_in("frieda")
    with django_assert_num_queries(9):
        page = frieda.get(LIST)
    assert page.context["paged"].total == rows


def test_the_list_is_narrowed():
    a_network()
    made = partner(participation="INACTIVE")
    partner("Haus Ölberg", speaker="")
    frieda = signed_in("frieda")

    def names(query: str) -> list[str]:
        rows = frieda.get(f"{LIST}?{query}").context["paged"].rows
        return [str(row) for row in rows]

    assert names("mitarbeit=INACTIVE") == ["Haus Abendsonne"]
    assert names("q=ölb") == ["Haus Ölberg"]
    assert names("stumm=ja") == ["Haus Ölberg"]
    assert names("gruppe=x&mitarbeit=y") == ["Haus Abendsonne", "Haus Ölberg"]
    Partnership.objects.filter(pk=made.pk).update(active_to=TODAY)
    assert names("ausgetreten=ja") == ["Haus Abendsonne"]


def test_a_partner_is_switched_moved_and_given_a_voice_and_every_deed_stands_in_its_history():
    a_network()
    made, group = partner(), working_group()
    cares = MemberGroup.objects.create(code="p", name="Pflege")
    frieda = signed_in("frieda")
    page = f"{LIST}{made.pk}/"
    frieda.post(f"{page}arbeitsgruppen/", {"committees": [group.pk]})
    frieda.post(f"{page}gruppe/", {"gruppe": cares.pk})
    frieda.post(f"{page}vertretung/", {"name": "Rita Probe", "email": "rita@haus.example"})
    assert Membership.objects.get().committee == group
    shown = text(frieda.get(page))
    for words in (
        "Rita Probe",
        "Ag-Demenz",
        "Mitgliedergruppe gewechselt",
        "Arbeitsgruppen gewechselt",
    ):
        assert words in shown
    frieda.post(f"{page}mitarbeit/", {"mitarbeit": "INACTIVE"})
    made.refresh_from_db()
    assert (made.participation, made.member_group) == ("INACTIVE", cares)
    rita = made.representatives.get(person__name="Rita Probe")
    frieda.post(f"{page}vertretung/{rita.pk}/beenden/")
    assert "Rita Probe" not in text(frieda.get(page)).split("Verlauf")[0]


def test_a_name_is_asked_for_and_nonsense_changes_nothing():
    a_network()
    made = partner()
    frieda = signed_in("frieda")
    typed = {"name": "", "phone": "030 23125-155"}
    answer = frieda.post(f"{LIST}{made.pk}/vertretung/", typed)
    assert answer.status_code == 422
    assert 'value="030 23125-155"' in answer.content.decode()
    assert "Füllen Sie dieses Feld bitte aus." in text(answer)
    frieda.post(f"{LIST}{made.pk}/mitarbeit/", {"mitarbeit": "?"})
    frieda.post(f"{LIST}{made.pk}/gruppe/", {"gruppe": "9" * 30})
    assert Partnership.objects.get().version == 0


def test_leaving_asks_first_and_twice_is_a_calm_sentence():
    a_network()
    made, frieda = partner(), signed_in("frieda")
    page = f"{LIST}{made.pk}/austritt/"
    assert "92 Tage später" in text(frieda.get(page))
    assert Partnership.objects.get().active_to is None
    day = frieda.get(page).context["form"].initial["on"]
    frieda.post(page, {"on": day, "why": "Schließt"})
    assert Partnership.objects.get().active_to == day
    again = frieda.post(page, {"on": day}, follow=True)
    assert "ist schon ausgetreten" in text(again)


def test_another_organization_takes_over():
    a_network()
    made, heir, frieda = partner(), organization("Haus Morgenrot"), signed_in("frieda")
    page = f"{LIST}{made.pk}/nachfolge/"
    day = frieda.get(page).context["form"].initial["on"]
    own = frieda.post(page, {"on": day, "successor_id": made.organization_id}, follow=True)
    assert "eigene Nachfolgerin" in text(own)
    frieda.post(page, {"on": day, "successor_id": heir.pk})
    assert Partnership.objects.get(active_to=None).organization == heir


def test_an_application_is_read_and_accepted_once():
    a_network()
    made, frieda = submitted(), signed_in("frieda")
    assert "Haus Lindenhof" in text(frieda.get(QUEUE))
    assert "Antrag auf Partnerschaft: Haus Lindenhof" in text(frieda.get("/schreibtisch/"))
    page = f"{QUEUE}{made.pk}/"
    assert "paul@lindenhof.example" in text(frieda.get(page)).replace("<wbr>", "")
    assert "Aufgenommen." in text(frieda.post(f"{page}annehmen/", {}, follow=True))
    again = frieda.post(f"{page}ablehnen/", {"reason": "Zu spät"}, follow=True)
    assert "Darüber ist schon entschieden: aufgenommen" in text(again)
    assert "Zum Partner" in text(frieda.get(page))
    assert "Haus Lindenhof" in text(frieda.get(f"{QUEUE}?stand=entschieden"))


def test_declining_without_words_keeps_the_page():
    a_network()
    made, frieda = submitted(), signed_in("frieda")
    page = frieda.post(f"{QUEUE}{made.pk}/ablehnen/", {"reason": " "})
    assert "Begründen Sie die Ablehnung" in text(page)
    frieda.post(f"{QUEUE}{made.pk}/ablehnen/", {"reason": "Kein Sitz im Kreis."})
    assert Application.objects.get().reason == "Kein Sitz im Kreis."


def test_nobody_sees_what_was_not_confirmed():
    a_network()
    made, frieda = applied(), signed_in("frieda")
    assert "Haus Lindenhof" not in text(frieda.get(QUEUE))
    assert frieda.get(f"{QUEUE}{made.pk}/").status_code == 404
    assert frieda.post(f"{QUEUE}{made.pk}/annehmen/", {}).status_code == 404


def test_where_a_conference_votes_its_decision_is_chosen():
    a_network()
    plenum = conference()
    votes_on_partners(plenum)
    made, frieda = submitted(), signed_in("frieda")
    page = f"{QUEUE}{made.pk}/"
    assert "noch keinen gefassten Beschluss" in text(frieda.get(page))
    assert "Wählen Sie den Beschluss" in text(frieda.post(f"{page}annehmen/", {}))
    item = decision(plenum)
    assert "Aufgenommen." in text(
        frieda.post(f"{page}annehmen/", {"item_id": item.pk}, follow=True)
    )
    assert Application.objects.get().decided_in == item


def test_groups_are_kept_and_weighed():
    a_network()
    frieda = signed_in("frieda")
    page = "/schreibtisch/partner/gruppen/"
    frieda.post(page, {"name": "Pflege", "target_percent": "40", "bank": "FACILITIES"})
    frieda.post(page, {"name": "Kassen", "target_percent": "", "bank": "FUNDS"})
    first, second = MemberGroup.objects.all()
    partner(member_group=first)
    shown = text(frieda.get(page))
    assert "<strong>übergewichtig</strong>" in shown
    assert "<strong>fehlt</strong>" in shown
    frieda.post(f"{page}{second.pk}/schieben/", {"wohin": "hoch"})
    assert list(MemberGroup.objects.all()) == [second, first]
    frieda.post(f"{page}{second.pk}/", {"name": "Pflegekassen", "bank": "FUNDS", "is_closed": "on"})
    second.refresh_from_db()
    assert (second.name, second.is_closed, second.code) == ("Pflegekassen", True, "kassen")


def test_three_banks_are_counted_where_the_rules_want_them():
    a_network()
    plenum = conference()
    votes_on_partners(plenum, parity="THREE_BANKS")
    for bank, number in (("MUNICIPALITIES", 1), ("FACILITIES", 2)):
        group = MemberGroup.objects.create(code=bank.lower(), name=bank, bank=bank)
        for count in range(number):
            partner(f"{bank} {count}", speaker="", member_group=group)
    shown = text(signed_in("frieda").get("/schreibtisch/partner/gruppen/"))
    assert "Drei Bänke: Netzwerkkonferenz" in shown
    assert [shown.count(words) for words in ("es fehlt 1", "es fehlen 2")] == [1, 1]


def test_a_new_text_is_published_from_its_day():
    a_network()
    agreement()
    frieda = signed_in("frieda")
    page = "/schreibtisch/partner/erklaerung/"
    day = frieda.get(page).context["form"].initial["valid_from"]
    answer = frieda.post(page, {"title": "Rahmen", "text": "Neu.", "valid_from": day}, follow=True)
    assert "Die neue Fassung ist gespeichert" in text(answer)
    again = frieda.post(page, {"title": "Rahmen", "text": "Noch neuer.", "valid_from": day})
    assert "Noch neuer." in text(again)
    assert Agreement.objects.count() == 2


def test_planners_read_partners_without_their_ways_and_decide_nothing():
    a_network()
    made = partner()
    selma = signed_in("selma")
    shown = text(selma.get(f"{LIST}{made.pk}/"))
    assert "Paul Probe" in shown
    assert "paul@haus.example" not in shown.replace("<wbr>", "")
    assert selma.get(QUEUE).status_code == 403
    assert selma.post(f"{LIST}{made.pk}/mitarbeit/", {"mitarbeit": "INACTIVE"}).status_code == 403
