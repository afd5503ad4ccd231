"""Who may be named to write a meeting down."""

from django.db.models import QuerySet

from mitsorge.domain.governance.models import Meeting
from mitsorge.domain.governance.queries.meetings import seats_of
from mitsorge.foundation.people.models import Person
from mitsorge.foundation.people.rules import OFFICE_ROLES


def possible_minute_takers(meeting: Meeting) -> QuerySet[Person]:
    """Whoever sits there by name on the day of the meeting, deputies included, and whoever works in the office,
    by name (1 query and those of `seats_of`).
    """
    seats = seats_of(meeting)
    sitting = {seat.person_id for seat in seats} | {
        deputy.person_id for seat in seats for deputy in seat.deputies
    }
    office = Person.objects.filter(account__is_active=True, account__grants__role__in=OFFICE_ROLES)
    named = {key for key in sitting if key}
    found = Person.objects.filter(pk__in=named) | Person.objects.filter(pk__in=office.values("pk"))
    return found.order_by("name", "pk")
