"""Applications: those that wait, those that were decided, and what an applicant may choose."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from mitsorge.domain.governance.models import AgendaItem, Committee, RuleSet
from mitsorge.domain.governance.rules import Classification, Composition, Result
from mitsorge.domain.partners.models import Agreement, Application, MemberGroup
from mitsorge.domain.partners.rules import ApplicationStatus

OPEN_TO_JOIN = (
    Classification.WORKING_GROUP,
    Classification.SUB_NETWORK,
    Classification.ROUND_TABLE,
    Classification.EXPERT_TABLE,
    Classification.REGULARS_TABLE,
    Classification.SUPPORT_TEAM,
    Classification.SOLUTION_TEAM,
)
"""Kinds of committees a partner joins by wishing to; all others elect, delegate or follow by rule."""
NAMED_SEATS = (Composition.NAMED, Composition.OPEN, Composition.DELEGATES)


def by_uid(uid: UUID | None) -> Application | None:
    """An application with what was signed and its group (1 query; none without a uid)."""
    found = Application.objects.select_related("agreement", "member_group")
    return found.filter(uid=uid).first() if uid else None


def current_agreement(on: date) -> Agreement | None:
    """The text that is signed on a day (1 query)."""
    return Agreement.objects.filter(valid_from__lte=on).order_by("-valid_from").first()


def standing(on: date) -> QuerySet[Committee]:
    """Committees that exist on a day."""
    begun = Q(active_from=None) | Q(active_from__lte=on)
    return Committee.objects.filter(begun, Q(active_to=None) | Q(active_to__gt=on))


def joinable_committees(on: date) -> QuerySet[Committee]:
    """Working groups and tables a partner may choose on a day, in their order (1 query)."""
    return standing(on).filter(classification__in=OPEN_TO_JOIN, composition__in=NAMED_SEATS)


def open_groups() -> QuerySet[MemberGroup]:
    """Member groups that take new partners (1 query)."""
    return MemberGroup.objects.filter(is_closed=False)


def seen_applications() -> QuerySet[Application]:
    """Applications whose address was confirmed. Nobody ever sees the others."""
    return Application.objects.exclude(confirmed_at=None)


def waiting() -> QuerySet[Application]:
    """Applications that wait for a decision, the oldest first (1 query)."""
    return (
        Application.objects.filter(status=ApplicationStatus.SUBMITTED)
        .select_related("member_group", "organization")
        .order_by("confirmed_at", "pk")
    )


def decided() -> QuerySet[Application]:
    """Confirmed applications that were accepted, declined or withdrawn, the newest first (1 query)."""
    return (
        seen_applications()
        .exclude(status=ApplicationStatus.SUBMITTED)
        .select_related("member_group", "organization", "decided_by", "decided_in")
        .order_by("-decided_at", "-pk")
    )


def rules_that_admit(on: date) -> QuerySet[RuleSet]:
    """The rule sets of a day by which a committee votes on new partners; each with its committee."""
    runs = Q(valid_to=None) | Q(valid_to__gt=on)
    return RuleSet.objects.filter(runs, valid_from__lte=on, admits_partners=True)


def admitting_committee(on: date) -> Committee | None:
    """Who votes on new partners on a day, or None where the coordination decides (1 query)."""
    found = rules_that_admit(on).select_related("committee").order_by("committee__position", "pk")
    first = found.first()
    return first.committee if first else None


def votes_for(application: Application) -> QuerySet[AgendaItem]:
    """Decisions carried since the application came, in committees that vote on partners (1 query).

    Whether the committee voted by such a rule on that very day is asked again when it is applied.
    """
    return (
        AgendaItem.objects.filter(
            result=Result.ADOPTED,
            decided_at__gte=application.confirmed_at,
            committee__rule_sets__admits_partners=True,
        )
        .select_related("committee", "meeting")
        .order_by("-decided_at", "-pk")
        .distinct()
    )


def applications_in(items: Sequence[AgendaItem]) -> dict[int, Application]:
    """What the items vote on, by the item's id, also after it was carried over.

    (1 query, and 1 more for each time something was carried over.)
    """
    shown = {item.pk: item.pk for item in items}
    older = {item.pk: item.carried_from_id for item in items if item.carried_from_id}
    while older:
        for pk, before in older.items():
            shown[before] = shown[pk]
        found = AgendaItem.objects.filter(pk__in=older.values(), carried_from__isnull=False)
        older = dict(found.values_list("pk", "carried_from_id"))
    voted_on = seen_applications().filter(agenda_item__in=shown)
    return {shown[each.agenda_item_id]: each for each in voted_on if each.agenda_item_id}
