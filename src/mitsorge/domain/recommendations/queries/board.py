"""The status board: everything the public may follow, narrowed, counted by tab, twenty on a page."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from mitsorge.domain.recommendations.models import Answer, Measure, Recommendation, Topic
from mitsorge.domain.recommendations.queries.chain import (
    answer_of,
    facts_of,
    late_words,
    placed,
)
from mitsorge.domain.recommendations.queries.effects import (
    told_in_short,
    with_readings,
    work_of,
)
from mitsorge.domain.recommendations.queries.links import stations_of
from mitsorge.domain.recommendations.rules import (
    AnswerKind,
    MeasureStatus,
    RecommendationStatus,
    Stage,
)
from mitsorge.domain.recommendations.rules.chain import (
    OWN_STAGES,
    PUBLIC_STANDINGS,
    Facts,
    LinkState,
    Place,
    Standing,
    days_late,
    place,
    place_of_own_measure,
    standing,
    standing_of_work,
    states,
)
from mitsorge.domain.recommendations.wording import chain as words

PER_PAGE = 20


@dataclass(frozen=True)
class BoardFilter:
    """What the public narrows the board by; empty and None mean "all"."""

    standing: Standing | None = None
    addressee: str = ""
    committee: str = ""
    year: int | None = None
    topic: int | None = None

    @property
    def is_empty(self) -> bool:
        return self == BoardFilter()


@dataclass(frozen=True)
class BoardLine:
    """One row. `own_measure`: its uid where a table acts by itself, without a recommendation."""

    number: str
    title: str
    committee: str
    addressee: str
    standing: Standing
    place: Place
    states: tuple[LinkState, ...]
    steps: str
    label: str
    note: str
    own_measure: str = ""


@dataclass(frozen=True)
class Choices:
    """What the filter offers: only what occurs."""

    addressees: tuple[str, ...]
    committees: tuple[tuple[str, str], ...]
    years: tuple[int, ...]
    topics: tuple[tuple[int, str], ...]


@dataclass(frozen=True)
class Board:
    lines: tuple[BoardLine, ...]
    counts: tuple[tuple[Standing, int], ...]
    choices: Choices
    total: int
    page: int
    pages: int

    @cached_property
    def all(self) -> int:
        """How many there are over all tabs."""
        return sum(count for _standing, count in self.counts)


@dataclass(frozen=True)
class _Entry:
    """What counts and sorts: `pk` of a recommendation, or of a table's own measure."""

    pk: int
    is_own: bool
    order: tuple[int, int, int]
    standing: Standing
    addressee: str
    committee: tuple[str, str]
    topics: frozenset[int]

    @property
    def year(self) -> int:
        return self.order[0]


