""" "Kein Duplikat": said once, remembered, and taken back when it was wrong."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from mitsorge.domain.duplicates import permissions, queries
from mitsorge.domain.duplicates.models import Verdict
from mitsorge.domain.duplicates.queries import MODELS, Entry
from mitsorge.domain.duplicates.rules.merging import Kind, pair_of
from mitsorge.domain.governance.actions.outcomes import AlreadyDone, Refused
from mitsorge.foundation.journal import actions as journal
from mitsorge.foundation.people.models import Account


@transaction.atomic
def say_distinct(
    *, one: Entry, other: Entry, why: str = "", by: Account | None, at: datetime
) -> Verdict:
    """These are two things. Said twice it is one verdict, the first. Raises `Refused` for one entry with itself."""
    permissions.check_may_merge(by)
    if type(one) is not type(other) or one.pk == other.pk:
        raise Refused(_("Das ist ein und derselbe Eintrag."))
    first, second = pair_of(one.pk, other.pk)
    said, is_new = Verdict.objects.get_or_create(
        kind=queries.kind_of(one),
        first=first,
        second=second,
        defaults={"by": by, "at": at, "why": why.strip()[:300]},
    )
    if is_new:
        _record("distinct", [one, other], said.why, by=by, at=at)
    return said


@transaction.atomic
def take_back(*, verdict_id: int, by: Account | None, at: datetime) -> None:
    """The pair is open again. Raises `AlreadyDone`."""
    permissions.check_may_merge(by)
    said = Verdict.objects.filter(pk=verdict_id).first()
    if said is None:
        raise AlreadyDone(_("Das ist schon zurückgenommen."))
    table = MODELS[Kind(said.kind)]._default_manager
    _record("undecided", table.filter(pk__in=[said.first, said.second]), said.why, by=by, at=at)
    said.delete()


def _record(
    event: str, entries: Iterable[Entry], why: str, *, by: Account | None, at: datetime
) -> None:
    deeds = [journal.Deed(f"duplicates.{event}", entry, why=why) for entry in entries]
    journal.record_many(deeds=deeds, by=by, at=at)
