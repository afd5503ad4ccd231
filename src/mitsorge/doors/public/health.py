"""For the machinery around us: does the process live, and may it be sent visitors?"""

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from mitsorge.face.guards import open_to_all


@open_to_all
@never_cache
@require_safe
def alive(request: HttpRequest) -> HttpResponse:
    """The process answers. No database, no session."""
    return HttpResponse("lebt\n", content_type="text/plain; charset=utf-8")


@open_to_all
@never_cache
@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """200 where the database answers and is migrated, else 503 with the reason in one word (2 queries)."""
    fault = _fault()
    words = fault or "bereit"
    return HttpResponse(
        f"{words}\n", status=503 if fault else 200, content_type="text/plain; charset=utf-8"
    )


def _fault() -> str:
    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return "Datenbank"
    return "Migrationen" if waiting else ""
