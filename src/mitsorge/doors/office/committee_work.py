"""What committees put on the desk."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from mitsorge.domain.governance.queries.terms import Term, terms_over
from mitsorge.face.work import Urgency, WorkItem, needs_someone
from mitsorge.foundation.people.rules import Role


@needs_someone(Role.COORDINATION)
def terms(on: date) -> list[WorkItem]:
    """One item per committee in which terms are over (at most 2 queries)."""
    by_committee: dict[int, list[Term]] = {}
    for term in terms_over(on):
        by_committee.setdefault(term.membership.committee_id, []).append(term)
    return [_item(found) for found in by_committee.values()]


def _item(found: list[Term]) -> WorkItem:
    committee = found[0].membership.committee
    names = ", ".join(str(one.membership.person or one.membership.organization) for one in found)
    return WorkItem(
        title=_("Amtszeit vorbei: %(name)s") % {"name": committee.name},
        why=_("%(names)s. Wer gewählt war, bleibt, bis jemand nachfolgt.") % {"names": names},
        address=reverse("office:members", args=[committee.code]),
        button=_("Ansehen"),
        urgency=Urgency.LATER,
    )
