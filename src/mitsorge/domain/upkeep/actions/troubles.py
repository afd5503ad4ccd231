"""Addresses that do not work: found by the worker, noted once, ended by an answer, a new address or a person."""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from functools import partial

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, F, OuterRef
from django.utils.translation import gettext as _

from mitsorge.domain.directory.permissions import check_may_edit
from mitsorge.domain.directory.rules import slug
from mitsorge.domain.governance.actions.outcomes import AlreadyDone
from mitsorge.domain.upkeep.models import Probe, Trouble
from mitsorge.domain.upkeep.queries import troubles as queries
from mitsorge.domain.upkeep.rules import TroubleKind
from mitsorge.domain.upkeep.rules import troubles as rules
from mitsorge.domain.upkeep.rules.troubles import Answer, Finding, Streak
from mitsorge.domain.upkeep.web import ask
from mitsorge.foundation.identity.queries import network
from mitsorge.foundation.journal import actions as journal
from mitsorge.foundation.people.models import Account
from mitsorge.foundation.post.models import Letter
from mitsorge.foundation.post.rules import State

BATCH = 8
"""So many hosts are asked at once; the letters wait for the slowest."""


def look_at_pages(*, at: datetime) -> int:
    """What the worker does: asks the next web addresses and writes down what it heard; how many were asked.

    Never inside a transaction: nothing is locked while a server far away thinks.
    """
    if not settings.LINK_CHECK:
        return 0
    pages = queries.due_pages(at, BATCH)
    if not pages:
        return 0
    question = partial(ask, asker=_asker(), inside=settings.LINK_CHECK_INSIDE)
    with ThreadPoolExecutor(BATCH) as pool:
        answers = dict(zip(pages, pool.map(question, pages), strict=True))
    write_down(answers, at=at)
    return len(answers)


def _asker() -> str:
    """A header takes plain letters only."""
    name = slug(str(network() or "")) or "netzwerk"
    return f"Mitsorge-Linkpruefung ({name}; +{settings.BASE_URL})"


def write_down(answers: Mapping[str, Answer], *, at: datetime) -> None:
    """What the pages of one round answered; each address is a transaction of its own (9 queries and 4 per
    organization that has it, at most)."""
    sure = rules.line_is_open(answers.values())
    for address, answer in answers.items():
        _write_down(address, answer, sure=sure, at=at)


@transaction.atomic
def _write_down(address: str, answer: Answer, *, sure: bool, at: datetime) -> None:
    known = Probe.objects.filter(address=address).first()
    before = Streak(known.tries, known.failing_since) if known else Streak()
    streak = rules.streak_after(answer, before, at=at)
    told = {"tries": streak.tries, "failing_since": streak.since, "asked_at": at}
    told["next_at"] = rules.next_try(answer, streak, at=at)
    Probe.objects.update_or_create(address=address, defaults=told)
    if rules.finding_of(answer) is Finding.ALIVE:
        for trouble in Trouble.objects.filter(
            kind=TroubleKind.WEBSITE, address=address, ended_at=None
        ):
            _end(trouble, why=_("Die Seite antwortet wieder."), by=None, at=at)
    elif rules.is_trouble(answer, streak, sure=sure, at=at):
        for owner in queries.owners_of_page(address):
            note(TroubleKind.WEBSITE, address, answer.code, owner=owner, at=at)


@transaction.atomic
def note(
    kind: TroubleKind, address: str, words: str, *, owner: queries.Owner, at: datetime
) -> bool:
    """Notes that an address of an organization does not work, once as long as it lasts; whether it is new.

    `words`: `Answer.code` of a page, of a mailbox the words of its server.
    """
    trouble, new = Trouble.objects.get_or_create(
        organization_id=owner.organization_id,
        kind=kind,
        address=address,
        ended_at=None,
        defaults={
            "service_id": owner.service_id,
            "words": words[:300],
            "found_at": at,
            "tried_at": at,
        },
    )
    if new:
        journal.record(event="upkeep.trouble.found", subject=trouble, by=None, at=at)
    else:
        again = {"tried_at": at, "tries": F("tries") + 1, "words": words[:300]}
        Trouble.objects.filter(pk=trouble.pk, ended_at=None).update(**again)
    return new


def note_bounced(*, at: datetime) -> int:
    """What the worker does: notes each letter of a running round that came back, once; how many troubles are new.

    One that the office has ended since the letter was written does not come up again (1 query, 3 per new letter).
    """
    found = [
        note(TroubleKind.EMAIL, bounce.address, bounce.words, owner=bounce.owner, at=at)
        for bounce in queries.bounces()
    ]
    return sum(found)


@transaction.atomic
def end(*, trouble_id: int, by: Account, at: datetime) -> None:
    """Somebody looked: the address works. The worker believes it for `BELIEVED_FOR`. Raises `AlreadyDone`."""
    check_may_edit(by)
    trouble = Trouble.objects.get(pk=trouble_id)
    if not _end(trouble, why="", by=by, at=at):
        raise AlreadyDone(_("Das ist schon erledigt."))
    fresh = {"tries": 0, "failing_since": None, "next_at": at + rules.BELIEVED_FOR}
    Probe.objects.filter(address=trouble.address).update(**fresh)


def end_settled(*, at: datetime) -> int:
    """What the worker does: ends troubles whose address was replaced or takes letters again; how many (at most 8
    queries and 2 per trouble that ends).

    It forgets what it knew of pages that stand in no entry any more.
    """
    queries.unused_probes().delete()
    gone = list(queries.gone_from_entries(queries.open_troubles()))
    ended = [_end(each, why=_("Die Adresse steht nicht mehr da."), by=None, at=at) for each in gone]
    arrived = Letter.objects.filter(
        state=State.SENT, to__iexact=OuterRef("address"), sent_at__gt=OuterRef("tried_at")
    )
    for each in queries.open_troubles(TroubleKind.EMAIL).filter(Exists(arrived)):
        ended.append(_end(each, why=_("Ein Brief kam wieder an."), by=None, at=at))
    return sum(ended)


@transaction.atomic
def _end(trouble: Trouble, *, why: str, by: Account | None, at: datetime) -> bool:
    """Whether this was the one that ended it."""
    if not Trouble.objects.filter(pk=trouble.pk, ended_at=None).update(ended_at=at):
        return False
    journal.record(event="upkeep.trouble.ended", subject=trouble, by=by, at=at, why=why)
    return True
