"""Free places as they are reported."""

from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from django.db import transaction

from mitsorge.domain.directory import permissions, rules
from mitsorge.domain.directory.actions.labels import capacity_words
from mitsorge.domain.directory.actions.outcomes import refuse
from mitsorge.domain.directory.actions.versions import refresh_services
from mitsorge.domain.directory.models import Service, ServiceCapacity
from mitsorge.foundation.journal import actions as journal
from mitsorge.foundation.people.models import Account


@transaction.atomic
def report_capacity(
    *,
    service_id: int,
    draft: rules.CapacityDraft,
    by: Account | None,
    at: datetime,
    vouched_by: UUID | None = None,
) -> ServiceCapacity:
    """Free places of one kind as of now, also when nothing changed. The later report wins.

    New numbers are a new version of the offer: a form opened before cannot overwrite them unseen.
    """
    service = (
        Service.objects.select_for_update(of=("self",))
        .select_related("organization")
        .get(pk=service_id)
    )
    permissions.check_may_edit(by, vouched_by=vouched_by, owner=service.organization.uid)
    refuse(rules.problems_of_capacity(draft))
    before = ServiceCapacity.objects.filter(service=service, unit=draft.unit).first()
    if before is None or any(getattr(before, k) != v for k, v in asdict(draft).items()):
        Service.objects.filter(pk=service_id).update(modified_at=at)
        service.modified_at = at
    capacity, _new = ServiceCapacity.objects.update_or_create(
        service=service, unit=draft.unit, defaults=asdict(draft) | {"updated_at": at}
    )
    words = [capacity_words(before) if before else "", capacity_words(capacity)]
    journal.record(
        event="directory.capacity.reported",
        subject=service,
        by=by,
        at=at,
        changes={"capacities": words},
    )
    refresh_services(pk=service_id)
    return capacity
