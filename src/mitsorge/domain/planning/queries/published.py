"""What everybody may see of planning, and what could be shown."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import QuerySet

from mitsorge.domain.planning.models import Finding, Publication, Series, Variant
from mitsorge.domain.planning.queries.figures import Network
from mitsorge.domain.planning.queries.findings import handed_on
from mitsorge.domain.planning.queries.need import variants
from mitsorge.domain.planning.rules import Public

PEOPLE = "people"
"""The key of what every installation knows of its people."""


@dataclass(frozen=True)
class Published:
    """Keys by kind. `last`: when something was shown last, of what is shown now."""

    keys: dict[Public, frozenset[str]] = field(default_factory=dict)
    has_series: bool = False
    last: datetime | None = None

    def of(self, kind: Public) -> frozenset[str]:
        return self.keys.get(kind, frozenset())

    @property
    def has_people(self) -> bool:
        return PEOPLE in self.of(Public.FIGURES)

    @property
    def variant(self) -> str:
        """The uid of the forecast, empty without one."""
        return next(iter(sorted(self.of(Public.VARIANT))), "")

    @property
    def is_empty(self) -> bool:
        """Areas alone show nothing."""
        others = [Public.FIGURES, Public.VARIANT, Public.FINDING]
        return not self.has_series and not any(self.of(kind) for kind in others)


def published() -> Published:
    """2 queries."""
    keys: dict[Public, set[str]] = {}
    last: datetime | None = None
    for row in Publication.objects.all():
        keys.setdefault(Public(row.kind), set()).add(row.key)
        last = max(last or row.published_at, row.published_at)
    has_series = Series.objects.filter(is_public=True).exists()
    return Published({kind: frozenset(found) for kind, found in keys.items()}, has_series, last)


def is_anything_public() -> bool:
    """Whether the public view has something to show (at most 2 queries)."""
    shown = Publication.objects.exclude(kind=Public.AREA)
    return shown.exists() or Series.objects.filter(is_public=True).exists()


def public_series() -> QuerySet[Series]:
    """By subject and title (1 query)."""
    return Series.objects.filter(is_public=True)


def public_variant(found: Published) -> Variant | None:
    """1 query, none without one."""
    return variants().filter(uid=found.variant).first() if found.variant else None


def public_findings(found: Published) -> list[Finding]:
    """As they stood when they were handed on, the newest first (1 query, none without any)."""
    keys = found.of(Public.FINDING)
    return list(handed_on().filter(uid__in=keys)) if keys else []


@dataclass(frozen=True)
class Candidate:
    """One thing that may be shown. `about`: a second line for who chooses."""

    kind: Public
    key: str
    title: str
    about: str
    is_shown: bool


def candidates(network: Network, found: Published) -> list[Candidate]:
    """People, chosen forecasts, areas in force, what was handed on, series, in this order (3 queries)."""
    made = [Candidate(Public.FIGURES, PEOPLE, "", "", found.has_people)]
    for variant in variants().exclude(chosen_on=None):
        key = str(variant.uid)
        about = f"{variant.chosen_by}, {variant.chosen_on:%d.%m.%Y}"
        is_shown = key in found.of(Public.VARIANT)
        made.append(Candidate(Public.VARIANT, key, variant.name, about, is_shown))
    for region in network.regions:
        is_shown = region.code in found.of(Public.AREA)
        made.append(Candidate(Public.AREA, region.code, region.name, "", is_shown))
    for each in handed_on():
        key = str(each.uid)
        title = f"{each.term.name}, {each.planning_area.name}"
        is_shown = key in found.of(Public.FINDING)
        made.append(Candidate(Public.FINDING, key, title, each.sentence, is_shown))
    for series in Series.objects.all():
        key, about = str(series.uid), f"{series.publisher}, {series.as_of:%d.%m.%Y}"
        made.append(Candidate(Public.SERIES, key, series.title, about, series.is_public))
    return made
