"""Surveys as the pages and deeds need them: what to ask whom, who answered, what it adds up to."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from mitsorge.domain.directory.models import Phone, Service, ServiceCapacity, TaxonomyTerm
from mitsorge.domain.directory.rules import KIND_OF_TERM, PhoneKind, TermKind
from mitsorge.domain.planning.models import Figure, Series, Survey, SurveyRequest
from mitsorge.domain.planning.queries.figures import Network
from mitsorge.domain.planning.queries.supply import supply_of
from mitsorge.domain.planning.rules import Level, Quality
from mitsorge.domain.planning.rules.regions import Region, finest_regions
from mitsorge.domain.planning.rules.supply import Reach, SupplyRow
from mitsorge.domain.planning.rules.survey_counts import Questionnaire
from mitsorge.domain.planning.rules.surveys import (
    Answers,
    Offer,
    Served,
    Standing,
    answers_from,
    standing_of,
)
from mitsorge.foundation.post.models import Letter
from mitsorge.foundation.post.rules import State

RETURNED = (State.FAILED, State.ABANDONED)


def surveys() -> QuerySet[Survey]:
    """The newest first, with `n_asked` and `n_answered` (1 query)."""
    answered = Count("requests", filter=Q(requests__answered_at__isnull=False))
    return Survey.objects.annotate(n_asked=Count("requests"), n_answered=answered)


def request_by_uid(uid: UUID) -> SurveyRequest | None:
    """With its survey and its organization (1 query)."""
    rows = SurveyRequest.objects.select_related("survey", "organization")
    return rows.filter(uid=uid).first()


def kind_names(codes: Collection[str]) -> dict[str, str]:
    """Code of a kind of offer → its name, in the order of the vocabulary (1 query)."""
    rows = TaxonomyTerm.objects.filter(kind=TermKind.CARE, code__in=codes)
    return dict(rows.values_list("code", "name"))


def letter_key(request_uid: UUID, *, reminder: bool = False) -> str:
    """Two letters with one key are one letter."""
    return f"planning.survey.{request_uid}.{int(reminder)}"


def questionnaires_to(
    terms: Collection[str], areas: Collection[str], *, on: date, network: Network
) -> dict[int, Answers]:
    """Id of an organization → what it is asked, filled from the directory (at most 10 queries).

    `areas`: codes; empty: everywhere. An offer counts where its site lies or where it comes to.
    """
    rows = supply_of(terms, on=on, network=network)
    below = _below(areas, network.regions)
    chosen = [row for row in rows if not areas or _touches(row, below)]
    ids = {row.service for row in chosen}
    owners = dict(Service.objects.filter(pk__in=ids).values_list("pk", "organization_id"))
    free = _free(ids)
    codes = [region.code for region in finest_regions(network.regions)]
    found: dict[int, list[Offer]] = defaultdict(list)
    seen: dict[tuple[int, str], int] = defaultdict(int)
    for row in chosen:
        seen[row.service, row.term] += 1
        number = seen[row.service, row.term]
        found[owners[row.service]].append(_offer(row, number, free, network.regions, codes))
    return {pk: Answers(tuple(offers)) for pk, offers in found.items()}


def _below(areas: Collection[str], regions: Sequence[Region]) -> frozenset[str]:
    """The areas themselves and everything inside them."""
    found = set(areas)
    for _level in regions:
        more = {region.code for region in regions if region.parent in found} - found
        if not more:
            break
        found |= more
    return frozenset(found)


def _touches(row: SupplyRow, areas: frozenset[str]) -> bool:
    comes = not row.visited and (row.reach.everywhere or bool(row.reach.areas & areas))
    return row.area in areas or comes


def _free(services: Collection[int]) -> dict[int, list[ServiceCapacity]]:
    found: dict[int, list[ServiceCapacity]] = defaultdict(list)
    for row in ServiceCapacity.objects.filter(service__in=services):
        found[row.service_id].append(row)
    return found


def _offer(
    row: SupplyRow,
    number: int,
    free: Mapping[int, list[ServiceCapacity]],
    regions: Sequence[Region],
    codes: Sequence[str],
) -> Offer:
    """What the directory says of several sites together is not told of one of them."""
    kind = KIND_OF_TERM.get(row.term)
    told = [each.available for each in free.get(row.service, ()) if kind in (None, each.kind)]
    known = [each for each in told if each is not None]
    whole = bool(told) and len(known) == len(told) and row.places is not None
    return Offer(
        key=f"{row.uid.hex}.{row.term}.{number}",
        name=row.name,
        term=row.term,
        place=row.place,
        area=row.area if row.lat is not None else "",
        visited=row.visited,
        places=row.places,
        free=float(sum(known)) if whole else None,
        served=_served(row.reach, regions, codes),
    )


def _served(reach: Reach, regions: Sequence[Region], codes: Sequence[str]) -> Served | None:
    """By whole planning areas only; a radius or single places say nothing about areas."""
    if reach.everywhere:
        return Served(everywhere=True)
    inside = _below(reach.areas, regions)
    areas = tuple(code for code in codes if code in inside)
    return Served(areas=areas) if areas else None


def sheets_of(survey: Survey) -> list[Questionnaire]:
    """All questionnaires of a survey, for counting (1 query)."""
    rows = SurveyRequest.objects.filter(survey=survey).select_related("organization")
    return [sheet_of(row) for row in rows.order_by("organization__name", "pk")]


def sheet_of(row: SurveyRequest) -> Questionnaire:
    """One questionnaire as the rules want it."""
    answers = answers_from(row.answers) if row.answers is not None else None
    return Questionnaire(row.organization.name, answers_from(row.prefilled), answers)


@dataclass(frozen=True)
class AskedRow:
    """One organization on the page of a survey. `phone`: as written; empty where none is known."""

    request: SurveyRequest
    sheet: Questionnaire
    standing: Standing
    phone: str = ""


def asked_rows(survey: Survey) -> list[AskedRow]:
    """Who was asked and what came of it, by name (4 queries)."""
    rows = list(
        SurveyRequest.objects.filter(survey=survey)
        .select_related("organization")
        .order_by("organization__name", "pk")
    )
    returned = _returned(rows)
    phones = phones_of([row.organization_id for row in rows])
    return [
        AskedRow(
            row,
            sheet_of(row),
            standing_of(
                survey.state,
                sent=row.sent_at is not None,
                answered=row.answered_at is not None,
                returned=row.uid in returned,
            ),
            phones.get(row.organization_id, ""),
        )
        for row in rows
    ]


def _returned(rows: Iterable[SurveyRequest]) -> set[UUID]:
    """Whose last letter could not be delivered (1 query)."""
    last = {letter_key(row.uid, reminder=bool(row.reminded_at)): row.uid for row in rows}
    back = Letter.objects.filter(key__in=last, state__in=RETURNED).order_by()
    return {last[key] for key in back.values_list("key", flat=True)}


def phones_of(organizations: Collection[int]) -> dict[int, str]:
    """The number of each organization as written, else of one of its offers; no fax (2 queries)."""
    numbers = Phone.objects.exclude(kind=PhoneKind.FAX).order_by("-pk")
    offers = numbers.filter(service__organization__in=organizations)
    own = numbers.filter(organization__in=organizations)
    found = dict(offers.values_list("service__organization", "display"))
    return found | dict(own.values_list("organization", "display"))


@dataclass(frozen=True)
class Surveyed:
    """A figure of an own survey about one planning area. `value` None: `sign` says why."""

    series: Series
    value: float | None
    sign: str


def surveyed(area: str) -> list[Surveyed]:
    """What own surveys found in one planning area, the newest first; nobody asked there is left out (1 query)."""
    mine = Figure.objects.filter(
        level=Level.AREA,
        area_code=area,
        series__quality=Quality.SURVEY,
        series__survey__isnull=False,
    )
    rows = (
        mine.exclude(sign="x").select_related("series").order_by("-series__as_of", "series__title")
    )
    return [Surveyed(row.series, row.value, row.sign) for row in rows]
