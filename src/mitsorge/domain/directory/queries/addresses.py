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


def _numbers() -> QuerySet[DirectoryRevision, Any]:
    return DirectoryRevision.objects.filter(pk=1).values_list("revision", "taxonomy")


def _first_numbers(rows: list[statements.Row]) -> tuple[int, int]:
    return (rows[0][0], rows[0][1]) if rows else (0, 0)


REVISION = statements.Question(_numbers, _first_numbers)
"""The numbers of directory and taxonomy; neither ever means two states (1 query)."""
