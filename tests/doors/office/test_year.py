"""The year plan and the radar on their pages."""

import re
from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from mitsorge.domain.governance.models import Meeting
from mitsorge.domain.governance.rules import MeetingStatus
from mitsorge.doors.office import year_work
from tests.domain.governance.calendar_factories import committee, item, meeting, rules
from tests.domain.governance.factories import a_membership, a_person
from tests.network import a_network
from tests.sign_in import signed_in

BERLIN = ZoneInfo("Europe/Berlin")
NEXT = timezone.localdate().year + 1
PLAN = f"/schreibtisch/jahresplan/?jahr={NEXT}"
DRAFTS = "/schreibtisch/jahresplan/entwuerfe/"
OVERLAPS = "/schreibtisch/ueberschneidungen/"
YEAR_QUERIES, OVERLAP_QUERIES = 10, 11


@pytest.fixture
def frieda(db):
    a_network()
    return signed_in("frieda")


def round_table(n: int = 1, *, per_year: str = "4", **more):
    ours = committee(f"runder-tisch-{n}", **more)
    rules(ours, meetings_per_year=Decimal(per_year), publicity="PUBLIC")
    return ours


def at(day: date, hour: int = 14) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=BERLIN)


def offered(page) -> list[str]:
    return re.findall(r'name="tag" value="([^"]+)"', page.content.decode())


def test_four_round_tables_are_proposed_and_drafted_once(frieda):
    ours = round_table()
    values = offered(frieda.get(PLAN))
    assert len(values) == 4
    answer = frieda.post(DRAFTS, {"tag": values, "jahr": NEXT}, follow=True)
    assert "4 Entwürfe sind angelegt. Noch ist niemand eingeladen." in answer.content.decode()
    assert offered(answer) == []
    again = frieda.post(DRAFTS, {"tag": values, "jahr": NEXT}, follow=True)
    assert "Nichts wurde doppelt angelegt." in again.content.decode()
    assert ours.meetings.count() == 4


def test_a_draft_begins_at_the_hour_on_the_wall(frieda):
    """14 o'clock stays 14 o'clock in winter and in summer."""
    round_table()
    frieda.post(DRAFTS, {"tag": offered(frieda.get(PLAN))})
    hours = {timezone.localtime(each.starts_at).hour for each in Meeting.objects.all()}
    offsets = {timezone.localtime(each.starts_at).utcoffset() for each in Meeting.objects.all()}
    assert hours == {14}
    assert offsets == {timedelta(hours=1), timedelta(hours=2)}


@pytest.mark.parametrize(
    "tag", ["", "x", "1@2027-13-01T14:00/120", "1@2027-02-30T14:00/120", "1@2027-02-03T14:00/9", "٣@2027-02-03T14:00/120"]
)  # fmt: skip
def test_what_the_page_never_wrote_makes_nothing(frieda, tag):
    round_table()
    answer = frieda.post(DRAFTS, {"tag": tag}, follow=True)
    assert "Wählen Sie mindestens einen Vorschlag aus." in answer.content.decode()
    assert Meeting.objects.count() == 0


@pytest.mark.parametrize("asked", ["", "x", "1999", "20260", "²"])
def test_an_odd_year_shows_a_usual_one(frieda, asked):
    assert frieda.get(f"/schreibtisch/jahresplan/?jahr={asked}").status_code == 200


def test_a_clash_is_said(frieda):
    ours, other = round_table(1, name="Runder Tisch 1"), round_table(2, name="Runder Tisch 2")
    stella = a_person("Stella")
    for each in (ours, other):
        a_membership(each, stella)
        meeting(each, at(date(NEXT, 3, 3)), status=MeetingStatus.DRAFT)
    text = frieda.get(PLAN).content.decode()
    assert "am selben Tag wie Runder Tisch 2, 1 Mitglied sitzt in beiden" in text


def test_holidays_stand_above(frieda):
    round_table()
    text = frieda.get(PLAN).content.decode()
    assert "3. Tag der Deutschen Einheit" in text
    assert "Sommerferien" in text
    assert "kennen wir noch nicht" not in text


