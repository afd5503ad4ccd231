"""Gaps on their pages: 400 people from 65 in P2 live farther than 15 km from the only day care."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from mitsorge.domain.directory.models import TaxonomyTerm
from mitsorge.domain.directory.rules import TermKind
from mitsorge.domain.governance.models import AgendaItem, Committee, Meeting
from mitsorge.domain.planning.models import Finding, Series, Yardstick
from mitsorge.domain.recommendations.models import Impulse
from mitsorge.domain.recommendations.rules import ImpulseSource
from mitsorge.foundation.journal.models import Entry
from mitsorge.foundation.places.models import Body, Municipality, PlanningArea
from tests.domain.planning import figures
from tests.domain.planning.queries.test_supply import an_offer
from tests.network import a_network
from tests.sign_in import signed_in

LIST = "/schreibtisch/planung/luecken/"
GAP = f"{LIST}luecke/tagespflege/P2/65/"
YARDS = "/schreibtisch/planung/massstaebe/"
LIST_QUERIES = 20
YARDS_QUERIES = 6
SENTENCE = (
    "Für alle 400 Menschen ab 65 in Süd liegt das nächste bestätigte Angebot „Tagespflege“ "
    "mehr als 15 km entfernt."
)


@pytest.fixture
def selma(db):
    a_network()
    figures.the_areas(Body.objects.get())
    middles = [("12069001", 52.1, 12.5), ("12069002", 52.1, 12.55), ("12069003", 52.4, 12.9)]
    for ags, lat, lon in middles:
        Municipality.objects.filter(ags=ags).update(latitude=lat, longitude=lon)
    return signed_in("selma")


@pytest.fixture
def day_care(selma):
    figures.municipal()
    term = TaxonomyTerm.objects.create(kind=TermKind.CARE, code="tagespflege", name="Tagespflege")
    Yardstick.objects.create(
        term=term, age_from=65, max_km=15, source="Vorschlag", valid_from="2026-01-01"
    )
    an_offer(term, point=(52.1, 12.5), assured_at=timezone.now())
    return term


def text(page) -> str:
    plain = re.sub(r"<(script|style).*?</\1>|<[^>]+>", " ", page.content.decode(), flags=re.DOTALL)
    return " ".join(plain.split())


def a_committee(code="runde", **more) -> Committee:
    return Committee.objects.create(
        code=code, name=code.title(), modified_at=timezone.now(), **more
    )


def a_meeting(committee, **more) -> Meeting:
    soon = timezone.now() + timedelta(days=9)
    return Meeting.objects.create(
        committee=committee, number=1, starts_at=soon, ends_at=soon + timedelta(hours=2),
        modified_at=timezone.now(), **more,
    )  # fmt: skip


def test_a_gap_says_what_how_sure_and_why(selma, day_care):
    page = text(selma.get(LIST))
    assert SENTENCE in page
    assert "wahrscheinlich" in page
    assert "verglichen mit 400 Menschen ab 65" in page
    assert "jenseits der Grenze des Netzwerks sind nicht erfasst" in page


def test_the_list_in_a_constant_number_of_queries(selma, day_care, django_assert_num_queries):
    with django_assert_num_queries(LIST_QUERIES):
        page = selma.get(LIST)
    assert page.content.decode().count('class="ms-gap"') == 1
    for code in ("kurzzeitpflege", "nachtpflege"):
        other = TaxonomyTerm.objects.create(kind=TermKind.CARE, code=code, name=code)
        Yardstick.objects.create(
            term=other, age_from=65, max_km=15, source="V", valid_from="2026-01-01"
        )
    with django_assert_num_queries(LIST_QUERIES):
        page = selma.get(LIST)
    assert page.content.decode().count('class="ms-gap"') == 5


@pytest.mark.parametrize(
    ("asked", "count"),
    [
        ("?art=tagespflege&raum=P2&was=luecke", 1),
        ("?raum=P1", 0),
        ("?was=doppelung", 0),
        ("?art=x", 0),
    ],
)
def test_the_list_is_narrowed(selma, day_care, asked, count):
    page = selma.get(LIST + asked).content.decode()
    assert page.count('class="ms-gap"') == count


def test_what_is_missing_for_a_list_is_said_in_its_order(selma):
    assert "Noch kein Maßstab" in text(selma.get(LIST))
    term = TaxonomyTerm.objects.create(kind=TermKind.CARE, code="tagespflege", name="Tagespflege")
    Yardstick.objects.create(term=term, age_from=65, max_km=15, source="V", valid_from="2026-01-01")
    assert "Noch keine Bevölkerungszahlen" in text(selma.get(LIST))
    PlanningArea.objects.all().delete()
    assert "Noch keine Planungsräume" in text(selma.get(LIST))


def test_what_cannot_be_judged_is_named(selma, day_care):
    Yardstick.objects.update(max_km=None, coverage=0.8)
    page = text(selma.get(LIST))
    assert "Hier zeigt die Rechnung nichts" in page
    assert "Keine gewählte Prognose rechnet für diese Art Plätze aus. Nord, Süd" in page


def test_one_gap_with_its_evidence(selma, day_care):
    page = text(selma.get(GAP))
    assert "Lücke: Tagespflege in Süd" in page
    assert "400 Menschen ab 65" in page
    assert "höchstens 15 km" in page
    assert selma.get(f"{LIST}luecke/tagespflege/P1/65/").status_code == 404
    assert selma.get(f"{LIST}etwas/tagespflege/P2/65/").status_code == 404


def test_a_gap_becomes_one_impulse_that_leads_back(selma, day_care):
    page = selma.post(f"{GAP}impuls/", follow=True)
    selma.post(f"{GAP}impuls/")
    [finding] = Finding.objects.all()
    impulse = Impulse.objects.get()
    assert finding.impulse == impulse
    assert (impulse.source, impulse.text) == (ImpulseSource.PLANNING, SENTENCE)
    assert impulse.planning_area.code == "P2"
    assert Entry.objects.filter(event="planning.finding.sent").count() == 1
    assert "Was daraus wurde" in text(page)
    there = selma.get(f"/schreibtisch/impulse/{impulse.uid}/")
    link = f"/schreibtisch/planung/weitergegeben/{finding.uid}/"
    assert link in there.content.decode()
    assert selma.get(link).url == f"{GAP}#weitergegeben-{finding.pk}"


def test_a_closed_impulse_does_not_stand_in_the_way_of_a_new_one(selma, day_care):
    selma.post(f"{GAP}impuls/")
    Impulse.objects.update(closed_at=timezone.now(), closed_why="Kein Geld")
    selma.post(f"{GAP}impuls/")
    assert Finding.objects.count() == 2


def test_after_the_measure_the_page_shows_before_and_after(selma, day_care):
    selma.post(f"{GAP}impuls/")
    frozen = Finding.objects.get().evidence
    an_offer(day_care, "neu", ags="12069003", point=(52.4, 12.9), assured_at=timezone.now())
    page = text(selma.get(GAP))
    assert "Heute zeigt die Rechnung das nicht mehr." in page
    assert "400 Menschen 0 Menschen weniger" in page
    assert Finding.objects.get().evidence == frozen
    assert SENTENCE not in text(selma.get(LIST))


def test_a_planner_proposes_where_she_does_not_run_the_committee(selma, day_care):
    runde = a_committee(planning_area=PlanningArea.objects.get(code="P2"))
    a_meeting(runde)
    page = text(selma.get(f"{GAP}tagesordnung/"))
    assert "Runde: Themenspeicher (als Vorschlag)" in page
    assert "Sitzung am" not in page
    for _click in range(2):
        selma.post(f"{GAP}tagesordnung/", {"place": f"{runde.pk}-0"})
    [item] = AgendaItem.objects.all()
    assert (item.title, item.meeting, item.committee) == ("Lücke: Tagespflege in Süd", None, runde)
    assert item.text.startswith(SENTENCE)
    assert Finding.objects.get().agenda_item == item


def test_the_coordination_puts_it_onto_a_meeting_and_the_item_leads_back(selma, day_care):
    frieda = signed_in("frieda")
    elsewhere, here = (
        a_committee("andere"),
        a_committee(planning_area=PlanningArea.objects.get(code="P2")),
    )
    meeting = a_meeting(here)
    page = frieda.get(f"{GAP}tagesordnung/").content.decode()
    assert page.index("Runde: Sitzung") < page.index("Andere: Themen")
    frieda.post(f"{GAP}tagesordnung/", {"place": f"{here.pk}-{meeting.pk}"})
    item = AgendaItem.objects.get()
    assert (item.meeting, item.brought_by) == (meeting, "Planung")
    back = f"/schreibtisch/planung/weitergegeben/{Finding.objects.get().uid}/"
    there = frieda.get(reverse("office:item", args=[meeting.uid, item.pk]))
    assert back in there.content.decode()
    refused = frieda.post(f"{GAP}tagesordnung/", {"place": f"{elsewhere.pk}-{meeting.pk}"})
    assert "steht nicht mehr zur Wahl" in text(refused)
    assert AgendaItem.objects.count() == 1


def test_a_second_committee_gets_its_own_item(selma, day_care):
    first, second = a_committee("eins"), a_committee("zwei")
    for committee in (first, second):
        selma.post(f"{GAP}tagesordnung/", {"place": f"{committee.pk}-0"})
    assert Finding.objects.count() == 2


def test_readers_read_and_do_not_hand_on(day_care):
    stella = signed_in("stella")
    page = stella.get(GAP)
    assert SENTENCE in text(page)
    assert "Als Impuls" not in text(page)
    assert stella.post(f"{GAP}impuls/").status_code == 403
    assert stella.get(f"{GAP}tagesordnung/").status_code == 403
    assert stella.get(f"{YARDS}neu/").status_code == 403
    assert Finding.objects.count() == 0


def test_what_is_gone_meanwhile_is_not_handed_on(selma, day_care):
    Yardstick.objects.all().delete()
    page = selma.post(f"{GAP}impuls/", follow=True)
    assert "Inzwischen zeigt die Rechnung das nicht mehr." in text(page)
    assert Impulse.objects.count() == 0


def typed(term, **more):
    return {
        "term_id": term.pk, "age_from": 65, "care": "", "max_km": "12,5", "coverage": "80",
        "source": "Beschluss", "valid_from": "2026-06-01", **more,
    }  # fmt: skip


def test_a_new_version_of_a_yardstick_ends_the_one_before(selma, day_care):
    first = Yardstick.objects.get()
    selma.post(f"{YARDS}{first.pk}/", typed(day_care, version=0))
    before, after = Yardstick.objects.order_by("valid_from")
    assert (before.max_km, before.valid_to) == (15, after.valid_from)
    assert (after.max_km, after.coverage, after.source) == (12.5, 0.8, "Beschluss")
    assert Entry.objects.filter(event="planning.yardstick.changed").count() == 2
    page = text(selma.get(YARDS))
    assert "höchstens 12,5 km · mindestens 80 % des Bedarfs" in page
    assert "galt bis 1. Juni 2026" in page


def test_the_same_day_changes_the_yardstick_itself(selma, day_care):
    first = Yardstick.objects.get()
    selma.post(f"{YARDS}{first.pk}/", typed(day_care, valid_from="2026-01-01", version=0))
    first.refresh_from_db()
    assert (first.max_km, Yardstick.objects.count()) == (12.5, 1)


def test_who_saves_a_yardstick_second_sees_both(selma, day_care):
    """The form names the newer version from then on: sent once more, it saves on purpose."""
    first = Yardstick.objects.get()
    mine = typed(day_care, valid_from="2026-01-01", version=0)
    assert 'name="version" value="0"' in selma.get(f"{YARDS}{first.pk}/").content.decode()
    selma.post(f"{YARDS}{first.pk}/", {**mine, "max_km": "8"})
    page = selma.post(f"{YARDS}{first.pk}/", mine)
    assert (page.status_code, Yardstick.objects.get().max_km) == (409, 8.0)
    assert "Zwei Fassungen" in text(page)
    assert 'name="version" value="1"' in page.content.decode()
    selma.post(f"{YARDS}{first.pk}/", {**mine, "version": 1})
    assert Yardstick.objects.get().max_km == 12.5


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"source": " "}, "Schreiben Sie, woher der Maßstab kommt."),
        ({"max_km": "", "coverage": ""}, "Geben Sie mindestens eine Grenze an."),
        ({"max_km": "0"}, "Grenzen sind größer als null."),
        ({"term_id": ""}, "Wählen Sie eine Art des Angebots."),
    ],
)
def test_a_refused_yardstick_keeps_what_was_typed(selma, day_care, wrong, words):
    page = selma.post(f"{YARDS}neu/", typed(day_care, age_from=77, **wrong))
    assert words in text(page)
    assert 'value="77"' in page.content.decode()
    assert Yardstick.objects.count() == 1


def test_an_ended_yardstick_judges_no_more(selma, day_care):
    first = Yardstick.objects.get()
    today = timezone.localdate().isoformat()
    assert "beenden?" in text(selma.get(f"{YARDS}{first.pk}/enden/"))
    selma.post(f"{YARDS}{first.pk}/enden/", {"on": today})
    assert SENTENCE not in text(selma.get(LIST))


def test_the_yardsticks_in_a_constant_number_of_queries(selma, day_care, django_assert_num_queries):
    with django_assert_num_queries(YARDS_QUERIES):
        selma.get(YARDS)
    for age in (70, 80):
        Yardstick.objects.create(
            term=day_care, age_from=age, max_km=15, source="V", valid_from="2026-01-01"
        )
    with django_assert_num_queries(YARDS_QUERIES):
        selma.get(YARDS)


def test_sources_that_contradict_each_other_are_named(selma, day_care):
    """The same municipalities counted by another office: the numbers of both, and which is counted with."""
    own = Series.objects.get(subject="POPULATION")
    other = Series.objects.create(
        subject="POPULATION", title="Eigene Schätzung", unit="Personen", publisher="Kreis",
        licence="dl-de/by-2-0", as_of=own.as_of, quality="ESTIMATED", imported_at=own.imported_at,
    )  # fmt: skip
    for figure in own.figures.all():
        figure.pk, figure.series, figure.value = None, other, (figure.value or 0) * 1.1
        figure.save()
    page = text(selma.get(LIST))
    assert "Wo Quellen sich widersprechen" in page
    assert f"Gerechnet ist mit „{own.title}“." in page
    assert "Entfernungen sind Luftlinie, keine Fahrzeiten." in page
