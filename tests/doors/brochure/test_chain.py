"""The Lebenslauf of a recommendation as a file: what its page shows, tagged, and nothing of drafts."""

from datetime import date

import page
import pytest
from django.test import Client

from mitsorge.domain.recommendations.models import Answer, Indicator, Reading, Version
from mitsorge.doors.brochure import chain
from tests.domain.recommendations.chains import NOW, a_measure, a_recommendation
from tests.network import a_network

pytestmark = pytest.mark.django_db
ADDRESS = "/was-wurde-daraus/2024/01.pdf"


@pytest.fixture
def told(monkeypatch) -> list[str]:
    """Every line that goes onto the sheet."""
    lines: list[str] = []
    served = chain.served

    def listening(template, title, **data):
        rows = [line for block in data["blocks"] for line in block["lines"]]
        lines.extend(
            [title, data["version"], *("".join(run["text"] for run in row) for row in rows)]
        )
        return served(template, title, **data)

    monkeypatch.setattr(chain, "served", listening)
    return lines


def measured(suppress_below: int = 0, **reading):
    found = a_recommendation("2024/01", status="ANSWERED")
    measure = a_measure(found, is_public=True)
    indicator = Indicator.objects.create(
        measure=measure, name="Erreichbare Orte", unit="%", suppress_below=suppress_below
    )
    for on, value, first in ((date(2024, 1, 1), 23, True), (date(2026, 1, 1), 54, False)):
        Reading.objects.create(
            indicator=indicator, on=on, value=value, is_baseline=first, recorded_at=NOW, **reading
        )
    return found


@pytest.mark.parametrize("times", [1, 60])
def test_it_is_accessible_however_long(times):
    a_network()
    measured()
    Version.objects.update(text="# Größe & „Maß“ #set $x$ *stern*\n\n- eins\n- zwei\n" * times)
    answer = Client().get(ADDRESS)
    assert answer["Content-Type"] == "application/pdf"
    assert page.is_pdf_compliant_bytes(answer.content, profile=page.ValidationProfile.PDF_UA_1)


def test_it_tells_steps_answers_and_the_change_in_points(told):
    a_network()
    found = measured()
    Answer.objects.create(
        recommendation=found, kind="PARTLY", text="Neun Plätze", answered_on=date(2025, 2, 1),
        recorded_at=NOW,
    )  # fmt: skip
    Client().get(ADDRESS)
    text = "\n".join(told)
    assert f"2024/01 {found.title}" in text
    assert "Neun Plätze" in text
    assert "Das sind +31\N{NO-BREAK SPACE}Prozentpunkte" in text
    assert "18 zusätzliche Plätze an zwei Orten." in text


def test_small_numbers_and_measures_that_are_not_public_stay_away(told):
    a_network()
    found = measured(suppress_below=60)
    a_measure(found, is_public=False, title="Kranichgeheimnis")
    Client().get(ADDRESS)
    text = "\n".join(told)
    assert [word for word in ("Kranichgeheimnis", "54", "+31") if word in text] == []


def test_a_draft_and_what_does_not_exist_have_none():
    a_network()
    a_recommendation("2024/01", status="DRAFT")
    assert Client().get(ADDRESS).status_code == 404
    assert Client().get("/was-wurde-daraus/1999/01.pdf").status_code == 404


def test_the_page_leads_to_it():
    a_network()
    a_recommendation("2024/01")
    assert f'href="{ADDRESS}"' in Client().get("/was-wurde-daraus/2024/01/").content.decode()
