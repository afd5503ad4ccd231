"""The directory's long lists: offers and organizations, narrowed by what the office looks for."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from mitsorge.domain.directory import queries as directory
from mitsorge.domain.directory import wording
from mitsorge.domain.directory.models import TaxonomyTerm
from mitsorge.domain.directory.rules import TermKind
from mitsorge.face.guards import SignedInRequest, only_for
from mitsorge.face.paging import Paged, paged
from mitsorge.foundation.people.rules import Role
from mitsorge.foundation.places.queries import areas_in_force

readers = only_for(Role.COORDINATION, Role.ADVICE, Role.PLANNING)
FRESHNESS = (("", _("alle")), ("unbestaetigt", _("nicht bestätigt")))


def _number(text: str) -> int | None:
    """A number the database can compare with: at most 18 digits."""
    return int(text) if text.isdecimal() and len(text) < 19 else None


def filters_of(request: SignedInRequest) -> directory.ListFilters:
    """What the address asks for; nonsense means "all"."""
    asked = request.GET
    return directory.ListFilters(
        text=asked.get("q", "").strip()[:100],
        kind=asked.get("art", ""),
        status=asked.get("status", "") if asked.get("status") in wording.STATUS else "",
        planning_area_id=_number(asked.get("gebiet", "")),
        organization_id=_number(asked.get("organisation", "")),
        unconfirmed=asked.get("frische") == "unbestaetigt",
        hidden=asked.get("frische") == "ausgeblendet",
        protected=asked.get("geschuetzt") == "ja",
        page=_number(asked.get("seite", "")) or 1,
    )


def _choices(filters: directory.ListFilters) -> dict[str, object]:
    """What can be chosen above the list (2 queries)."""
    return {
        "filters": filters,
        "kinds": TaxonomyTerm.objects.filter(kind=TermKind.CARE, is_retired=False).values_list(
            "code", "name"
        ),
        "areas": areas_in_force(timezone.localdate()).values_list("pk", "name"),
        "statuses": wording.STATUS.items(),
        "freshness": FRESHNESS,
    }


def _list(
    request: SignedInRequest,
    template: str,
    found: directory.ListPage,
    filters: directory.ListFilters,
) -> HttpResponse:
    page = Paged(
        found.rows, number=found.page, pages=found.pages, total=found.total, query=request.GET
    )
    return render(request, template, {"section": "verzeichnis", "paged": page, **_choices(filters)})


@readers
@require_safe
def services(request: SignedInRequest) -> HttpResponse:
    filters = filters_of(request)
    found = directory.office_services(filters, on=timezone.localdate())
    return _list(request, "office/directory/services.html", found, filters)


@readers
@require_safe
def organizations(request: SignedInRequest) -> HttpResponse:
    filters = filters_of(request)
    found = directory.office_organizations(filters, on=timezone.localdate())
    return _list(request, "office/directory/organizations.html", found, filters)


@readers
@require_safe
def recognitions(request: SignedInRequest) -> HttpResponse:
    """Offers whose recognition under § 45a SGB XI ends within eight weeks or has ended (2 queries)."""
    today = timezone.localdate()
    context = {
        "section": "verzeichnis",
        "paged": paged(directory.recognitions_ending(today), request),
        "today": today,
    }
    return render(request, "office/directory/recognitions.html", context)
