"""What stands twice, on the desk: read as the worker stored it, beside the same compared by the page itself.

CPU of the process, at 3,000 and 30,000 offers of which every tenth stands there again (`bench.offers`). A directory
where nothing changed; pages after a change read the same rows until the worker has compared again.
"""

import os
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from bench.figures import Figure, median, report

SIZES = (3_000, 30_000)
ROUNDS = 7
LIMIT_MS = 50.0
AT = datetime(2026, 11, 20, 9, tzinfo=UTC)


def main() -> None:
    os.environ.setdefault("MITSORGE_DATABASE_URL", "sqlite://:memory:")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mitsorge.settings")
    import django

    django.setup()
    from django.test.utils import setup_databases, teardown_databases

    kept = setup_databases(verbosity=0, interactive=False)
    figures: list[Figure] = []
    pairs = {}
    try:
        for size in SIZES:
            pairs[f"{size:,}"] = _filled(size)
            figures += _measured(size)
    finally:
        teardown_databases(kept, verbosity=0)
    report("desk", figures, pairs=pairs)


def _filled(size: int) -> int:
    """A directory of about this many offers of one organization; how many pairs the worker found."""
    from bench.offers import offers
    from mitsorge.domain.directory.models import (
        Location,
        Organization,
        Phone,
        Service,
        ServiceAtLocation,
    )
    from mitsorge.domain.duplicates.actions.comparing import compare_all
    from mitsorge.domain.duplicates.models import Comparison

    for model in (Phone, ServiceAtLocation, Service, Location):
        model.objects.all().delete()
    house, _new = Organization.objects.get_or_create(
        slug="bench", defaults={"name": "Bench", "modified_at": AT}
    )
    rows = offers(size).records
    made = Service.objects.bulk_create(
        Service(
            organization=house, slug=f"a{row.key}", name=row.name[:200], status="ACTIVE",
            modified_at=AT, email=next(iter(row.emails), ""), url=next(iter(row.websites), ""),
        )
        for row in rows
    )  # fmt: skip
    places = Location.objects.bulk_create(
        Location(
            organization=house, street=row.street[:200], postcode=row.postcode[:5],
            town=row.town[:120], **_point(row),
        )
        for row in rows
    )  # fmt: skip
    both = list(zip(made, places, rows, strict=True))
    ServiceAtLocation.objects.bulk_create(
        ServiceAtLocation(service=offer, location=place) for offer, place, _row in both
    )
    Phone.objects.bulk_create(
        Phone(service=offer, number=number, display=number)
        for offer, _place, row in both
        for number in row.phones
    )
    compare_all(at=AT)
    return len(Comparison.objects.get(kind="SERVICE").pairs)


def _point(row: Any) -> dict[str, Any]:
    known = row.latitude is not None and row.longitude is not None
    return {"latitude": row.latitude, "longitude": row.longitude} if known else {}


def _measured(size: int) -> list[Figure]:
    from mitsorge.domain.duplicates.queries import candidates
    from mitsorge.domain.duplicates.rules.merging import Kind

    def compared() -> object:
        candidates.forget()
        return candidates.index(Kind.SERVICE)

    def read() -> object:
        candidates.forget()
        return candidates.open_pairs(Kind.SERVICE)

    stored, anew = median([_cpu(read) for _round in range(ROUNDS)]), _cpu(compared)
    return [
        Figure(f"{size:,}: pairs read", stored, anew, "ms", "compared by the page", 0.1),
        Figure(f"{size:,}: pairs read", stored, LIMIT_MS, "ms", f"{LIMIT_MS:g} ms", 1),
    ]


def _cpu(deed: Callable[[], object]) -> float:
    begun = time.process_time()
    deed()
    return (time.process_time() - begun) * 1e3
