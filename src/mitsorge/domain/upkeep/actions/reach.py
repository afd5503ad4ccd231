"""How an organization wants to be asked, and who is responsible there."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from mitsorge.domain.directory.models import Organization
from mitsorge.domain.governance.actions.outcomes import Refused
from mitsorge.domain.upkeep import permissions
from mitsorge.domain.upkeep.actions.answers import held
from mitsorge.domain.upkeep.actions.endings import end_running
from mitsorge.domain.upkeep.models import Inquiry, Reach
from mitsorge.domain.upkeep.rules import Ending, Via
from mitsorge.foundation.journal import actions as journal
from mitsorge.foundation.people.models import Account
from mitsorge.foundation.people.rules import normal_address

EDITED = ("email", "phone", "best_time", "rhythm_months")


@transaction.atomic
def change_reach(
    *,
    organization_id: int,
    email: str,
    phone: str,
    best_time: str,
    rhythm_months: int | None,
    by: Account | None,
    at: datetime,
) -> Reach:
    """Where letters go, whom to call and when, how often to ask: its members, the coordination for them (5 queries)."""
    values = {
        "email": normal_address(email) if email else "",
        "phone": phone.strip(),
        "best_time": best_time.strip(),
        "rhythm_months": rhythm_months,
    }
    return _write(organization_id, values, via=Via.ACCOUNT, by=by, at=at)


@transaction.atomic
def choose_rhythm(
    *,
    organization_id: int,
    best_time: str,
    rhythm_months: int | None,
    via: Via,
    by: Account | None,
    at: datetime,
) -> Reach:
    """How often to ask and when to call: all that a letter may change of it, for it may have been forwarded.

    Nobody who holds a link turns letters or calls to himself (5 queries).
    """
    values = {"best_time": best_time.strip(), "rhythm_months": rhythm_months}
    return _write(organization_id, values, via=via, by=by, at=at)


def _write(
    organization_id: int, values: dict[str, Any], *, via: Via, by: Account | None, at: datetime
) -> Reach:
    organization = Organization.objects.get(pk=organization_id)
    permissions.check_may_answer(by, organization.uid, via=via)
    reach, _new = Reach.objects.select_for_update().get_or_create(organization=organization)
    changes = {
        name: [getattr(reach, name), value]
        for name, value in values.items()
        if getattr(reach, name) != value
    }
    if changes:
        Reach.objects.filter(pk=reach.pk).update(**values)
        journal.record(event="upkeep.reach.changed", subject=reach, by=by, at=at, changes=changes)
    return reach


@transaction.atomic
def say_who(
    *,
    inquiry_id: int,
    email: str,
    words: str,
    via: Via,
    by: Account | None,
    at: datetime,
) -> Reach:
    """Somebody else is responsible: another address for the letters, which the office decides on.

    Whoever holds a forwarded letter cannot turn the letters to itself. Also after the answer: it is about the next
    letter.
    """
    inquiry = held(inquiry_id)
    permissions.check_may_answer(by, inquiry.organization.uid, via=via)
    reach, _new = Reach.objects.get_or_create(organization=inquiry.organization)
    reach.wished_email, reach.wished_words = normal_address(email), words.strip()[:300]
    reach.wished_at = at
    reach.save(update_fields=["wished_email", "wished_words", "wished_at"])
    journal.record(event="upkeep.reach.wished", subject=reach, by=by, at=at)
    return reach


@transaction.atomic
def accept_wish(*, reach_id: int, by: Account | None, at: datetime) -> Reach:
    """Letters go to the named address from now on. No link of before opens anything, and where a round ran a new one
    begins there.
    """
    reach = _wish(reach_id, by)
    changes = {"email": [reach.email, reach.wished_email]}
    reach.email = reach.wished_email
    _forget_wish(reach, "email")
    end_running(reach.organization_id, Ending.LAPSED, via="", by=by, at=at)
    links = Inquiry.objects.filter(organization=reach.organization_id, revoked_at=None)
    links.update(revoked_at=at)
    journal.record(event="upkeep.reach.accepted", subject=reach, by=by, at=at, changes=changes)
    return reach


@transaction.atomic
def decline_wish(*, reach_id: int, by: Account | None, at: datetime) -> Reach:
    """The letters go where they went."""
    reach = _wish(reach_id, by)
    _forget_wish(reach)
    journal.record(event="upkeep.reach.declined", subject=reach, by=by, at=at)
    return reach


def _wish(reach_id: int, by: Account | None) -> Reach:
    permissions.check_may_call(by)
    reach = Reach.objects.select_for_update(of=("self",)).get(pk=reach_id)
    if not reach.wished_at:
        raise Refused(_("Darüber ist schon entschieden."))
    return reach


def _forget_wish(reach: Reach, *more: str) -> None:
    reach.wished_email, reach.wished_words, reach.wished_at = "", "", None
    reach.save(update_fields=["wished_email", "wished_words", "wished_at", *more])
