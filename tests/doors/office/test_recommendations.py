"""Recommendations in the office: read, written, consulted, decided, carried; nothing typed is lost."""

import re

import pytest

from mitsorge.domain.recommendations.actions import consulting, drafting, impulses, topics
from mitsorge.domain.recommendations.models import Carrier, Comment, Evidence, Recommendation
from mitsorge.domain.recommendations.rules import CommentKind, ImpulseSource
from mitsorge.foundation.people.models import Account
from tests.domain.recommendations.networks import (
    AT,
    TODAY,
    Committees,
    adopted,
    before_conference,
    committee,
    consulted,
    decided,
    drafted,
    partner,
    rules,
    words,
)
from tests.network import a_network
from tests.sign_in import signed_in

pytestmark = pytest.mark.django_db
LIST = "/schreibtisch/empfehlungen/"


@pytest.fixture
def frieda():
    a_network()
    return signed_in("frieda")


@pytest.fixture
def net(frieda) -> Committees:
    conference = committee("konferenz", "CONFERENCE")
    rules(conference, adopts=True)
    steering = committee("steuerung", "STEERING_GROUP")
    group = committee("ag-demenz", "WORKING_GROUP")
    return Committees(group, steering, conference, Account.objects.get(name="Frieda"))


def at(found: Recommendation, *rest: str) -> str:
    return "/".join((f"{LIST}{found.uid}", *rest, ""))


def text(page) -> str:
    """What a reader sees, in one line."""
    body = page.content.decode()
    main = body[body.index("<main") : body.index("</main>")]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_for_one_and_for_three(
    rows, net, frieda, django_assert_num_queries
) -> None:
    for number in range(rows):
        consulted(net, title=f"Anlaufstelle {number}")
    with django_assert_num_queries(
        11
    ):  # 3 session, account, roles; count, rows, stations; committees, addressees, years; network, footer
        page = frieda.get(LIST)
    assert page.context["paged"].total == rows


@pytest.mark.parametrize("rows", [1, 3])
def test_one_page_costs_the_same_for_one_and_for_three(
    rows, net, frieda, django_assert_num_queries
) -> None:
    found = adopted(net)
    for number in range(rows):
        drafting.comment(recommendation_id=found.pk, text=f"{number}", by=net.frieda, at=AT)
        other = drafted(net, title=f"Auch {number}")
        consulting.merge(recommendation_id=other.pk, into_id=found.pk, by=net.frieda, at=AT)
        drafting.add_evidence(
            recommendation_id=found.pk, kind="SOURCE", label=f"{number}", by=net.frieda, at=AT
        )
        partner(f"Haus {number}")
    with django_assert_num_queries(COST):
        frieda.get(at(found))


COST = 17
"""3 session, account, roles; itself, 8 for the sheet, who is missing, partners of the form, history; network, footer."""


def test_narrowed_by_everything(net, frieda) -> None:
    one, two = drafted(net, "Anlaufstelle"), consulted(net, title="Rufbus", addressee="Kreis")
    for query, expected in (
        ("q=rufbus", [two]),
        ("stand=DRAFT", [one]),
        ("stand=Unsinn", [two, one]),
        (f"gremium={net.group.pk}", [two, one]),
        ("gremium=9999999999", [two, one]),
        ("gremium=0", [two, one]),
        ("an=Kreis", [two]),
        ("jahr=2026", [two, one]),
        ("jahr=2025", []),
    ):
        assert frieda.get(f"{LIST}?{query}").context["paged"].rows == expected, query


def test_a_number_on_paper_leads_to_its_page(net, frieda) -> None:
    found = drafted(net)
    page = frieda.get(f"{LIST}nummer/2026/01/")
    assert page["Location"] == at(found)
    assert frieda.get(f"{LIST}nummer/2026/77/").status_code == 404


def draft_of(net, **more) -> dict[str, object]:
    return {
        "committee": net.group.pk, "title": "Rufbus", "addressee": "Kreistag",
        "text": "Der Bus fährt auf Ruf.", "target_date": "2027-12-31", "cost": "20.000 Euro",
    } | more  # fmt: skip


