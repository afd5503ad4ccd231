"""What was signed at joining is a tagged PDF behind the link of the letter, and behind nothing else."""

import page
import pytest
from django.test import Client

from mitsorge.domain.partners.letters import confirm_address, signed_address
from mitsorge.domain.partners.models import Application
from tests.domain.partners.joining import applied
from tests.network import a_network

pytestmark = pytest.mark.django_db


def of_sheet(address: str) -> str:
    """The address of the PDF beside the page of a letter's link."""
    return "/" + address.split("/", 3)[3].removesuffix("/") + ".pdf"


@pytest.fixture
def application() -> Application:
    a_network()
    return applied()


def test_the_declaration_is_accessible(application: Application) -> None:
    answer = Client().get(of_sheet(signed_address(application)))
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert answer["Cache-Control"].startswith("max-age=0, no-cache, no-store")
    profile = page.ValidationProfile.PDF_UA_1
    assert page.is_pdf_compliant_bytes(answer.content, profile=profile)


def test_the_page_leads_to_it(application: Application) -> None:
    address = signed_address(application)
    shown = Client().get("/" + address.split("/", 3)[3]).content.decode()
    assert f'href="{of_sheet(address)}"' in shown


@pytest.mark.parametrize("change", ["x", "confirm", "deleted"])
def test_no_other_link_opens_it(application: Application, change: str) -> None:
    address = of_sheet(signed_address(application))
    if change == "x":
        address = address.replace(".pdf", "x.pdf")
    elif change == "confirm":
        address = of_sheet(confirm_address(application)).replace("bestaetigen", "erklaerung")
    else:
        Application.objects.all().delete()
    assert Client().get(address).status_code == 404
