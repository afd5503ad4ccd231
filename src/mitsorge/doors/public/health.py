"""For the machinery around us: does the process live, and may it be sent visitors?"""

from datetime import timedelta

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from mitsorge.face.guards import open_to_all
from mitsorge.foundation.post.queries import condition as condition_of_the_post

PATIENCE = timedelta(minutes=15)
"""How long a due letter may wait before somebody should look."""


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


@open_to_all
@never_cache
@require_safe
def post(request: HttpRequest) -> HttpResponse:
    """For the alarm: 503 where no worker shows itself or due letters pile up (3 queries). No numbers."""
    now = timezone.now()
    condition = condition_of_the_post(now)
    waits = condition.overdue_since is not None and now - condition.overdue_since > PATIENCE
    fault = "" if condition.worker_runs(now) else "Arbeiter"
    fault = fault or ("Stau" if waits else "")
    return HttpResponse(
        f"{fault or 'bereit'}\n",
        status=503 if fault else 200,
        content_type="text/plain; charset=utf-8",
    )
