"""A committee as everyone may see it: no person's name, nothing of closed meetings."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from mitsorge.domain.directory.queries.visible import visible_organizations
from mitsorge.domain.governance.models import Committee, Membership, RuleSet
from mitsorge.domain.governance.queries.rule_sets import rules_on
from mitsorge.domain.governance.rules import MemberRole

FUNCTIONS = (MemberRole.CHAIR, MemberRole.DEPUTY_CHAIR, MemberRole.SPOKESPERSON)


@dataclass(frozen=True)
class House:
    """An organization everyone may see."""

    name: str
    slug: str


@dataclass(frozen=True)
class Function:
    """Who chairs or speaks: the organizations only; None where there is none, or none to show."""

    role: MemberRole
    house: House | None


@dataclass(frozen=True)
class CommitteePage:
    committee: Committee
    led_by: House | None
    functions: Sequence[Function]
    rules: RuleSet | None
    parent: Committee | None
    below: Sequence[Committee]


def public_committee(code: str, *, on: date) -> CommitteePage | None:
    """The committee, if it has begun by this day; one that ended stays (5 queries)."""
    begun = Q(active_from=None) | Q(active_from__lte=on)
    rows = Committee.objects.select_related("parent", "planning_area")
    committee = rows.filter(begun, code=code).first()
    if committee is None:
        return None
    members = list(_in_office(committee, on))
    asked = (*(each.organization_id for each in members), committee.led_by_organization_id)
    houses = _houses({pk for pk in asked if pk}, on)
    return CommitteePage(
        committee,
        houses.get(committee.led_by_organization_id or 0),
        [
            Function(MemberRole(each.role), houses.get(each.organization_id or 0))
            for each in members
        ],
        rules_on(committee, on),
        committee.parent,
        list(committee.children.filter(begun).exclude(active_to__lte=on)),
    )


def _in_office(committee: Committee, on: date) -> list[Membership]:
    """Chair first, then who stands in, then who speaks (1 query)."""
    going_on = Q(active_from__lte=on) & (Q(active_to=None) | Q(active_to__gt=on))
    rows = committee.memberships.filter(going_on, role__in=FUNCTIONS, deputy_of=None)
    return sorted(rows.order_by("pk"), key=lambda row: FUNCTIONS.index(MemberRole(row.role)))


def _houses(ids: set[int], on: date) -> dict[int, House]:
    """Those of them that the directory shows (1 query)."""
    rows = visible_organizations(on).filter(pk__in=ids)
    return {row.pk: House(row.name, row.slug) for row in rows}


def public_codes(on: date) -> list[str]:
    """Codes of the committees with a page, in their order (1 query)."""
    begun = Q(active_from=None) | Q(active_from__lte=on)
    return list(Committee.objects.filter(begun).values_list("code", flat=True))
