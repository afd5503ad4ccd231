"""A scenario handed on: what it would do is written down as of that day, and both sides know of each other."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mitsorge.domain.governance.actions.outcomes import Refused
from mitsorge.domain.governance.models import AgendaItem
from mitsorge.domain.governance.rules import ItemStatus
from mitsorge.domain.planning.actions.handing import as_impulse, as_item
from mitsorge.domain.planning.actions.scenarios import locked
from mitsorge.domain.planning.actions.versions import check_version
from mitsorge.domain.planning.models import Handover, Scenario
from mitsorge.domain.planning.permissions import check_may_plan
from mitsorge.domain.planning.queries.laid import Laid
from mitsorge.domain.planning.wording.handover import handover_words
from mitsorge.domain.recommendations.models import Impulse
from mitsorge.foundation.journal import actions as journal
from mitsorge.foundation.people.models import Account
from mitsorge.foundation.places.models import PlanningArea
from mitsorge.foundation.places.queries.areas import areas_in_force


@dataclass(frozen=True)
class Computed:
    """A scenario as somebody saw it computed: its id, the version on the page, and the effect."""

    scenario_id: int
    version: int
    laid: Laid


@transaction.atomic
def send_scenario_as_impulse(*, computed: Computed, by: Account, at: datetime) -> Handover:
    """An impulse "aus der Planung", of the area if only one is touched. While one that says the same is open, it is the one.

    Raises `ItemChanged` where somebody saved since, `Refused` without a measure that can be applied.
    """
    check_may_plan(by)
    scenario = _held(computed)
    text = _text(scenario, computed.laid)
    before = scenario.handovers.filter(text=text, impulse__closed_at=None)
    if standing := before.exclude(impulse=None).first():
        return standing
    area = _area(computed.laid, at)
    return _record(scenario, text, by, at, as_impulse(text=text, area=area, by=by, at=at))


@transaction.atomic
def send_scenario_to_agenda(
    *, computed: Computed, committee_id: int, meeting_id: int | None, by: Account, at: datetime
) -> Handover:
    """An item of the meeting, or of the backlog without `meeting_id`; as with findings. Raises as above, and `NotAllowed`."""
    check_may_plan(by)
    scenario = _held(computed)
    text = _text(scenario, computed.laid)
    before = scenario.handovers.filter(text=text, agenda_item__committee=committee_id)
    if standing := before.filter(agenda_item__status=ItemStatus.OPEN).first():
        return standing
    item = as_item(
        title=_("Szenario: %(name)s") % {"name": scenario.name},
        text=text,
        committee_id=committee_id,
        meeting_id=meeting_id,
        by=by,
        at=at,
    )
    return _record(scenario, text, by, at, item)


def _held(computed: Computed) -> Scenario:
    scenario = locked(computed.scenario_id)
    check_version(scenario, computed.version, {}, {})
    if not computed.laid.result.taken:
        raise Refused(_("Dieses Szenario ändert noch nichts. Legen Sie zuerst eine Maßnahme an."))
    return scenario


def _text(scenario: Scenario, laid: Laid) -> str:
    return handover_words(
        name=scenario.name,
        term=str(scenario.term),
        year=scenario.year,
        measures=[each.words for each in laid.measures if not each.why],
        effect=laid.told,
        km=laid.km,
    )


def _area(laid: Laid, at: datetime) -> PlanningArea | None:
    touched = laid.effect.touched
    if len(touched) != 1:
        return None
    return areas_in_force(timezone.localdate(at)).filter(code=touched[0]).first()


def _record(
    scenario: Scenario, text: str, by: Account, at: datetime, became: Impulse | AgendaItem
) -> Handover:
    links = {"impulse" if isinstance(became, Impulse) else "agenda_item": became}
    made = Handover.objects.create(scenario=scenario, text=text, sent_at=at, sent_by=by, **links)
    changes = {"to": [None, str(became)]}
    event = "planning.scenario.sent"
    journal.record(event=event, subject=scenario, by=by, at=at, changes=changes)
    return made
