"""Free places as an organization reports them itself: by link, account or mail."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from mitsorge.domain.directory import actions as directory
from mitsorge.domain.directory.models import Service, ServiceCapacity
from mitsorge.domain.directory.queries import draft_of_report
from mitsorge.domain.directory.rules import CapacityDraft
from mitsorge.domain.upkeep import permissions
from mitsorge.domain.upkeep.rules import Via
from mitsorge.foundation.people.models import Account

TWICE = timedelta(minutes=1)
"""The same report within so short a time is a second click, not a second report."""


@transaction.atomic
def report_places(
    *,
    organization: UUID,
    service_id: int,
    draft: CapacityDraft,
    seen: datetime | None,
    via: Via,
    by: Account | None,
    at: datetime,
) -> ServiceCapacity:
    """Reports the places of one kind at an offer of the organization (about 12 queries).

    `seen`: moment of the report that was shown (None: there was none); a younger one by somebody else raises
    `ChangedMeanwhile`. MAIL answers nothing that was shown: there the later report wins. LINK and MAIL are proved by
    the caller. Raises `NotAllowed`, `EntryRefused`.
    """
    permissions.check_may_answer(by, organization, via=via)
    Service.objects.select_for_update(of=("self",)).get(pk=service_id)
    known = ServiceCapacity.objects.filter(service_id=service_id, unit=draft.unit).first()
    theirs = draft_of_report(service_id, draft.unit)
    if known and theirs == draft and at - known.updated_at < TWICE:
        return known
    if known and via != Via.MAIL and known.updated_at != seen:
        raise directory.ChangedMeanwhile(
            changed_at=known.updated_at, at=at, theirs=theirs, yours=draft
        )
    return directory.report_capacity(
        service_id=service_id, draft=draft, by=by, at=at, vouched_by=organization
    )
