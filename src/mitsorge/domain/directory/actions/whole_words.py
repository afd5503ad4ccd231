"""Words the search takes whole."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from mitsorge.domain.directory import permissions, rules, search
from mitsorge.domain.directory.actions.outcomes import AlreadyDone, refuse
from mitsorge.domain.directory.models import WholeWord
from mitsorge.foundation.journal import actions as journal
from mitsorge.foundation.people.models import Account


@transaction.atomic
def save_whole_word(
    *, word: str, long_form: str = "", by: Account | None, at: datetime
) -> WholeWord:
    """A false friend, or an abbreviation with its long form. Documents that say it are analyzed anew."""
    permissions.check_may_edit_taxonomy(by)
    word, long_form = " ".join(word.split()), " ".join(long_form.split())
    refuse([] if word else [rules.Problem("word", rules.Fault.TEXT_MISSING)])
    before = WholeWord.objects.filter(word=word).first()
    if before and before.long_form == long_form:
        return before
    saved, _new = WholeWord.objects.update_or_create(word=word, defaults={"long_form": long_form})
    changes = {"long_form": [before.long_form if before else "", long_form]}
    journal.record(event="directory.wholeword.saved", subject=saved, by=by, at=at, changes=changes)
    search.refresh_taxonomy([word])
    return saved


@transaction.atomic
def remove_whole_word(*, word_id: int, by: Account | None, at: datetime) -> None:
    """The search may take the word apart again."""
    permissions.check_may_edit_taxonomy(by)
    found = WholeWord.objects.filter(pk=word_id).first()
    if found is None:
        raise AlreadyDone(_("Dieses Wort ist schon gestrichen."))
    changes = {"word": [found.word, ""], "long_form": [found.long_form, ""]}
    journal.record(
        event="directory.wholeword.removed", subject=found, by=by, at=at, changes=changes
    )
    found.delete()
    search.refresh_taxonomy([changes["word"][0]])
