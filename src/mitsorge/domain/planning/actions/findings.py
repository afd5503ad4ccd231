"""A gap or an overlap handed on: its evidence is frozen, and both sides know of each other."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mitsorge.domain.directory.models import TaxonomyTerm
from mitsorge.domain.directory.rules import TermKind
from mitsorge.domain.governance.actions.outcomes import Refused
from mitsorge.domain.governance.models import AgendaItem
from mitsorge.domain.governance.rules import ItemStatus
from mitsorge.domain.planning import wording
from mitsorge.domain.planning.actions.handing import as_impulse, as_item
from mitsorge.domain.planning.models import Finding
from mitsorge.domain.planning.permissions import check_may_plan
from mitsorge.domain.planning.queries.findings import about_of, handed_on_about
from mitsorge.domain.planning.rules.evidence import Found
from mitsorge.domain.planning.wording.findings import against, sentence
from mitsorge.domain.recommendations.models import Impulse
from mitsorge.foundation.journal import actions as journal
from mitsorge.foundation.people.models import Account
from mitsorge.foundation.places.models import PlanningArea
from mitsorge.foundation.places.queries.areas import areas_in_force


@transaction.atomic
def send_as_impulse(*, found: Found, by: Account, at: datetime) -> Finding:
    """An impulse of the area, "aus der Planung". While one about the same is open, it is the one: nothing twice."""
    check_may_plan(by)
    area = _held_area(found, at)
    before = handed_on_about(about_of(found)).filter(impulse__closed_at=None)
    if standing := before.exclude(impulse=None).first():
        return standing
    impulse = as_impulse(text=sentence(found), area=area, by=by, at=at)
    return _freeze(found, area, by, at, impulse=impulse)


@transaction.atomic
def send_to_agenda(
    *, found: Found, committee_id: int, meeting_id: int | None, by: Account, at: datetime
) -> Finding:
    """An item of the agenda of a meeting, or of the backlog without `meeting_id`.

    Who does not run the committee proposes it for the backlog, and its office hears of it. While an item about the
    same is open in this committee, it is the one: nothing twice. Raises `Refused`, `NotAllowed`.
    """
    check_may_plan(by)
    area = _held_area(found, at)
    before = handed_on_about(about_of(found)).filter(agenda_item__committee=committee_id)
    if standing := before.filter(agenda_item__status=ItemStatus.OPEN).first():
        return standing
    item = as_item(
        title=title_of(found),
        text=_text(found),
        committee_id=committee_id,
        meeting_id=meeting_id,
        by=by,
        at=at,
    )
    return _freeze(found, area, by, at, item=item)


def title_of(found: Found) -> str:
    """ "Lücke: Tagespflege in Planregion 3"."""
    kind = wording.FINDING_KIND[found.kind]
    words = {"kind": kind, "name": found.name, "area": found.area_name}
    return _("%(kind)s: %(name)s in %(area)s") % words


def _text(found: Found) -> str:
    doubts = against(found.evidence)
    parts = [sentence(found)]
    if doubts:
        parts += ["", _("Was dagegen spricht:"), *(f"– {doubt}" for doubt in doubts)]
    return "\n".join(parts)


def _held_area(found: Found, at: datetime) -> PlanningArea:
    """The area in force, held: two clicks at once wait for each other here."""
    areas = areas_in_force(timezone.localdate(at)).filter(code=found.area)
    area = areas.select_for_update(of=("self",)).order_by("pk").first()
    if area is None:
        raise Refused(_("Diesen Planungsraum gibt es nicht mehr."))
    return area


def _freeze(
    found: Found,
    area: PlanningArea,
    by: Account,
    at: datetime,
    *,
    impulse: Impulse | None = None,
    item: AgendaItem | None = None,
) -> Finding:
    finding = Finding.objects.create(
        kind=found.kind,
        term=TaxonomyTerm.objects.get(kind=TermKind.CARE, code=found.term),
        planning_area=area,
        age_from=found.age_from,
        sentence=sentence(found),
        against="\n".join(against(found.evidence)),
        evidence=found.evidence.as_json(),
        confidence=found.confidence,
        sent_at=at,
        sent_by=by,
        impulse=impulse,
        agenda_item=item,
    )
    changes = {"to": [None, str(impulse or item)]}
    journal.record(event="planning.finding.sent", subject=finding, by=by, at=at, changes=changes)
    return finding
