"""Council paper, partner's report and annual report are tagged PDFs that a checker calls PDF/UA-1."""

from datetime import date

import page
import pytest
from django.test import Client

from mitsorge.domain.recommendations.actions import annual
from mitsorge.domain.recommendations.models import CouncilPaper
from mitsorge.doors.brochure.blocks import blocks
from mitsorge.doors.brochure.typst import pdf
from tests.cast import account
from tests.domain.recommendations.chains import NOW, a_paper, a_recommendation
from tests.network import a_network

pytestmark = pytest.mark.django_db


def is_accessible(made: bytes) -> bool:
    return page.is_pdf_compliant_bytes(made, profile=page.ValidationProfile.PDF_UA_1)


@pytest.mark.parametrize("times", [1, 60])
def test_the_paper_is_accessible_however_long(times: int) -> None:
    a_network()
    day = date(2026, 10, 1)
    paper = a_paper(
        a_recommendation(), ("Sozialausschuss", day, "empfohlen"), ("Kreistag", None, "")
    )
    long = "Größe & „Maß“ #set $x$ *stern*\n\n- eins\n- zwei\n\n" * times
    CouncilPaper.objects.update(facts=long, number="12/2026")
    answer = Client().get(f"/vorlagen/{paper.pk}.pdf")
    assert is_accessible(answer.content)
    assert answer["Content-Type"] == "application/pdf"


def test_the_annual_report_is_accessible() -> None:
    a_network()
    frieda = account("frieda")
    a_recommendation()
    report = annual.compose(year=2024, by=frieda, at=NOW)
    made = pdf(
        "minutes",
        {"title": "Jahresbericht 2024", "network": "Netzwerk", "lang": "de", "version": "",
         "blocks": blocks(report.text), "seal": []},
    )  # fmt: skip
    assert is_accessible(made)