def board(narrowed: BoardFilter, *, on: date, page: int = 1) -> Board:
    """One page of the board with all counts (16 queries at most: 5 over everything, 11 for the rows shown)."""
    entries, topics = _entries()
    wanted = [entry for entry in entries if _fits(entry, replace(narrowed, standing=None))]
    counts = Counter(entry.standing for entry in wanted)
    shown = [e for e in wanted if narrowed.standing in (None, e.standing)]
    shown.sort(key=lambda entry: entry.order, reverse=True)
    pages = max(-(-len(shown) // PER_PAGE), 1)
    page = min(max(page, 1), pages)
    return Board(
        lines=_lines(shown[(page - 1) * PER_PAGE : page * PER_PAGE], on),
        counts=tuple((one, counts[one]) for one in PUBLIC_STANDINGS),
        choices=_choices(entries, topics),
        total=len(shown),
        page=page,
        pages=pages,
    )


def _entries() -> tuple[list[_Entry], Mapping[int, str]]:
    """Everything public, plain rows (5 queries), and the names of the topics."""
    works: dict[int, list[MeasureStatus]] = {}
    own: list[tuple[int, MeasureStatus, int, int]] = []
    rows = Measure.objects.filter(is_public=True).order_by("pk")
    for pk, of, status, topic, begun in rows.values_list(
        "pk", "recommendation_id", "status", "topic_id", "created_at"
    ):
        if of is None:
            own.append((pk, MeasureStatus(status), topic, begun.year))
        else:
            works.setdefault(of, []).append(MeasureStatus(status))
    topics = dict(Topic.objects.filter(merged_into=None).values_list("pk", "name"))
    entries = [*_recommended(works), *(_own_entry(*row) for row in own)]
    return entries, topics


def _recommended(works: Mapping[int, list[MeasureStatus]]) -> Iterable[_Entry]:
    answers = dict(
        Answer.objects.order_by("answered_on", "pk").values_list("recommendation_id", "kind")
    )
    topics: dict[int, set[int]] = {}
    pairs = Recommendation.topics.through.objects.order_by("pk")
    for of, topic in pairs.values_list("recommendation_id", "topic_id"):
        topics.setdefault(of, set()).add(topic)
    rows = Recommendation.objects.exclude(status=RecommendationStatus.DRAFT).order_by("pk")
    fields = ("pk", "number", "status", "addressee", "committee__code", "committee__name")
    for pk, number, status, addressee, code, name in rows.values_list(*fields):
        answer = AnswerKind(answers[pk]) if pk in answers else None
        at = standing(RecommendationStatus(status), answer, works.get(pk, ()))
        known = frozenset(topics.get(pk, ()))
        yield _Entry(pk, False, order_of(number), at, addressee, (code, name), known)


def _own_entry(pk: int, status: MeasureStatus, topic: int, year: int) -> _Entry:
    at = standing_of_work([status]) or Standing.WORKING
    return _Entry(pk, True, (year, 0, pk), at, "", ("", ""), frozenset({topic}))


def order_of(number: str) -> tuple[int, int, int]:
    """2026/07 as (2026, 1, 7), so that the hundredth of a year follows the ninety-ninth."""
    year, _slash, place_in_year = number.partition("/")
    parts = [int(part) if part.isdecimal() else 0 for part in (year, place_in_year)]
    return parts[0], 1, parts[1]


def _fits(entry: _Entry, narrowed: BoardFilter) -> bool:
    return (
        (not narrowed.addressee or entry.addressee == narrowed.addressee)
        and (not narrowed.committee or entry.committee[0] == narrowed.committee)
        and (narrowed.year is None or entry.year == narrowed.year)
        and (narrowed.topic is None or narrowed.topic in entry.topics)
    )


def _choices(entries: list[_Entry], topics: Mapping[int, str]) -> Choices:
    used = {topic for entry in entries for topic in entry.topics}
    named = [(pk, name) for pk, name in topics.items() if pk in used]
    return Choices(
        addressees=tuple(sorted({e.addressee for e in entries if e.addressee}, key=str.casefold)),
        committees=tuple(
            sorted({e.committee for e in entries if e.committee[0]}, key=lambda c: c[1])
        ),
        years=tuple(sorted({e.year for e in entries}, reverse=True)),
        topics=tuple(sorted(named, key=lambda one: one[1].casefold())),
    )


def _lines(entries: list[_Entry], on: date) -> tuple[BoardLine, ...]:
    """The rows of a page (11 queries at most)."""
    theirs = placed(Recommendation.objects.filter(pk__in=[e.pk for e in entries if not e.is_own]))
    own = with_readings(Measure.objects.filter(pk__in=[e.pk for e in entries if e.is_own]))
    by_pk: dict[tuple[bool, int], BoardLine] = {
        (False, row.pk): _line(row, on) for row in theirs
    } | {(True, row.pk): _own_line(row, on) for row in own.select_related("topic")}
    return tuple(by_pk[e.is_own, e.pk] for e in entries if (e.is_own, e.pk) in by_pk)


def _line(row: Recommendation, on: date) -> BoardLine:
    facts = facts_of(row)
    at = place(facts)
    return BoardLine(
        number=row.number,
        title=row.title,
        committee=row.committee.name,
        addressee=row.addressee,
        standing=standing(facts.status, facts.answer, [work.status for work in facts.works]),
        place=at,
        states=tuple(states(at).values()),
        steps=words.steps(at, tuple(Stage)),
        label=words.label(facts.status, at, facts.answer),
        note=_note(row, facts, at, on),
    )


def _note(row: Recommendation, facts: Facts, at: Place, on: date) -> str:
    """The line below the label: what is late, what comes next, what came of it (0 queries)."""
    match facts.status:
        case RecommendationStatus.MERGED:
            return _("jetzt %(number)s") % {"number": row.merged_into.number}  # type: ignore[union-attr]  # a constraint holds it
        case RecommendationStatus.WITHDRAWN:
            return row.withdrawn_why
        case RecommendationStatus.SENT:
            return late_words(row, on) or words.until(row.answer_due)
    if at.stage in (Stage.CONSULTATION, Stage.DECISION):
        return _next_session(row)
    if at.stage is Stage.ANSWER:
        return _said(row)
    return work_note(list(row.measures.all()), on) or _said(row)


def _next_session(row: Recommendation) -> str:
    """Who deals with it next, and when where the day is known."""
    for station in stations_of(row):
        if not station.result:
            day = date_format(station.held_on) if station.held_on else ""
            return f"{station.body}, {day}" if day else station.body
    consultations = list(row.consultations.all())
    return consultations[-1].committee.name if consultations else ""


def _said(row: Recommendation) -> str:
    newest = next(iter(row.answers.all()), None)
    if newest is None or answer_of(row) in (AnswerKind.ACCEPTED, None):
        return ""
    return newest.text if len(newest.text) <= 80 else newest.text[:79].rstrip() + "…"


def work_note(measures: list[Measure], on: date) -> str:
    """What is late, else the newest told value, else how far it is (0 queries)."""
    running = [m for m in measures if m.status in (MeasureStatus.PLANNED, MeasureStatus.RUNNING)]
    late = max((days_late(measure.ends_on, on) for measure in running), default=0)
    if late:
        return words.late(late)
    told = [short for measure in measures if (short := told_in_short(measure, on=on))]
    if told:
        return told[0]
    done = max((measure.progress for measure in running), default=0)
    return _("zu %(n)s Prozent geschafft") % {"n": done} if done else ""


def _own_line(row: Measure, on: date) -> BoardLine:
    at = place_of_own_measure(work_of(row))
    return BoardLine(
        number="",
        title=row.title,
        committee=_("Thema: %(topic)s") % {"topic": row.topic} if row.topic else "",
        addressee="",
        standing=standing_of_work([MeasureStatus(row.status)]) or Standing.WORKING,
        place=at,
        states=tuple(states(at, OWN_STAGES).values()),
        steps=words.steps(at, OWN_STAGES),
        label=words.label(None, at, None),
        note=work_note([row], on),
        own_measure=str(row.uid),
    )
