"""What is asked of the search and what it answers."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol


class Position(Protocol):
    @property
    def latitude(self) -> float: ...
    @property
    def longitude(self) -> float: ...


class Place(Protocol):
    """What the search needs of `places.queries.Located`."""

    @property
    def point(self) -> Position | None: ...
    @property
    def municipality(self) -> Any: ...
    @property
    def municipalities(self) -> tuple[Any, ...]: ...
    @property
    def planning_areas(self) -> Iterable[Any]: ...
    @property
    def label(self) -> str: ...


@dataclass(frozen=True)
class SearchRequest:
    """`facets`: keys like "payer:entlastungsbetrag"; `situation`: slug of a life situation; `exact`: mend no typing error."""

    on: date
    what: str = ""
    where: Place | None = None
    facets: frozenset[str] = frozenset()
    situation: str = ""
    exact: bool = False
    page: int = 1
    per_page: int = 20


@dataclass(frozen=True)
class Hit:
    """`serves`: the offer says that it comes to the place; `distance_km`: from the nearest site."""

    service_id: int
    serves: bool
    distance_km: float | None


@dataclass(frozen=True)
class FacetOption:
    key: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True)
class FacetGroup:
    """Options of one question; `count` says how many hits a tick would leave."""

    code: str
    name: str
    options: list[FacetOption]


@dataclass(frozen=True)
class MapPoint:
    service_id: int
    latitude: float
    longitude: float


@dataclass(frozen=True)
class SearchResult:
    """One page of hits.

    `also_searched`: words searched along; `corrected`: the wording used instead of a typing error, else "";
    `left_out`: words that no entry knows and that were ignored; `where`: the place, also when it stood
    among the words; `serving`: how many hits come to the place; `points`: of this page, never of
    a protected location.
    """

    total: int
    hits: list[Hit]
    facets: list[FacetGroup] = field(default_factory=list)
    also_searched: list[str] = field(default_factory=list)
    corrected: str = ""
    left_out: list[str] = field(default_factory=list)
    serving: int = 0
    points: list[MapPoint] = field(default_factory=list)
    where: Place | None = None


@dataclass(frozen=True)
class Suggestion:
    """`kind`: TERM, SITUATION, ORGANIZATION or SERVICE."""

    text: str
    kind: str
