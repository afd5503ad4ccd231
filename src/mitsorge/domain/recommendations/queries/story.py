"""Everything the public reads about one recommendation on one page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch
from django.utils import timezone

from mitsorge.domain.recommendations.models import (
    Answer,
    Carrier,
    CouncilPaper,
    Evidence,
    Measure,
    Recommendation,
    Station,
    Version,
)
from mitsorge.domain.recommendations.queries import chain as chains
from mitsorge.domain.recommendations.queries.chain import Chain
from mitsorge.domain.recommendations.queries.effects import MeasureView, measure_view, whole
from mitsorge.domain.recommendations.rules import Stance
from mitsorge.domain.recommendations.rules.differences import Kind, Part, differences

TEXTS = ("situation", "gap", "text", "evidence", "cost")
"""The parts of a version in which changes are shown, in reading order."""


@dataclass(frozen=True)
class ChangedText:
    """One part of a version: its name and what is different from the version before."""

    name: str
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class VersionView:
    number: int
    on: date
    note: str
    changed: tuple[ChangedText, ...]


@dataclass(frozen=True)
class Story:
    """The chain and what stands behind its links. `versions`: newest first; the oldest is shown whole."""

    chain: Chain
    newest: Version | None
    evidence: tuple[Evidence, ...]
    versions: tuple[VersionView, ...]
    carriers: tuple[Carrier, ...]
    dissents: tuple[Carrier, ...]
    paper: CouncilPaper | None
    stations: tuple[Station, ...]
    answers: tuple[Answer, ...]
    measures: tuple[MeasureView, ...]
    merged_from: tuple[tuple[str, str], ...]

    @property
    def paper_is_public(self) -> bool:
        """As `papers.public_paper`: a public session has its day."""
        return any(station.is_public and station.held_on for station in self.stations)


def story(number: str, *, on: date) -> Story:
    """The page of one recommendation (15 queries, whatever it holds). Raises `Recommendation.DoesNotExist`."""
    measures = whole(Measure.objects.filter(is_public=True).order_by("created_at", "pk"))
    carriers = Carrier.objects.select_related("organization").order_by("organization__name", "pk")
    found = (
        chains.whole(Recommendation.objects.filter(number=number), measures=measures)
        .prefetch_related(
            Prefetch("versions__carriers", carriers),
            Prefetch("merged", Recommendation.objects.order_by("number")),
        )
        .get()
    )
    versions = list(found.versions.all())
    words = list(versions[-1].carriers.all()) if versions else []
    paper = next(iter(found.council_papers.all()), None)
    return Story(
        chain=chains.chain_of(found, on=on),
        newest=versions[-1] if versions else None,
        evidence=tuple(found.evidence_rows.all()),
        versions=version_views(versions),
        carriers=tuple(one for one in words if one.stance == Stance.CARRIES),
        dissents=tuple(one for one in words if one.stance == Stance.DISSENTS),
        paper=paper,
        stations=tuple(paper.stations.all()) if paper else (),
        answers=tuple(found.answers.all()),
        measures=tuple(measure_view(measure, on=on) for measure in found.measures.all()),
        merged_from=tuple((one.number, one.title) for one in found.merged.all()),
    )


def version_views(versions: Sequence[Version]) -> tuple[VersionView, ...]:
    """Every version with its differences to the one before, newest first (0 queries)."""
    before: list[Version | None] = [None, *versions[:-1]]
    pairs = zip(versions, before, strict=True)
    return tuple(reversed([_version(now, old) for now, old in pairs]))


def _version(now: Version, old: Version | None) -> VersionView:
    changed = [_changed(name, now, old) if old else _written(name, now) for name in TEXTS]
    day = timezone.localdate(now.created_at)
    return VersionView(now.number, day, now.change_note, tuple(one for one in changed if one))


def _written(name: str, now: Version) -> ChangedText | None:
    """A part of the first version, all of it."""
    text = getattr(now, name)
    field: Any = Version._meta.get_field(name)
    return ChangedText(str(field.verbose_name), (Part(Kind.SAME, text),)) if text else None


def _changed(name: str, now: Version, old: Version) -> ChangedText | None:
    parts = differences(getattr(old, name), getattr(now, name))
    if all(part.kind is Kind.SAME for part in parts):
        return None
    field: Any = Version._meta.get_field(name)
    return ChangedText(str(field.verbose_name), parts)
