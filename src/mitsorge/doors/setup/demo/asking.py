"""Rounds of letters in every state: on their way, silent for weeks, come back, and somebody else responsible."""

from datetime import datetime, timedelta

from django.utils import timezone

from mitsorge.domain.directory.models import Phone
from mitsorge.domain.upkeep.actions.calls import record_call
from mitsorge.domain.upkeep.actions.reach import change_reach, say_who
from mitsorge.domain.upkeep.actions.rounds import begin_asking, open_due
from mitsorge.domain.upkeep.actions.troubles import note_bounced
from mitsorge.domain.upkeep.letters.inquiries import letter_key
from mitsorge.domain.upkeep.models import Inquiry
from mitsorge.domain.upkeep.queries.houses import House, houses
from mitsorge.domain.upkeep.rules import CallResult, Via
from mitsorge.foundation.people.models import Account
from mitsorge.foundation.people.queries import coordinators
from mitsorge.foundation.post.models import Letter
from mitsorge.foundation.post.rules import State

BEGAN, SECOND, LAST, WIDER = (timedelta(days=days) for days in (57, 43, 15, 8))
"""Before the demo: the first letters to a few, their second and last, and the first to everybody else."""
SILENT = 4


def ask_around(*, at: datetime) -> int:
    """Asks a few silent organizations first and then all that are due; how many rounds run. Needs the accounts."""
    grant = coordinators().select_related("account").first()
    if grant is None:
        return 0
    begin_asking(by=grant.account, at=at - BEGAN)
    due = _due(at - BEGAN)
    few = due[3 : 3 + 7 * SILENT : 7]
    for before in (BEGAN, SECOND, LAST):
        open_due(at=at - before, only=[house.id for house in few])
    open_due(at=at - WIDER)
    _post(at)
    others = [house for house in due if house not in few]
    if few and len(others) > 1:
        _tell(few, others, grant.account, at)
    return Inquiry.objects.filter(ended_at=None).count()


def _due(at: datetime) -> list[House]:
    on = timezone.localdate(at)
    return [house for house in houses(on) if house.due is not None and house.due <= on]


def _post(at: datetime) -> None:
    """The letters of these weeks count as sent."""
    mine = Letter.objects.filter(purpose="upkeep.inquiry", state=State.QUEUED)
    for letter in mine.only("pk", "queued_at"):
        sent = {"state": State.SENT, "sent_at": letter.queued_at, "attempts": 1}
        Letter.objects.filter(pk=letter.pk).update(**sent)


def _tell(few: list[House], others: list[House], by: Account, at: datetime) -> None:
    """What happened with some of them."""
    yesterday = at - timedelta(days=1)
    for house, result, note in (
        (few[0], CallResult.NOT_REACHED, "Anrufbeantworter, um Rückruf gebeten."),
        (few[-1], CallResult.CALL_AGAIN, "Betriebsurlaub, danach gern."),
    ):
        again_on = timezone.localdate(at) + timedelta(days=5)
        record_call(
            inquiry_id=_round(house).pk,
            result=result,
            note=note,
            again_on=again_on,
            by=by,
            at=yesterday,
        )
    for house, time in zip(few, ("", "dienstags 14 bis 16 Uhr"), strict=False):
        _reach(house, time, by, yesterday)
    _bounce(_round(others[0]), at)
    say_who(
        inquiry_id=_round(others[1]).pk,
        email="leitung@haus-am-markt.example",
        words="Unsere Leitung hat gewechselt.",
        via=Via.LINK,
        by=None,
        at=yesterday,
    )


def _reach(house: House, best_time: str, by: Account, at: datetime) -> None:
    number = Phone.objects.filter(organization=house.id).first()
    change_reach(
        organization_id=house.id,
        email="",
        phone=number.display if number else "030 23125-480",
        best_time=best_time,
        rhythm_months=None,
        by=by,
        at=at,
    )


def _bounce(inquiry: Inquiry, at: datetime) -> None:
    back = {"state": State.FAILED, "sent_at": None, "last_error": "550 5.1.1 Postfach unbekannt"}
    Letter.objects.filter(key=letter_key(inquiry, 0)).update(**back)
    note_bounced(at=at - WIDER + timedelta(hours=1))


def _round(house: House) -> Inquiry:
    return Inquiry.objects.get(organization=house.id, ended_at=None)
