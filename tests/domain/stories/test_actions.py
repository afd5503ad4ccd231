from datetime import UTC, date, datetime, timedelta

import pytest

from mitsorge.domain.stories import actions
from mitsorge.domain.stories.models import News, Page
from mitsorge.foundation.journal.models import Entry
from mitsorge.foundation.people.rules import NotAllowed
from tests.cast import NOW, account

LATER = NOW + timedelta(hours=1)


@pytest.fixture
def frieda(db):
    return account("frieda")


@pytest.fixture
def page(db):
    return Page.objects.create(
        slug="anreise", title="Anreise", text="Mit dem Bus.", modified_at=NOW
    )


def test_a_change_is_public_at_once_and_in_the_journal(frieda, page):
    actions.change_page(page=page, values={"text": "Mit der Bahn."}, seen=NOW, by=frieda, at=LATER)
    page.refresh_from_db()
    assert (page.text, page.modified_at) == ("Mit der Bahn.", LATER)
    entry = Entry.objects.get()
    assert (entry.event, entry.changes) == (
        "stories.page.changed",
        {"text": ["Mit dem Bus.", "Mit der Bahn."]},
    )


def test_the_second_editor_overwrites_nothing(frieda, page):
    actions.change_page(page=page, values={"text": "Zuerst."}, seen=NOW, by=frieda, at=LATER)
    with pytest.raises(actions.ChangedMeanwhile) as refused:
        actions.change_page(page=page, values={"text": "Danach."}, seen=NOW, by=frieda, at=LATER)
    assert refused.value.current.text == "Zuerst."
    assert Entry.objects.count() == 1


def test_a_page_the_law_asks_for_is_not_withdrawn(frieda):
    imprint = Page.objects.create(slug="impressum", title="Impressum", text="-", modified_at=NOW)
    with pytest.raises(actions.PageKept):
        actions.change_page(
            page=imprint, values={"is_published": False}, seen=NOW, by=frieda, at=LATER
        )
    assert Entry.objects.count() == 0


@pytest.mark.parametrize("name", ["selma", "arno", "stella", "ida", "otto"])
def test_only_the_coordination_edits(page, name):
    with pytest.raises(NotAllowed):
        actions.change_page(page=page, values={"text": "x"}, seen=NOW, by=account(name), at=LATER)


def test_a_notice_ends_once(frieda):
    news = actions.publish_news(
        title="Neu", text="Da.", published_on=date(2026, 11, 1), ends_on=None, by=frieda, at=NOW
    )
    actions.end_news(news=news, by=frieda, at=NOW)
    actions.end_news(news=news, by=frieda, at=LATER)
    assert News.objects.get().ends_on == NOW.date()
    assert list(Entry.objects.order_by("pk").values_list("event", flat=True)) == [
        "stories.news.published",
        "stories.news.ended",
    ]


def test_a_notice_taken_down_after_midnight_ends_on_that_day(frieda):
    """00:30 in Berlin is still yesterday in UTC."""
    after_midnight = datetime(2026, 7, 1, 22, 30, tzinfo=UTC)
    news = News.objects.create(title="Neu", text="Heute", published_on=date(2026, 7, 2))
    actions.end_news(news=news, by=frieda, at=after_midnight)
    news.refresh_from_db()
    assert news.ends_on == date(2026, 7, 2)
