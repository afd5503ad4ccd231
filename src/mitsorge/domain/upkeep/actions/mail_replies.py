"""What an answer by mail does: understood as a whole it acts and is said back, else it is asked back; once each."""

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from mitsorge.domain.directory.actions import EntryRefused
from mitsorge.domain.directory.models import ServiceCapacity
from mitsorge.domain.directory.queries import draft_of_report, places_slots
from mitsorge.domain.directory.rules import CapacityDraft, PlacesSlot
from mitsorge.domain.governance.actions.outcomes import AlreadyDone, Refused
from mitsorge.domain.upkeep.actions.answers import confirm, confirm_anew, held
from mitsorge.domain.upkeep.actions.places import report_places
from mitsorge.domain.upkeep.letters import inquiries, mail_replies
from mitsorge.domain.upkeep.models import Inquiry
from mitsorge.domain.upkeep.queries.recipients import recipients
from mitsorge.domain.upkeep.rules import Via
from mitsorge.domain.upkeep.rules.mail_replies import (
    Answer,
    NotUnderstood,
    Said,
    Trouble,
    placed,
    read,
)
from mitsorge.domain.upkeep.rules.rounds import LETTER_AFTER, LINK_DAYS
from mitsorge.foundation.identity.queries import network
from mitsorge.foundation.post.actions import enqueue
from mitsorge.foundation.post.models import Letter
from mitsorge.foundation.post.rules import Draft

OPEN_FOR = LETTER_AFTER[-1] + timedelta(days=LINK_DAYS)
"""An address for answers lives as long as the link of the last letter."""
MOST_A_DAY = 10
"""More letters to one round within a day are a loop of two machines: then we fall silent."""


class Unknown(Exception):
    """No such round, revoked, or too old: the mail server gives the mail back to its sender."""


@dataclass(frozen=True)
class Mail:
    """What counts of a mail. `automatic`: written by a machine (RFC 3834), never answered."""

    message_id: str
    text: str
    automatic: bool = False


@transaction.atomic
def receive(*, inquiry_uid: UUID, mail: Mail, at: datetime) -> Letter | None:
    """Acts on a mail to the address of a round and writes one letter back; None where nothing is to be answered.

    The same `message_id` twice is one. Raises `Unknown`. What was said goes through in full or not at all.
    """
    found = Inquiry.objects.filter(uid=inquiry_uid, revoked_at=None, opened_at__gt=at - OPEN_FOR)
    pk = found.values_list("pk", flat=True).first()
    if pk is None:
        raise Unknown
    if mail.automatic:
        return None
    inquiry = held(pk)
    key, to = _key(inquiry, mail), _address(inquiry)
    if Letter.objects.filter(key=key).exists() or _is_loop(inquiry, at) or not to:
        return None
    try:
        draft = _act(inquiry, mail, key=key, to=to, at=at)
    except NotUnderstood as why:
        draft = _question(inquiry, why.trouble, key=key, to=to, at=at)
    except Refused:
        draft = _question(inquiry, Trouble.OFFER, key=key, to=to, at=at)
    except EntryRefused:
        draft = _question(inquiry, Trouble.WORDS, key=key, to=to, at=at)
    return enqueue(replace(draft, reply_to=mail_replies.reply_address(inquiry)), at=at)


@transaction.atomic
def _act(inquiry: Inquiry, mail: Mail, *, key: str, to: str, at: datetime) -> Draft:
    """Everything the mail says, or an exception and nothing."""
    today = timezone.localdate(at)
    answer: Answer = read(mail.text, on=today)
    if answer.trouble:
        raise NotUnderstood(answer.trouble)
    slots = places_slots([inquiry.organization.uid], on=today)
    reports = [_report(inquiry, slot, said, at) for slot, said in placed(answer.said, slots)]
    if answer.still_right:
        _confirm(inquiry, at)
    return mail_replies.understood(
        key=key, to=to, confirmed=answer.still_right, reports=reports, network=network()
    )


def _report(inquiry: Inquiry, slot: PlacesSlot, said: Said, at: datetime) -> ServiceCapacity:
    """The told words replace those of the last report; lasting conditions that were not named stay."""
    known = draft_of_report(slot.service_id, slot.unit) or CapacityDraft(slot.unit)
    lasting = {
        name: value
        for name, value in vars(said).items()
        if name in ("postcodes", "care_grade_from", "dementia_fit", "single_room", "sex") and value
    }
    draft = replace(
        known,
        kind=slot.kind,
        available=said.available,
        on_request=said.on_request,
        weekdays=said.weekdays,
        hours_per_week=said.hours_per_week,
        free_from=said.free_from,
        free_to=said.free_to,
        conditions="",
        **lasting,
    )
    return report_places(
        organization=inquiry.organization.uid,
        service_id=slot.service_id,
        draft=draft,
        seen=None,
        via=Via.MAIL,
        by=None,
        at=at,
    )


def _confirm(inquiry: Inquiry, at: datetime) -> None:
    try:
        confirm(inquiry_id=inquiry.pk, seen=None, via=Via.MAIL, by=None, at=at)
    except AlreadyDone:
        if not confirm_anew(inquiry_id=inquiry.pk, via=Via.MAIL, by=None, at=at):
            raise NotUnderstood(Trouble.OFFER) from None


def _question(inquiry: Inquiry, trouble: Trouble, *, key: str, to: str, at: datetime) -> Draft:
    link = f"{settings.BASE_URL}/eintrag/{inquiries.signed(inquiry, at=at)}/plaetze/"
    return mail_replies.not_understood(
        key=key,
        to=to,
        trouble=trouble,
        link=link,
        slots=places_slots([inquiry.organization.uid], on=timezone.localdate(at)),
        network=network(),
    )


def _address(inquiry: Inquiry) -> str:
    """Where our letter of this round went: never an address that a mail names as its sender."""
    keys = inquiry.reminders.order_by("-number").values_list("letter_key", flat=True)
    sent = Letter.objects.filter(key__in=list(keys)).order_by("-queued_at", "-pk")
    pk = inquiry.organization_id
    return sent.values_list("to", flat=True).first() or recipients([pk]).get(pk, "")


def _key(inquiry: Inquiry, mail: Mail) -> str:
    return f"{_prefix(inquiry)}{hashlib.sha256(mail.message_id.encode()).hexdigest()}"


def _prefix(inquiry: Inquiry) -> str:
    return f"upkeep.reply.{inquiry.uid.hex}."


def _is_loop(inquiry: Inquiry, at: datetime) -> bool:
    written = Letter.objects.filter(key__startswith=_prefix(inquiry))
    return written.filter(queued_at__gt=at - timedelta(days=1)).count() >= MOST_A_DAY
