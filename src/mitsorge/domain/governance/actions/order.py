"""The order of an agenda or a backlog. Called inside the transactions of the deeds around it."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from mitsorge.domain.governance.actions.outcomes import Refused
from mitsorge.domain.governance.models import AgendaItem, Meeting
from mitsorge.domain.governance.rules import ItemKind
from mitsorge.domain.governance.rules.agenda import EDITABLE, place_of


def held(meeting: Meeting | None) -> Meeting | None:
    """The meeting locked, while its agenda may change; `Refused` afterwards."""
    if meeting is None:
        return None
    held = Meeting.objects.select_for_update(of=("self",)).select_related("committee")
    found = held.get(pk=meeting.pk)
    if found.status not in EDITABLE:
        raise Refused(
            _("Die Tagesordnung steht fest. Sie ändert sich nach der Sitzung nicht mehr.")
        )
    return found


def neighbours(item: AgendaItem) -> QuerySet[AgendaItem]:
    """The items beside it, in order, itself among them."""
    beside = AgendaItem.objects.filter(committee=item.committee_id, meeting=item.meeting_id)
    if item.meeting_id is not None:
        beside = AgendaItem.objects.filter(meeting=item.meeting_id)
    return beside.order_by("position", "pk")


def put(item: AgendaItem, meeting: Meeting | None) -> None:
    """Saves an item at its place on an agenda or at the end of the backlog."""
    item.meeting = meeting
    beside = list(neighbours(item).exclude(pk=item.pk).values_list("pk", "kind"))
    at = len(beside)
    if meeting is not None:
        at = place_of(ItemKind(item.kind), [ItemKind(kind) for _pk, kind in beside])
    item.position = at + 1
    item.save()
    order = [pk for pk, _kind in beside]
    number([*order[:at], item.pk, *order[at:]])


def number(order: list[int]) -> None:
    """Positions from 1 in this order (1 query)."""
    items = [AgendaItem(pk=pk, position=place) for place, pk in enumerate(order, 1)]
    AgendaItem.objects.bulk_update(items, ["position"])
