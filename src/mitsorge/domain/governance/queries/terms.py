from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from mitsorge.domain.governance.models import Committee, Membership
from mitsorge.domain.governance.queries.rule_sets import rules_of_all
from mitsorge.domain.governance.rules.procedure import term_end


@dataclass(frozen=True)
class Term:
    """A membership and the day on which its term ended or will end. The seat stays until a successor is named."""

    membership: Membership
    ends_on: date


def terms_over(on: date, *, committee: Committee | None = None) -> list[Term]:
    """Running memberships whose term is over on a day, the longest over first; deputies follow their
    principals and are left out. By the rules valid on that day (2 queries, 1 where no rules know a term).
    """
    rules = {pk: found for pk, found in rules_of_all(on).items() if found.term_years is not None}
    if committee is not None:
        rules = {pk: found for pk, found in rules.items() if pk == committee.pk}
    if not rules:
        return []
    rows = Membership.objects.filter(
        Q(active_to=None) | Q(active_to__gt=on),
        committee__in=rules,
        deputy_of=None,
        active_from__lte=on,
    ).select_related("committee", "person", "organization")
    ends = ((row, term_end(row.active_from, rules[row.committee_id])) for row in rows)
    found = [Term(row, day) for row, day in ends if day is not None and day <= on]
    return sorted(found, key=lambda term: (term.ends_on, term.membership.pk))
