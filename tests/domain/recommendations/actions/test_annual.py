"""The annual report: counted, composed, edited, never overwritten unasked."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mitsorge.domain.directory.models import Organization
from mitsorge.domain.governance.actions.outcomes import ItemChanged, Refused
from mitsorge.domain.governance.models import AgendaItem, Attendee, HeadCount, Meeting
from mitsorge.domain.partners.models import Partnership
from mitsorge.domain.recommendations.actions import annual
from mitsorge.domain.recommendations.models import AnnualReport
from mitsorge.domain.recommendations.queries.annual import facts
from mitsorge.foundation.people.rules import NotAllowed
from tests.cast import account
from tests.domain.recommendations.chains import NOW, a_committee
from tests.domain.recommendations.queries.test_board import the_flaeming

pytestmark = pytest.mark.django_db


@pytest.fixture
def frieda():
    return account("frieda")


def a_meeting(number: int, year: int = 2024, **more) -> Meeting:
    values = {"status": "APPROVED", "modified_at": NOW, "committee": a_committee()}
    return Meeting.objects.create(
        number=number,
        starts_at=datetime(year, 5, number, 14, tzinfo=UTC),
        ends_at=datetime(year, 5, number, 16, tzinfo=UTC),
        **(values | more),
    )


def a_year() -> None:
    first, second = a_meeting(1), a_meeting(2, counts_only=True)
    a_meeting(3, status="CANCELLED")
    a_meeting(4, year=2025)
    for name, there in (("A", True), ("B", True), ("C", False)):
        Attendee.objects.create(
            meeting=first, name=name, role="MEMBER", present_from=NOW if there else None
        )
    HeadCount.objects.create(meeting=second, count=20)
    AgendaItem.objects.create(
        committee=first.committee, meeting=first, title="Empfehlung", result="ADOPTED",
        decided_at=NOW, modified_at=NOW,
    )  # fmt: skip
    for slug, start, end in (("a", 2020, None), ("b", 2024, None), ("c", 2020, 2024)):
        Partnership.objects.create(
            organization=Organization.objects.create(name=slug, slug=slug, modified_at=NOW),
            participation="ACTIVE",
            active_from=date(start, 3, 1),
            active_to=date(end, 7, 1) if end else None,
        )
    the_flaeming()


def test_what_the_year_held() -> None:
    a_year()
    found = facts(2024)
    (committee,) = found.committees
    assert (committee.meetings, committee.present, committee.average, committee.decisions) == (
        *(2, 22, 11, 1),
    )
    assert (found.partners_before, found.joined, found.left, found.partners_after) == (2, 1, 1, 2)
    assert ([r.number for r in found.adopted], found.impulses, found.waiting) == (
        *(["2024/07"], 1, 0),
    )
    assert [a.kind for a in facts(2025).answers] == ["PARTLY"]


def test_composed_in_one_click(frieda) -> None:
    a_year()
    text = annual.compose(year=2024, by=frieda, at=NOW).text
    assert "Die Gremien kamen zu 2 Sitzungen zusammen." in text
    assert (
        "- **Runder Tisch Planregion 4**: 2 Sitzungen, im Mittel 11 Personen, 1 Beschluss" in text
    )
    assert "- **2024/07** Tagespflege im Fläming ausbauen (an: Kreistag)" in text
    assert text.count("## ") == 5
    later = annual.compose(year=2026, by=frieda, at=NOW).text
    assert "Tagespflegeplätze: vorher 12\N{NO-BREAK SPACE}Plätze" in later


def test_an_empty_year_says_so(frieda) -> None:
    text = annual.compose(year=2020, by=frieda, at=NOW).text
    assert "keine Sitzung festgehalten" in text


def test_edited_and_never_overwritten_unasked(frieda) -> None:
    report = annual.compose(year=2024, by=frieda, at=NOW)
    annual.change(year=2024, version=report.version, text="Unser Jahr.", by=frieda, at=NOW)
    assert annual.compose(year=2024, by=frieda, at=NOW).text == "Unser Jahr."
    with pytest.raises(ItemChanged):
        annual.change(year=2024, version=report.version, text="Anders.", by=frieda, at=NOW)
    with pytest.raises(Refused):
        annual.change(year=2024, version=report.version, text=" ", by=frieda, at=NOW)
    assert annual.compose(year=2024, anew=True, by=frieda, at=NOW).text != "Unser Jahr."


def test_no_report_of_a_year_to_come_and_none_by_others(frieda) -> None:
    with pytest.raises(Refused):
        annual.compose(year=2027, by=frieda, at=NOW)
    with pytest.raises(NotAllowed):
        annual.compose(year=2024, by=account("stella"), at=NOW)
    assert not AnnualReport.objects.exists()


def test_a_full_year_costs_what_an_empty_one_costs() -> None:
    a_year()
    counts = []
    for year in (2024, 2026):
        with CaptureQueriesContext(connection) as seen:
            facts(year)
        counts.append(len(seen))
    assert counts[0] <= 14
