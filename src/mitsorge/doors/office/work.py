"""What the office door puts on the desk."""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mitsorge.doors.office import (  # noqa: F401 - imported for the providers they register
    call_work,
    change_work,
    committee_work,
    directory_work,
    duplicate_work,
    freshness_work,
    meeting_work,
    minutes_work,
    partner_work,
    recommendation_work,
    year_work,
)
from mitsorge.doors.office.measures import work as measure_work  # noqa: F401 - so is this
from mitsorge.face.work import Urgency, WorkItem, needs_someone
from mitsorge.foundation.post import queries as post
from mitsorge.foundation.post.permissions import LETTER_ROLES
from mitsorge.foundation.post.queries import Condition
from mitsorge.foundation.post.rules import State

STUCK_AFTER = timedelta(minutes=10)


@needs_someone(*LETTER_ROLES)
def letters(_on: date) -> list[WorkItem]:
    """Letters that are unclear, failed, or that nobody carries (3 queries)."""
    now = timezone.now()
    condition = post.condition(now)
    rows = (
        (State.UNCLEAR, condition.counts[State.UNCLEAR], _unclear),
        (State.FAILED, condition.counts[State.FAILED], _failed),
        (State.QUEUED, condition.counts[State.QUEUED] * _is_stuck(condition, now), _stuck),
    )
    return [_item(words(n), state) for state, n, words in rows if n]


def _is_stuck(condition: Condition, now: datetime) -> bool:
    """Something is due, and there is no server to take it or nobody has fetched it for a while."""
    since = condition.overdue_since
    return since is not None and (not settings.SMTP_URL or now - since > STUCK_AFTER)


def _unclear(n: int) -> tuple[str, str]:
    title = ngettext(
        "%(n)s Brief ist vielleicht nicht angekommen",
        "%(n)s Briefe sind vielleicht nicht angekommen",
        n,
    )
    why = _("Die Verbindung brach bei der Übergabe ab. Wir senden nichts ungefragt zweimal.")
    return title % {"n": n}, why


def _failed(n: int) -> tuple[str, str]:
    title = ngettext("%(n)s Brief ist nicht zustellbar", "%(n)s Briefe sind nicht zustellbar", n)
    return title % {"n": n}, _("Meist stimmt die Adresse nicht mehr.")


def _stuck(n: int) -> tuple[str, str]:
    title = ngettext("%(n)s Brief liegt im Ausgang", "%(n)s Briefe liegen im Ausgang", n)
    if not settings.SMTP_URL:
        return title % {"n": n}, _("Es ist kein Postserver eingerichtet.")
    return title % {"n": n}, _("Zurzeit holt niemand die Briefe ab. Die Technik kann helfen.")


def _item(words: tuple[str, str], state: State) -> WorkItem:
    address = f"{reverse('office:letters')}?stand={state}"
    return WorkItem(*words, address, _("Ansehen"), urgency=Urgency.TODAY)
