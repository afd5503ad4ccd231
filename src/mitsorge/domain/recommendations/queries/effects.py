"""Measures with their steps and what their indicators showed, ready to be shown. Small numbers never leave here."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from mitsorge.domain.recommendations import wording
from mitsorge.domain.recommendations.models import Indicator, Measure, Reading, Step
from mitsorge.domain.recommendations.rules import MeasureStatus, Quality
from mitsorge.domain.recommendations.rules.chain import Work, days_late
from mitsorge.domain.recommendations.rules.indicators import (
    Seen,
    bar_width,
    effect,
    full_bar,
    hidden,
)
from mitsorge.domain.recommendations.wording import chain as words


@dataclass(frozen=True)
class Bar:
    """One reading: `width` from 0 to 100, None where no number is told and `told` says why."""

    on: date
    width: float | None
    told: str
    fraction: str
    quality: str
    note: str
    is_baseline: bool


@dataclass(frozen=True)
class EffectView:
    """Before and after in words; `quality` is that of the weaker reading."""

    before: str
    before_on: date
    after: str
    after_on: date
    change: str
    direction: str
    reached: bool | None
    quality: str


@dataclass(frozen=True)
class IndicatorView:
    pk: int
    name: str
    definition: str
    fraction: str
    unit: str
    source: str
    target: str
    target_on: date | None
    full: str
    bars: tuple[Bar, ...]
    effect: EffectView | None
    next_reading_on: date | None
    late: str

    @property
    def is_told(self) -> bool:
        """Whether any reading may be told as a number."""
        return any(bar.width is not None for bar in self.bars)

    @property
    def newest(self) -> Bar | None:
        return self.bars[-1] if self.bars else None


@dataclass(frozen=True)
class StepView:
    pk: int
    text: str
    due_on: date | None
    done_on: date | None
    late: str


@dataclass(frozen=True)
class MeasureView:
    """`late`: in words, empty while the end is still to come or the measure is over."""

    uid: UUID
    title: str
    text: str
    owner: str
    partners: tuple[tuple[str, str], ...]
    status: MeasureStatus
    status_words: str
    period: str
    cost: str
    progress: int
    obstacles: str
    steps: tuple[StepView, ...]
    indicators: tuple[IndicatorView, ...]
    late: str
    is_public: bool


def with_readings(measures: QuerySet[Measure]) -> QuerySet[Measure]:
    """Measures with their indicators and readings (3 queries)."""
    readings = Prefetch("readings", Reading.objects.order_by("on"))
    indicators = Indicator.objects.order_by("pk").prefetch_related(readings)
    return measures.prefetch_related(Prefetch("indicators", indicators))


def whole(measures: QuerySet[Measure]) -> QuerySet[Measure]:
    """Measures with everything `measure_view` shows (5 queries)."""
    steps = Prefetch("steps", Step.objects.order_by("position", "pk"))
    return with_readings(measures).prefetch_related(steps, "partners")


def work_of(measure: Measure) -> Work:
    """What the chain needs to know of a measure (0 queries after `with_readings`)."""
    indicators = list(measure.indicators.all())
    later = [r for i in indicators for r in i.readings.all() if not r.is_baseline]
    silent = any(not any(not r.is_baseline for r in i.readings.all()) for i in indicators)
    awaited = any(i.next_reading_on for i in indicators)
    return Work(MeasureStatus(measure.status), bool(later), silent or awaited)


def seen_of(reading: Reading) -> Seen:
    return Seen(
        on=reading.on,
        value=reading.value,
        numerator=reading.numerator,
        denominator=reading.denominator,
        is_baseline=reading.is_baseline,
        quality=Quality(reading.quality),
        note=reading.note,
    )


def measure_view(measure: Measure, *, on: date) -> MeasureView:
    """A measure as pages show it (0 queries after `whole`)."""
    status = MeasureStatus(measure.status)
    running = status in (MeasureStatus.PLANNED, MeasureStatus.RUNNING)
    return MeasureView(
        uid=measure.uid,
        title=measure.title,
        text=measure.text,
        owner=measure.owner,
        partners=tuple((org.slug, org.name) for org in measure.partners.all()),
        status=status,
        status_words=str(wording.MEASURE_STATUS[status]),
        period=words.period(measure.starts_on, measure.ends_on),
        cost=measure.cost,
        progress=measure.progress,
        obstacles=measure.obstacles,
        steps=tuple(_step(step, on) for step in measure.steps.all()),
        indicators=indicator_views(measure.indicators.all(), on=on),
        late=words.late(days_late(measure.ends_on, on)) if running else "",
        is_public=measure.is_public,
    )


def _step(step: Step, on: date) -> StepView:
    late = "" if step.done_on else words.late(days_late(step.due_on, on))
    return StepView(step.pk, step.text, step.due_on, step.done_on, late)


def indicator_views(indicators: Iterable[Indicator], *, on: date) -> tuple[IndicatorView, ...]:
    return tuple(indicator_view(indicator, on=on) for indicator in indicators)


def indicator_view(indicator: Indicator, *, on: date) -> IndicatorView:
    """An indicator with its readings as bars; the full bar is the target or the largest told value (0 queries)."""
    readings = [seen_of(reading) for reading in indicator.readings.all()]
    told = [seen for seen in readings if hidden(seen, indicator.suppress_below) is None]
    full = full_bar(told, indicator.target_value)
    target = indicator.target_value
    return IndicatorView(
        pk=indicator.pk,
        name=indicator.name,
        definition=indicator.definition,
        fraction=_fraction_words(indicator),
        unit=indicator.unit,
        source=indicator.source,
        target=words.number(target, indicator.unit) if target is not None else "",
        target_on=indicator.target_on,
        full=words.number(full, indicator.unit),
        bars=tuple(_bar(seen, indicator, full) for seen in readings),
        effect=_effect(indicator, readings),
        next_reading_on=indicator.next_reading_on,
        late=words.late(days_late(indicator.next_reading_on, on)),
    )


def _fraction_words(indicator: Indicator) -> str:
    if not indicator.denominator:
        return ""
    parts = {"numerator": indicator.numerator, "denominator": indicator.denominator}
    return _("%(numerator)s von %(denominator)s") % parts


def _bar(seen: Seen, indicator: Indicator, full: Decimal) -> Bar:
    why = hidden(seen, indicator.suppress_below)
    if why is not None or seen.value is None:
        told = words.why_hidden(why, indicator.suppress_below, seen.note) if why else ""
        return Bar(seen.on, None, told, "", "", "", seen.is_baseline)
    counted = {"n": seen.numerator, "all": seen.denominator}
    return Bar(
        on=seen.on,
        width=bar_width(seen.value, full),
        told=words.number(seen.value, indicator.unit),
        fraction=_("%(n)s von %(all)s") % counted if seen.denominator else "",
        quality=str(wording.QUALITY[seen.quality]),
        note=seen.note,
        is_baseline=seen.is_baseline,
    )


def _effect(indicator: Indicator, readings: list[Seen]) -> EffectView | None:
    found = effect(
        readings,
        target=indicator.target_value,
        lower_is_better=indicator.lower_is_better,
        suppress_below=indicator.suppress_below,
    )
    if found is None or found.before.value is None or found.after.value is None:
        return None
    return EffectView(
        before=words.number(found.before.value, indicator.unit),
        before_on=found.before.on,
        after=words.number(found.after.value, indicator.unit),
        after_on=found.after.on,
        change=words.change(found.change, indicator.unit),
        direction=str(words.DIRECTION[found.direction]),
        reached=found.reached,
        quality=str(wording.QUALITY[found.quality]),
    )


def told_in_short(measure: Measure, *, on: date) -> str:
    """The newest told value of a measure, for one line: "27 Plätze" (0 queries after `with_readings`)."""
    views = indicator_views(measure.indicators.all(), on=on)
    told = [bar for view in views for bar in view.bars if bar.width is not None]
    return max(told, key=lambda bar: bar.on).told if told else ""


def as_of(measures: Iterable[Measure]) -> date | None:
    """The day of the newest reading (0 queries after `with_readings`)."""
    days = [r.on for m in measures for i in m.indicators.all() for r in i.readings.all()]
    return max(days, default=None)


def as_of_words(day: date | None) -> str:
    return _("Stand %(day)s") % {"day": date_format(day)} if day else ""
