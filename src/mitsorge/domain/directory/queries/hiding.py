"""A network may hide offers that nobody confirmed for long. Derived from the day: a confirmation brings them back."""

from datetime import UTC, date, datetime, time

from dateutil.relativedelta import relativedelta
from django.db.models import Case, DateTimeField, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.db.models.lookups import GreaterThanOrEqual, LessThan
from django.utils import timezone

from mitsorge.domain.directory.models import Service
from mitsorge.domain.directory.rules import Status
from mitsorge.domain.directory.rules.days import HIDING_CHOICES
from mitsorge.foundation.identity.models import Network


def midnight(on: date, *, months: int) -> datetime:
    """The beginning of the day so many months before `on`, in local time."""
    return datetime.combine(
        on - relativedelta(months=months), time(), timezone.get_current_timezone()
    )


NEVER = datetime(1900, 1, 1, tzinfo=UTC)


def not_hidden(on: date, prefix: str = "") -> Q:
    """Offers that the network's rule does not hide on a day; no query of its own."""
    return Q(GreaterThanOrEqual(_last_word(prefix), _oldest_shown(on)))


def hidden_services(on: date) -> QuerySet[Service]:
    """Active offers that are hidden on a day, by name (1 query)."""
    active = Service.objects.filter(status=Status.ACTIVE, organization__status=Status.ACTIVE)
    return active.filter(LessThan(_last_word(), _oldest_shown(on))).order_by("name", "pk")


def _last_word(prefix: str = "") -> Coalesce:
    """The confirmation or, where there never was one, the moment the offer came in or was changed."""
    return Coalesce(*(f"{prefix}{name}" for name in ("assured_at", "imported_at", "modified_at")))


def _oldest_shown(on: date) -> Coalesce:
    """The moment before which a last word is too old; asked once in a query."""
    cases = [
        When(hide_after_months=months, then=Value(midnight(on, months=months)))
        for months in HIDING_CHOICES
    ]
    moment = Case(*cases, default=None, output_field=DateTimeField())
    return Coalesce(Subquery(Network.objects.values(moment=moment)[:1]), Value(NEVER))
