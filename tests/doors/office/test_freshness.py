from datetime import timedelta

import pytest
from django.utils import timezone

from mitsorge.domain.directory.models import Attribute
from mitsorge.domain.upkeep.actions.readings import record
from mitsorge.domain.upkeep.rules.readings import Share
from mitsorge.doors.office.freshness import harmless
from mitsorge.doors.office.freshness_chart import chart
from tests.domain.directory.factories import TODAY, network, service, term
from tests.sign_in import signed_in

pytestmark = pytest.mark.django_db


def offers(number: int) -> None:
    network()
    now = timezone.now()
    for each in range(number):
        kind = term(f"art-{each}", name=f"Art {each}")
        assured_at = None if each == 2 else now
        Attribute.objects.create(
            service=service(f"angebot-{each}", assured_at=assured_at), term=kind, is_main=True
        )


def weeks_ago(number: int, *shares: Share) -> None:
    record(on=timezone.localdate() - timedelta(weeks=number), shares=shares)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_costs_the_same_for_one_and_for_three(rows, django_assert_num_queries):
    offers(rows)
    for week in range(rows):
        weeks_ago(week + 1, Share(4, 1))
    frieda = signed_in("frieda")
    with django_assert_num_queries(14):  # 3 session, account, roles; 9 own; network, footer
        page = frieda.get("/schreibtisch/aktualitaet/")
    assert [row.share.offers for row in page.context["kinds"]] == [1] * rows
    assert page.context["chart"].first.percent == 25


def test_the_curve_says_the_same_in_words_and_as_a_list():
    offers(3)
    weeks_ago(2, Share(10, 5))
    weeks_ago(1, Share(10, 4))
    page = signed_in("frieda").get("/schreibtisch/aktualitaet/").content.decode()
    assert 'points="0.00,50 50.00,60 100.00,33"' in page
    assert "50 Prozent, heute 67 Prozent." in page
    assert "mit 40 Prozent." in page


def test_a_kind_has_its_own_curve_and_nonsense_means_all():
    offers(2)
    kind = term("art-1")
    weeks_ago(1, Share(2, 1), Share(1, 0, kind_id=kind.pk))
    frieda = signed_in("frieda")
    own = frieda.get(f"/schreibtisch/aktualitaet/?art={kind.pk}").context
    assert (own["chosen"].name, own["chart"].first.percent) == ("Art 1", 0)
    for nonsense in ("art=0", "art=x", "raum=99999999999999999999", "raum=-1"):
        page = frieda.get(f"/schreibtisch/aktualitaet/?{nonsense}")
        assert page.context["chosen"].name == "Alle Angebote"


def test_an_empty_network_has_a_page():
    network()
    page = signed_in("frieda").get("/schreibtisch/aktualitaet/").content.decode()
    assert "Noch gibt es keinen Verlauf." in page


def test_the_table_opens_in_a_spreadsheet_and_calculates_nothing():
    network()
    kind = term("art", name="=1+1")
    Attribute.objects.create(service=service(assured_at=timezone.now()), term=kind, is_main=True)
    weeks_ago(1, Share(4, 1))
    sheet = signed_in("frieda").get("/schreibtisch/aktualitaet/messwerte.csv")
    today = timezone.localdate()
    assert sheet["Content-Type"] == "text/csv; charset=utf-8"
    assert sheet.content.decode().split("\r\n") == [
        "\ufeffTag;Angebotsart;Planungsraum;Angebote;davon bestätigt;Anteil in Prozent",
        f"{today - timedelta(weeks=1)};alle;alle;4;1;25",
        f"{today};alle;alle;1;1;100",
        f"{today};'=1+1;alle;1;1;100",
        "",
    ]


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r"])
def test_a_name_is_no_formula(sign):
    assert harmless(f"{sign}cmd") == f"'{sign}cmd"
    assert harmless("Tagespflege") == "Tagespflege"


def test_one_day_is_no_curve():
    assert chart([(TODAY, 50)]) is None