def test_a_year_beyond_the_table_is_said(frieda):
    round_table()
    text = frieda.get("/schreibtisch/jahresplan/?jahr=2040").content.decode()
    assert "Die Schulferien für 2040 kennen wir noch nicht." in text


def test_silence_and_reports_are_said(frieda):
    today = timezone.localdate()
    ours = committee("konferenz", name="Pflegekonferenz")
    rules(ours, meetings_per_year=Decimal(2), report_to="Ministerium", report_day="12-31")
    meeting(ours, at(today - timedelta(days=280)), status=MeetingStatus.APPROVED)
    text = frieda.get(PLAN).content.decode()
    assert "Seit 9 Monaten keine Sitzung, vorgesehen sind zwei im Jahr." in text
    assert "Bericht an: Ministerium" in text
    assert f"bis 31. Dezember {NEXT}" in text


def test_planning_reads_but_does_not_draft(db):
    a_network()
    ours, selma = round_table(), signed_in("selma")
    assert selma.get(PLAN).status_code == 200
    assert selma.post(DRAFTS, {"tag": f"{ours.pk}@{NEXT}-03-03T14:00/120"}).status_code == 403


@pytest.mark.parametrize("count", [1, 60])
def test_sixty_committees_cost_as_much_as_one(frieda, count, django_assert_num_queries):
    for n in range(count):
        ours = round_table(n, purpose="Kurzzeitpflege und Demenz")
        a_membership(ours, f"Mitglied {n}")
        item(meeting(ours, at(date(NEXT, 3, 1))), "Nachtpflege", kind="DECISION")
    frieda.get(PLAN)
    with django_assert_num_queries(YEAR_QUERIES):
        frieda.get(PLAN)
    with django_assert_num_queries(OVERLAP_QUERIES):
        frieda.get(OVERLAPS)


def test_the_radar_says_what_why_and_from_where(frieda):
    ours = committee("ag-demenz", name="AG Demenz", purpose="Überleitung und Tagespflege")
    other = committee("ag-haus", name="AG Zuhause", purpose="Wohnen")
    item(meeting(other, timezone.now() - timedelta(days=9)), "Überleitung ordnen", kind="DECISION")
    for name in ("Stella", "Paul"):
        person = a_person(name)
        a_membership(ours, person)
        a_membership(other, person)
    a_membership(other, "Tilda")
    text = frieda.get(OVERLAPS).content.decode()
    assert "2 von 2 Mitgliedern sitzen in beiden, 1 gemeinsames Thema." in text
    assert "Prüfen Sie, ob beide gemeinsam tagen." in text
    assert "Paul, Stella" in text
    assert "<dt>Überleitung</dt>" in text
    assert "AG Demenz: Auftrag" in text
    assert "AG Zuhause: Sitzung vom" in text


def test_nothing_overlaps(frieda):
    committee("ag-demenz")
    assert "Nichts überschneidet sich" in frieda.get(OVERLAPS).content.decode()


ON = date(2026, 12, 15)


def test_the_desk_tells_of_silence_and_of_reports(db):
    ours, other = committee("konferenz", name="Pflegekonferenz"), committee("beirat", name="Beirat")
    for each in (ours, other):
        rules(each, meetings_per_year=Decimal(2), report_to="Ministerium", report_day="12-31")
    meeting(ours, at(date(2026, 3, 2)), status=MeetingStatus.APPROVED)
    meeting(other, at(date(2026, 1, 12)), status=MeetingStatus.APPROVED)
    silent, *reports = year_work.rhythm(ON)
    assert silent.title == "2 Gremien tagen seltener als vorgesehen"
    assert silent.why == "Beirat: Seit 11 Monaten keine Sitzung, vorgesehen sind zwei im Jahr."
    assert [(each.title, each.due) for each in reports] == [
        ("Bericht an: Ministerium", date(2026, 12, 31))
    ] * 2


def test_a_quiet_desk(db):
    rules(committee("offen"))
    assert year_work.rhythm(ON) == []


def test_a_report_of_january_stands_on_the_desk_in_december(db):
    rules(committee("beirat"), report_to="Rat", report_day="01-10")
    assert [each.due for each in year_work.rhythm(ON)] == [date(2027, 1, 10)]