def test_drafted_from_a_topic(net, frieda) -> None:
    topic = topics.create(name="Mobilität", by=net.frieda, at=AT)
    impulse = impulses.collect(
        text="Kein Bus", source=ImpulseSource.VISIT, key="1", happened_on=TODAY,
        by=net.frieda, at=AT,
    )  # fmt: skip
    form = frieda.get(f"{LIST}neu/?thema={topic.pk}").content.decode()
    assert re.search(rf'name="topics" value="{topic.pk}"[^>]* checked', form)
    page = frieda.post(f"{LIST}neu/", draft_of(net, topics=[topic.pk], impulses=[impulse.pk]))
    found = Recommendation.objects.get()
    assert page["Location"] == at(found)
    assert ([*found.topics.all()], [*found.impulses.all()]) == ([topic], [impulse])
    shown = text(frieda.get(at(found)))
    for said in ("Der Bus fährt auf Ruf.", "31. Dezember 2027", "Kein Bus", "Entwurf"):
        assert said in shown


def test_what_is_wrong_comes_back_filled(net, frieda) -> None:
    page = frieda.post(f"{LIST}neu/", draft_of(net, title="", target_date="bald"))
    shown = page.content.decode()
    assert "Geben Sie der Empfehlung einen Titel." in shown
    assert "Der Bus fährt auf Ruf." in shown
    assert "bald" in shown
    assert Recommendation.objects.count() == 0


def test_two_who_write_see_both_versions(net, frieda) -> None:
    found = drafted(net, "Rufbus")
    mine = {"title": "Rufbus", "addressee": "Kreistag", "text": "Meine Worte.", "seen": "0"}
    drafting.revise(recommendation_id=found.pk, words=words("Andere Worte."), by=net.frieda, at=AT)
    page = frieda.post(at(found, "schreiben"), mine)
    shown = page.content.decode()
    assert "Zwei Fassungen" in shown
    assert "Meine Worte." in shown
    assert "Andere Worte." in shown
    assert found.versions.get().text == "Andere Worte."
    page = frieda.post(at(found, "schreiben"), mine | {"seen": page.context["seen"]})
    assert page["Location"] == at(found)
    assert found.versions.get().text == "Meine Worte."


def test_the_next_version_and_what_is_different(net, frieda) -> None:
    found = adopted(net)
    form = frieda.get(at(found, "schreiben"))
    assert "Nächste Fassung nach Fassung 1" in text(form)
    frieda.post(
        at(found, "schreiben"),
        {
            "title": found.title, "addressee": "Kreistag", "seen": form.context["seen"],
            "text": "Eine mobile Anlaufstelle einrichten.", "change_note": "mobil",
        },
    )  # fmt: skip
    shown = frieda.get(at(found, "fassungen")).content.decode()
    assert re.sub(r"<span.*?</span>", "", shown[shown.index("ms-diff") :]).startswith(
        'ms-diff">Eine <ins>mobile </ins>Anlaufstelle <del>für alle Fragen </del>einrichten.'
    )
    same = frieda.get(at(found, "fassungen") + "?von=2&bis=1&x=y").context
    assert (same["before"].number, same["after"].number) == (1, 2)


def test_from_the_draft_to_the_decision_by_the_one_button(net, frieda) -> None:
    found = drafted(net)
    step = at(found, "weiter")

    def press(tat: str, **said) -> str:
        seen = frieda.get(step).context["seen"]
        page = frieda.post(step, {"tat": tat, "seen": seen, **said})
        return page.get("Location") or text(page)

    assert "Zur Beratung geben" in text(frieda.get(at(found)))
    assert press("abgeben", committee=net.steering.pk) == at(found)
    assert "Bewerten und weitergeben" in text(frieda.get(at(found)))
    assert "Bewertung von 1 bis 5" in press("bewerten")
    assert press("bewerten", rating="4", reason="Gut.") == at(found)
    assert "Wählen Sie das nächste Gremium" in press("weiter", reason="Bleibt stehen.")
    assert "Bleibt stehen." in press("weiter", reason="Bleibt stehen.")
    assert "mit welcher" in press("zusammen")
    assert press("weiter", committee=net.conference.pk) == at(found)
    assert "Beschluss eintragen" in text(frieda.get(at(found)))
    assert "Wählen Sie den Tagesordnungspunkt" in press("beschlossen")
    wrong, right = decided(net.conference, "REJECTED"), decided(net.conference)
    assert "nicht beschlossen (einfache Mehrheit)" in press("beschlossen", item=wrong.pk)
    assert press("beschlossen", item=right.pk) == at(found)
    found.refresh_from_db()
    assert found.status == "ADOPTED"
    assert "Geschäftsordnung vom 1. Januar 2024, § 7" in text(frieda.get(at(found)))
    assert frieda.get(step)["Location"] == at(found)


