"""What has a public page of its own, and how far the directory has changed."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from mitsorge.domain.directory.models import DirectoryRevision, LifeSituation
from mitsorge.domain.directory.queries.visible import visible_organizations, visible_services
from mitsorge.foundation import statements


@dataclass(frozen=True)
class PublicAddresses:
    """Slugs of everything the public may open, with the moment of the last change where there is one."""

    services: list[tuple[str, datetime]]
    organizations: list[tuple[str, datetime]]
    situations: list[str]


def public_addresses(*, on: date) -> PublicAddresses:
    """For the sitemap (3 queries)."""
    return PublicAddresses(
        services=list(visible_services(on).values_list("slug", "modified_at")),
        organizations=list(visible_organizations(on).values_list("slug", "modified_at")),
        situations=list(LifeSituation.objects.values_list("slug", flat=True)),
    )


def revision() -> tuple[int, int]:
    """The numbers of directory and taxonomy; neither ever means two states (1 query)."""
    found = statements.rows(_numbers)
    return found[0] if found else (0, 0)


def _numbers() -> QuerySet[DirectoryRevision, Any]:
    return DirectoryRevision.objects.filter(pk=1).values_list("revision", "taxonomy")
