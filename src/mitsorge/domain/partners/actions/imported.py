"""Partnerships that a list of an import tells."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from mitsorge.domain.directory.permissions import check_may_edit
from mitsorge.domain.partners.models import MemberGroup, Partnership
from mitsorge.domain.partners.rules import Participation
from mitsorge.foundation.journal.actions import Deed, record_many
from mitsorge.foundation.people.models import Account

Told = tuple[str, str]
"""Participation and the code of the member group; "" where nothing is told."""


@transaction.atomic
def note_partnerships(*, told: Mapping[int, Told], by: Account | None, at: datetime) -> int:
    """What a list tells about organizations: {organization id: (participation, group code)}; returns the changes.

    A running partnership is changed where the list says something else; an organization without one joins today.
    Without a word about participation it is inactive: it is informed. 2 queries to read, 3 to write. `by` None is
    the machine itself (the command line).
    """
    if by is not None:
        check_may_edit(by)
    groups = dict(MemberGroup.objects.values_list("code", "pk"))
    running = {
        row.organization_id: row
        for row in Partnership.objects.filter(active_to=None).select_related("organization")
    }
    new: list[Partnership] = []
    changed: list[tuple[Partnership, dict[str, list[object]]]] = []
    for organization, (participation, group) in told.items():
        row = running.get(organization)
        if row is None:
            joins = timezone.localdate(at)
            new.append(_join(organization, participation, groups.get(group), joins))
        elif changes := _change(row, participation, groups.get(group)):
            changed.append((row, changes))
    Partnership.objects.bulk_create(new)
    Partnership.objects.bulk_update([row for row, _c in changed], ["participation", "member_group"])
    deeds = [Deed("partners.partnership.imported", row, changes) for row, changes in changed]
    joined = Partnership.objects.filter(pk__in=[row.pk for row in new]).select_related(
        "organization"
    )
    deeds += [Deed("partners.partnership.imported", row) for row in joined]
    record_many(deeds=deeds, by=by, at=at)
    return len(deeds)


def _join(organization: int, participation: str, group: int | None, day: date) -> Partnership:
    return Partnership(
        organization_id=organization,
        participation=participation or Participation.INACTIVE,
        member_group_id=group,
        active_from=day,
    )


def _change(row: Partnership, participation: str, group: int | None) -> dict[str, list[object]]:
    changes: dict[str, list[object]] = {}
    if participation and participation != row.participation:
        changes["participation"] = [row.participation, participation]
        row.participation = participation
    if group is not None and group != row.member_group_id:
        changes["member_group"] = [row.member_group_id, group]
        row.member_group_id = group
    return changes
