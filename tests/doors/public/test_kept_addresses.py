from datetime import date, timedelta

import pytest
from django.test import Client

from mitsorge.domain.duplicates import actions
from mitsorge.domain.partners.models import Partnership
from tests.cast import account
from tests.domain.directory.factories import NOW, full_service, network, organization, service

pytestmark = pytest.mark.django_db


def merged(kept, gone, day, by):
    for entry in (kept, gone):
        entry.refresh_from_db()
    seen = (kept.modified_at, gone.modified_at)
    at = NOW + timedelta(days=day)
    return actions.merge(kept=kept, gone=gone, choices={}, seen=seen, by=by, at=at)


def undone(done, by) -> None:
    actions.undo(merge_id=done.pk, by=by, at=NOW + timedelta(days=9))


def test_the_address_of_an_organization_leads_to_the_end_of_the_chain_until_it_is_undone():
    network()
    frieda, (a, b, c) = account("frieda"), [organization(slug) for slug in "abc"]
    service(organization=a)
    Partnership.objects.create(organization=a, participation="ACTIVE", active_from=date(2020, 1, 1))
    page = Client()
    first, second = merged(b, a, 1, frieda), merged(c, b, 2, frieda)
    for path in ("/organisation/{}/", "/partner/{}/"):
        answer = page.get(path.format("a"))
        assert (answer.status_code, answer["Location"]) == (301, path.format("c"))
        assert "no-cache" in answer["Cache-Control"]
        assert page.get(path.format("c")).status_code == 200
    undone(second, frieda)
    assert page.get("/organisation/a/")["Location"] == "/organisation/b/"
    undone(first, frieda)
    for path in ("/organisation/{}/", "/partner/{}/"):
        assert page.get(path.format("a")).status_code == 200
    assert page.get("/organisation/gibt-es-nicht/").status_code == 404


def test_the_address_of_an_offer_leads_to_the_kept_one_and_lists_show_it_once():
    network()
    frieda, kept, gone = (
        account("frieda"),
        full_service("abendsonne-a"),
        full_service("abendsonne-b"),
    )
    done = merged(kept, gone, 1, frieda)
    page = Client()
    assert page.get("/angebot/abendsonne-b/")["Location"] == "/angebot/abendsonne-a/"
    assert "abendsonne-b" not in page.get("/hilfe/?q=abendsonne").content.decode()
    assert "abendsonne-b" not in page.get("/sitemap.xml").content.decode()
    undone(done, frieda)
    assert page.get("/angebot/abendsonne-b/").status_code == 200
    assert "abendsonne-b" in page.get("/hilfe/?q=abendsonne").content.decode()