def test_given_back_needs_words_and_keeps_them(net, frieda) -> None:
    found = consulted(net)
    step = at(found, "weiter")
    assert "Schreiben Sie, warum" in text(frieda.post(step, {"tat": "zurueck", "seen": "1"}))
    frieda.post(step, {"tat": "zurueck", "reason": "Kosten fehlen.", "seen": "1"})
    assert "Kosten fehlen." in text(frieda.get(at(found)))
    assert "Neue Fassung schreiben" in text(frieda.get(at(found)))


def test_somebody_was_quicker(net, frieda) -> None:
    found = before_conference(net)
    page = frieda.post(
        at(found, "zurueckziehen"), {"reason": "Erledigt.", "seen": "1"}, follow=True
    )
    assert "Jemand war schneller." in page.content.decode()
    assert Recommendation.objects.get().status == "IN_CONSULTATION"
    frieda.post(at(found, "zurueckziehen"), {"reason": "Erledigt.", "seen": "2"})
    assert "Zurückgezogen, weil: Erledigt." in text(frieda.get(at(found)))


def test_merged_leads_on(net, frieda) -> None:
    found, target = consulted(net), drafted(net, "Das Ganze")
    frieda.post(at(found, "weiter"), {"tat": "zusammen", "into": target.pk, "seen": "1"})
    assert "Aufgegangen in 2026/02 Das Ganze" in text(frieda.get(at(found)))
    assert "Aufgenommen: 2026/01 Anlaufstelle" in text(frieda.get(at(target)))


def test_evidence_remarks_and_words_of_partners(net, frieda) -> None:
    found, house = consulted(net), partner("Haus Abendsonne")
    page = frieda.post(
        at(found, "belege"),
        {"beleg-kind": "SOURCE", "beleg-label": "Pflegestatistik", "beleg-url": "javascript:x"},
    )
    assert "Geben Sie die Adresse mit https://" in page.content.decode()
    assert "Pflegestatistik" in page.content.decode()
    frieda.post(at(found, "belege"), {"beleg-kind": "SOURCE", "beleg-label": "Pflegestatistik"})
    frieda.post(at(found, "belege", str(Evidence.objects.get().pk), "entfernen"))
    assert Evidence.objects.count() == 0
    frieda.post(at(found, "anmerkungen"), {"anmerkung-text": "Klingt gut."})
    frieda.post(
        at(found, "anmerkungen"), {"anmerkung-field": "cost", "anmerkung-text": "30.000 Euro"}
    )
    proposal = Comment.objects.get(kind=CommentKind.AMENDMENT)
    page = frieda.post(at(found, "anmerkungen", str(proposal.pk)), {"tat": "nicht"}, follow=True)
    assert "Schreiben Sie, warum der Vorschlag nicht" in page.content.decode()
    frieda.post(at(found, "anmerkungen", str(proposal.pk)), {"tat": "nicht", "why": "Zu viel."})
    assert "nicht übernommen : Zu viel." in text(frieda.get(at(found)))
    said = {"mittragen-organization": house.pk, "mittragen-note": "Brief"}
    page = frieda.post(at(found, "mittragen"), said | {"mittragen-stance": "DISSENTS"})
    assert "warum Sie die Empfehlung nicht mittragen" in page.content.decode()
    frieda.post(at(found, "mittragen"), said | {"mittragen-stance": "CARRIES"})
    assert Carrier.objects.get().signed_by == "Brief, eingetragen von Frieda"


@pytest.mark.parametrize("rows", [1, 3])
def test_what_lies_before_us(rows, net, frieda, django_assert_num_queries) -> None:
    for number in range(rows):
        consulted(net, title=f"Anlaufstelle {number}")
    with django_assert_num_queries(6):  # 3 session, account, roles; stations; network, footer
        page = frieda.get(f"{LIST}vorgelegt/")
    assert f"Steuerung {rows}" in text(page)


def test_the_steering_group_rates_and_does_not_write(net, frieda) -> None:
    found = consulted(net)
    stella = signed_in("stella")
    assert "Bewerten" in text(stella.get(f"{LIST}vorgelegt/"))
    seen = stella.get(at(found, "weiter")).context["seen"]
    stella.post(at(found, "weiter"), {"tat": "bewerten", "rating": "5", "seen": seen})
    assert found.consultations.get(result="OPEN").rating == 5
    page = stella.post(
        at(found, "schreiben"),
        {"title": "T", "addressee": "K", "text": "Anders.", "seen": found.row_version},
    )
    assert "Dazu fehlt Ihnen die Berechtigung" in page.content.decode()
    assert "Anders." in page.content.decode()
    assert found.versions.count() == 1
