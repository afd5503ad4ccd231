import pytest

from mitsorge.domain.governance.actions.committee_papers import file_paper, remove_paper
from mitsorge.domain.governance.actions.outcomes import AlreadyDone, Refused
from mitsorge.domain.governance.actions.status_notes import note_status
from mitsorge.domain.governance.models import Paper, StatusNote
from mitsorge.foundation.files.models import File
from mitsorge.foundation.files.rules import Visibility
from mitsorge.foundation.journal.models import Entry
from mitsorge.foundation.people.rules import NotAllowed
from tests.cast import NOW, account
from tests.domain.governance.factories import a_committee, a_meeting

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\nxref\n0 1\ntrailer\n<<>>\nstartxref\n9\n%%EOF\n"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def frieda(db):
    return account("frieda")


@pytest.fixture
def group(db):
    return a_committee()


def noted(group, by, text="Es geht voran"):
    return note_status(committee_id=group.pk, text=text, by=by, at=NOW)


def filed(group, by, **values):
    return file_paper(
        committee_id=group.pk, data=PDF, file_name="satzung.pdf", by=by, at=NOW, **values
    )


def test_status_keeps_three_lines_and_the_one_before(group, frieda):
    noted(group, frieda)
    note = noted(group, frieda, " eins \n\n zwei\r\ndrei ")
    assert note.text == "eins\nzwei\ndrei"
    assert group.status_notes.first() == note
    assert StatusNote.objects.count() == 2
    assert set(Entry.objects.values_list("event", flat=True)) == {"governance.status_note.added"}


@pytest.mark.parametrize("text", ["", " \n ", "a\nb\nc\nd", "x" * 598])
def test_status_that_says_nothing_or_too_much(text, group, frieda):
    with pytest.raises(Refused):
        noted(group, frieda, text)
    assert StatusNote.objects.count() == 0


def test_document_is_kept_for_the_office_or_for_all(group, frieda):
    paper = filed(group, frieda)
    assert (paper.name, paper.file.visibility) == ("satzung.pdf", Visibility.OFFICE)
    paper = filed(group, frieda, name=" Satzung ", is_public=True)
    assert (paper.name, paper.file.visibility) == ("Satzung", Visibility.PUBLIC)


def test_document_of_a_meeting_stays_others_go(group, frieda):
    paper = filed(group, frieda)
    Paper.objects.update(meeting=a_meeting(group, NOW.date()))
    with pytest.raises(Refused, match="liegt einer Sitzung vor"):
        remove_paper(paper_id=paper.pk, by=frieda, at=NOW)
    Paper.objects.update(meeting=None)
    remove_paper(paper_id=paper.pk, by=frieda, at=NOW)
    with pytest.raises(AlreadyDone):
        remove_paper(paper_id=paper.pk, by=frieda, at=NOW)


@pytest.mark.parametrize("name", ["selma", "stella", None])
def test_only_who_runs_it(name, group, frieda):
    by, paper = account(name) if name else None, filed(group, frieda)
    for deed in (
        lambda: noted(group, by),
        lambda: filed(group, by),
        lambda: remove_paper(paper_id=paper.pk, by=by, at=NOW),
    ):
        with pytest.raises(NotAllowed):
            deed()
    assert (StatusNote.objects.count(), Paper.objects.count(), File.objects.count()) == (0, 1, 1)
