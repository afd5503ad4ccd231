"""What the coordination keeps: member groups, and the text partners agree to."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from mitsorge.domain.directory.rules.slugs import slug
from mitsorge.domain.governance.actions.outcomes import AlreadyDone, Refused
from mitsorge.domain.partners.models import Agreement, MemberGroup
from mitsorge.domain.partners.permissions import check_may_decide
from mitsorge.domain.partners.rules import Bank
from mitsorge.foundation.journal import actions as journal
from mitsorge.foundation.people.models import Account

CODE_LENGTH = 60


@transaction.atomic
def create_group(
    *,
    name: str,
    bank: Bank = Bank.NONE,
    target_percent: int | None = None,
    by: Account,
    at: datetime,
) -> MemberGroup:
    """A new group, the last in order. Raises `Refused` without a name and `AlreadyDone` where it exists."""
    check_may_decide(by)
    name = _checked(name, target_percent)
    last = MemberGroup.objects.aggregate(last=Max("position"))["last"]
    group = MemberGroup(
        code=slug(name)[:CODE_LENGTH].strip("-") or "gruppe",
        name=name,
        bank=bank,
        target_percent=target_percent,
        position=0 if last is None else last + 1,
    )
    try:
        with transaction.atomic():
            group.save(force_insert=True)
    except IntegrityError:
        raise AlreadyDone(_("Die Gruppe „%(name)s“ gibt es schon.") % {"name": name}) from None
    journal.record(event="partners.member_group.created", subject=group, by=by, at=at)
    return group


@transaction.atomic
def change_group(
    *,
    group_id: int,
    name: str,
    bank: Bank,
    target_percent: int | None,
    is_closed: bool,
    by: Account,
    at: datetime,
) -> MemberGroup:
    """The group as typed; its code, and so every address, stays. A closed one keeps its partners."""
    check_may_decide(by)
    group = MemberGroup.objects.select_for_update().get(pk=group_id)
    wanted = {
        "name": _checked(name, target_percent),
        "bank": bank,
        "target_percent": target_percent,
        "is_closed": is_closed,
    }
    changes: dict[str, list[object]] = {
        field: [getattr(group, field), value]
        for field, value in wanted.items()
        if getattr(group, field) != value
    }
    if changes:
        MemberGroup.objects.filter(pk=group_id).update(**wanted)
        group.refresh_from_db()
        journal.record(
            event="partners.member_group.changed", subject=group, by=by, at=at, changes=changes
        )
    return group


@transaction.atomic
def move_group(*, group_id: int, up: bool, by: Account, at: datetime) -> None:
    """One place up or down; at the edge nothing happens. All positions are written anew: they may have had gaps."""
    check_may_decide(by)
    order = list(MemberGroup.objects.select_for_update().order_by("position", "name", "pk"))
    here = next(place for place, group in enumerate(order) if group.pk == group_id)
    there = here - 1 if up else here + 1
    if not 0 <= there < len(order):
        return
    order[here], order[there] = order[there], order[here]
    for position, group in enumerate(order):
        group.position = position
    MemberGroup.objects.bulk_update(order, ["position"])
    moved = order[there]
    journal.record(
        event="partners.member_group.changed",
        subject=moved,
        by=by,
        at=at,
        changes={"position": [here, there]},
    )


@transaction.atomic
def publish_agreement(
    *, title: str, text: str, valid_from: date, by: Account | None, at: datetime
) -> Agreement:
    """A new text from a day on; what was signed stays as it was signed. `by` None: whoever founds the network.

    Raises `Refused` without words or for a day before today, `AlreadyDone` where another text begins that day.
    """
    if by is not None:
        check_may_decide(by)
    if not (title.strip() and text.strip()):
        raise Refused(_("Schreiben Sie Titel und Wortlaut der Erklärung."))
    if valid_from < timezone.localdate(at):
        raise Refused(_("Eine neue Fassung gilt frühestens ab heute."))
    agreement = Agreement(title=title.strip()[:200], text=text.strip(), valid_from=valid_from)
    try:
        with transaction.atomic():
            agreement.save(force_insert=True)
    except IntegrityError:
        raise AlreadyDone(
            _("Ab diesem Tag gilt schon eine neue Fassung. Wählen Sie einen späteren Tag.")
        ) from None
    journal.record(event="partners.agreement.published", subject=agreement, by=by, at=at)
    return agreement


def _checked(name: str, target_percent: int | None) -> str:
    if not name.strip():
        raise Refused(_("Geben Sie der Gruppe einen Namen."))
    if target_percent is not None and not 0 <= target_percent <= 100:
        raise Refused(_("Ein Anteil liegt zwischen 0 und 100 Prozent."))
    return name.strip()[:160]
