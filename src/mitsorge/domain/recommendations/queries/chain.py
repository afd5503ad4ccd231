"""One recommendation from the first impulse to its effect: eight links, each derived from what is recorded."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet

from mitsorge.domain.recommendations import wording
from mitsorge.domain.recommendations.models import (
    Answer,
    Consultation,
    CouncilPaper,
    Measure,
    Recommendation,
    Station,
    Version,
)
from mitsorge.domain.recommendations.queries.effects import with_readings, work_of
from mitsorge.domain.recommendations.queries.links import link_words, stations_of
from mitsorge.domain.recommendations.rules import (
    AnswerKind,
    ConsultationResult,
    ConsultationRole,
    RecommendationStatus,
    Stage,
)
from mitsorge.domain.recommendations.rules.chain import (
    Facts,
    LinkState,
    Place,
    Standing,
    days_late,
    place,
    standing,
    states,
)
from mitsorge.domain.recommendations.wording import chain as words


@dataclass(frozen=True)
class Link:
    """One of the eight steps. `when` is the day or period in words; `text` is empty where nothing is recorded."""

    stage: Stage
    state: LinkState
    on: date | None
    text: str
    note: str = ""
    when: str = ""

    @property
    def name(self) -> str:
        return str(wording.STAGE[self.stage])


@dataclass(frozen=True)
class Chain:
    """`went_to`: number and title of what it was merged into. `late`: words, where an answer is overdue."""

    pk: int
    number: str
    title: str
    committee: str
    addressee: str
    status: RecommendationStatus
    standing: Standing
    place: Place
    label: str
    steps: str
    late: str
    links: tuple[Link, ...]
    went_to: tuple[str, str] | None
    withdrawn_why: str

    @property
    def is_public(self) -> bool:
        return self.standing is not Standing.DRAFTED


def chain(number: str, *, on: date | None = None) -> Chain:
    """The whole chain (11 queries, whatever it holds). Raises `Recommendation.DoesNotExist`.

    `on` decides what is overdue; None: nothing is. Measures that are not public do not count.
    """
    found = whole(Recommendation.objects.filter(number=number)).get()
    return chain_of(found, on=on)


def placed(
    chosen: QuerySet[Recommendation], *, measures: QuerySet[Measure] | None = None
) -> QuerySet[Recommendation]:
    """With everything that decides where they stand (8 queries). `measures`: which, loaded how; None: public ones."""
    stations = Prefetch("stations", Station.objects.order_by("position", "pk"))
    papers = CouncilPaper.objects.order_by("-created_at", "-pk").prefetch_related(stations)
    consultations = Consultation.objects.select_related("committee", "item")
    if measures is None:
        public = Measure.objects.filter(is_public=True)
        measures = with_readings(public.order_by("created_at", "pk"))
    return chosen.select_related("committee", "merged_into").prefetch_related(
        Prefetch("consultations", consultations.order_by("position", "pk")),
        Prefetch("council_papers", papers),
        Prefetch("answers", Answer.objects.order_by("-answered_on", "-pk")),
        Prefetch("measures", measures),
    )


def whole(
    chosen: QuerySet[Recommendation], *, measures: QuerySet[Measure] | None = None
) -> QuerySet[Recommendation]:
    """With everything the eight links tell (11 queries)."""
    versions = Prefetch("versions", Version.objects.order_by("number"))
    return placed(chosen, measures=measures).prefetch_related(versions, "impulses", "evidence_rows")


def facts_of(recommendation: Recommendation) -> Facts:
    """What decides where it stands (0 queries after `placed`)."""
    consultations = list(recommendation.consultations.all())
    stations = stations_of(recommendation)
    return Facts(
        status=RecommendationStatus(recommendation.status),
        adopting=_is_adopting(consultations),
        heard=sum(1 for station in stations if station.result),
        stations=len(stations),
        answer=answer_of(recommendation),
        works=tuple(work_of(measure) for measure in recommendation.measures.all()),
        reached=_reached(recommendation, consultations),
    )


def answer_of(recommendation: Recommendation) -> AnswerKind | None:
    newest = next(iter(recommendation.answers.all()), None)
    return AnswerKind(newest.kind) if newest else None


def _is_adopting(consultations: Iterable[Consultation]) -> bool:
    """Whether the open consultation, else the last one, is that of the body that adopts."""
    ordered = sorted(consultations, key=lambda one: (one.result == ConsultationResult.OPEN, one.pk))
    return bool(ordered) and ordered[-1].role == ConsultationRole.ADOPTING


def _reached(recommendation: Recommendation, consultations: list[Consultation]) -> Stage:
    if recommendation.sent_at:
        return Stage.ANSWER
    if recommendation.adopted_at:
        return Stage.DECISION
    return Stage.CONSULTATION if consultations else Stage.RECOMMENDATION


def chain_of(recommendation: Recommendation, *, on: date | None) -> Chain:
    """The chain of a loaded recommendation (0 queries after `whole`)."""
    facts = facts_of(recommendation)
    at = place(facts)
    told = link_words(recommendation, on=on)
    went_to = recommendation.merged_into
    return Chain(
        pk=recommendation.pk,
        number=recommendation.number,
        title=recommendation.title,
        committee=recommendation.committee.name,
        addressee=recommendation.addressee,
        status=facts.status,
        standing=standing(facts.status, facts.answer, [work.status for work in facts.works]),
        place=at,
        label=words.label(facts.status, at, facts.answer),
        steps=words.steps(at, tuple(Stage)),
        late=late_words(recommendation, on),
        links=links_of(at, told),
        went_to=(went_to.number, went_to.title) if went_to else None,
        withdrawn_why=recommendation.withdrawn_why,
    )


def links_of(
    at: Place, told: Mapping[Stage, tuple[date | None, str, str, str]]
) -> tuple[Link, ...]:
    """The links in their order, each with its state, day, text, note and day in words."""
    shown = states(at, tuple(told))
    return tuple(Link(stage, shown[stage], *told[stage]) for stage in told)


def late_words(recommendation: Recommendation, on: date | None) -> str:
    """seit 12 Tagen überfällig, while an answer is awaited; else empty."""
    awaited = recommendation.status == RecommendationStatus.SENT
    return words.late(days_late(recommendation.answer_due, on)) if awaited and on else ""
