"""The rows behind a seat: written together, said in one sentence."""

from dataclasses import replace
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from mitsorge.domain.governance import wording
from mitsorge.domain.governance.models import Membership
from mitsorge.domain.governance.rules import MemberRole
from mitsorge.domain.governance.rules.composition import Stint
from mitsorge.domain.governance.seating import stint


def create(wished: Stint) -> Membership:
    """A stint becomes a row."""
    return Membership.objects.create(
        committee_id=wished.committee_id,
        person_id=wished.person_id,
        organization_id=wished.organization_id,
        role=wished.role,
        votes=wished.votes,
        deputy_of_id=wished.deputy_of,
        delegated_by=wished.sent_by,
        active_from=wished.active_from,
        active_to=wished.active_to,
    )


def end(row: Membership, on: date) -> None:
    """Ends a row and its deputies; a deputy who would only begin later goes."""
    deputies = Membership.objects.filter(deputy_of_id=row.pk)
    deputies.filter(active_from__gte=on).delete()
    for deputy in deputies.all():
        if deputy.active_to is None or deputy.active_to > on:
            Membership.objects.filter(pk=deputy.pk).update(active_to=on)
    Membership.objects.filter(pk=row.pk).update(active_to=on)
    row.active_to = on


def in_place(row: Membership, wished: Stint) -> Membership:
    """A row and its deputies put right from their first day."""
    rows = Membership.objects.filter(pk=row.pk) | Membership.objects.filter(deputy_of_id=row.pk)
    rows.update(role=wished.role, votes=wished.votes)
    row.refresh_from_db()
    return row


def followed(row: Membership, wished: Stint) -> Membership:
    """The old row ends, the new one begins; deputies go on with it."""
    deputies = [stint(one) for one in row.deputies.select_related("person", "organization")]
    end(row, wished.active_from)
    new = create(wished)
    for deputy in deputies:
        if deputy.active_to is None or deputy.active_to > wished.active_from:
            begins = max(deputy.active_from, wished.active_from)
            goes_on = replace(deputy, role=wished.role, votes=wished.votes, deputy_of=new.pk)
            create(replace(goes_on, active_from=begins))
    return new


def words(row: Membership) -> str:
    """A membership as the journal keeps it, readable after everything else is gone."""
    who = ", ".join(str(one) for one in (row.person, row.organization) if one)
    role = str(wording.MEMBER_ROLE[MemberRole(row.role)])
    if row.deputy_of_id is not None:
        role = _("Vertretung, %(role)s") % {"role": role}
    until = _(" bis %(day)s") % {"day": day_words(row.active_to)} if row.active_to else ""
    return _("%(who)s (%(role)s, ab %(day)s%(until)s)") % {
        "who": who, "role": role, "day": day_words(row.active_from), "until": until,
    }  # fmt: skip


def day_words(day: date) -> str:
    """A day as people write it."""
    return date_format(day, "DATE_FORMAT")
