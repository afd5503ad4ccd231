"""Addresses that do not work: what came back, and what to do."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mitsorge.domain.directory import permissions
from mitsorge.domain.upkeep import wording
from mitsorge.domain.upkeep.actions import troubles as actions
from mitsorge.domain.upkeep.models import Trouble
from mitsorge.domain.upkeep.queries.troubles import open_troubles
from mitsorge.domain.upkeep.rules import TroubleKind
from mitsorge.doors.office.deeds import attempt, editors, readers
from mitsorge.face.guards import SignedInRequest
from mitsorge.face.paging import paged


@require_safe
@readers
def troubles(request: SignedInRequest) -> HttpResponse:
    """Open troubles, the oldest first, 50 a page (2 queries beside the session)."""
    page = paged(open_troubles(), request, per_page=50)
    context = {
        "section": "verzeichnis",
        "paged": page,
        "rows": [_row(trouble) for trouble in page.rows],
        "may_edit": permissions.may_edit(request.user),
    }
    return render(request, "office/troubles.html", context)


def _row(trouble: Trouble) -> dict[str, object]:
    entry = trouble.service or trouble.organization
    room = "office:service" if trouble.service_id else "office:organization"
    return {
        "trouble": trouble,
        "kind": trouble.get_kind_display(),
        "words": wording.trouble_words(trouble.kind, trouble.words),
        "is_page": trouble.kind == TroubleKind.WEBSITE,
        "entry": entry,
        "address": reverse(room, args=[entry.pk]),
    }


@require_POST
@editors
def end_trouble(request: SignedInRequest, pk: int) -> HttpResponse:
    """Somebody looked, and the address works."""
    trouble = get_object_or_404(Trouble, pk=pk)
    thanks = _("Danke. %(address)s gilt wieder als in Ordnung.") % {"address": trouble.address}
    attempt(request, actions.end, thanks, trouble_id=pk)
    return redirect("office:troubles")
