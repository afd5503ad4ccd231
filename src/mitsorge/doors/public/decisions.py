"""The public register of decisions: every committee's, found by words, number, committee and year."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from mitsorge.domain.governance.models import AgendaItem
from mitsorge.domain.governance.queries import public_decisions, register
from mitsorge.domain.governance.queries.public_calendar import Decision, decision_of
from mitsorge.domain.governance.wording import RESULT
from mitsorge.doors.public.conditional import answer_of_deeds
from mitsorge.face.guards import open_to_all
from mitsorge.face.paging import paged

PER_PAGE = 25


@dataclass(frozen=True)
class Asked:
    """What the address asks for; nonsense means "all"."""

    words: str
    code: str
    year: int | None

    @property
    def is_empty(self) -> bool:
        return not (self.words or self.code or self.year)


@open_to_all
@require_safe
def decisions(request: HttpRequest) -> HttpResponse:
    """Twenty-five decisions a page (5 queries beside the frame, 1 from a copy)."""
    return answer_of_deeds(request, lambda: _page(request))


def _page(request: HttpRequest) -> HttpResponse:
    committees = public_decisions.deciding_committees()
    years = register.years(public_decisions.decided())
    asked = asked_in(request, dict(committees), years)
    page = paged(_found(asked), request, per_page=PER_PAGE)
    context = {
        "section": "termine",
        "asked": asked,
        "asked_committee": dict(committees).get(asked.code, ""),
        "committees": committees,
        "years": years,
        "decisions": [line for row in page.rows if (line := _line(row))],
        "paged": page,
    }
    return render(request, "public/governance/decisions.html", context)


def asked_in(request: HttpRequest, committees: dict[str, str], years: list[int]) -> Asked:
    """Words, committee and year as the address says them, where there is such a one."""
    code, year = request.GET.get("gremium", ""), request.GET.get("jahr", "")
    return Asked(
        words=request.GET.get("worte", "").strip()[:100],
        code=code if code in committees else "",
        year=int(year) if year in {str(one) for one in years} else None,
    )


def _found(asked: Asked) -> QuerySet[AgendaItem]:
    found = register.found(public_decisions.decided(), words=asked.words, year=asked.year)
    return found.filter(committee__code=asked.code) if asked.code else found


def _line(row: AgendaItem) -> tuple[Decision, str, str, str] | None:
    """(decision, its result in a word, code and name of the committee)."""
    made = decision_of(row)
    return (
        (made, str(RESULT[made.result]), row.committee.code, row.committee.name) if made else None
    )
