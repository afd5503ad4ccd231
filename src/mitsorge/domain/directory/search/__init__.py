"""Search of the directory: one index per process, the same on SQLite and PostgreSQL.

How it works and why: docs/decisions/0003-search-in-memory.md.
"""

from mitsorge.domain.directory.search.documents import (
    Moved,
    hold_still,
    rebuild,
    refresh_documents,
)
from mitsorge.domain.directory.search.finding import find, suggest
from mitsorge.domain.directory.search.missed import as_counted, may_be_counted
from mitsorge.domain.directory.search.shapes import (
    FacetGroup,
    FacetOption,
    Hit,
    MapPoint,
    SearchRequest,
    SearchResult,
    Suggestion,
)
from mitsorge.domain.directory.search.taxonomy import refresh_taxonomy

__all__ = [
    "FacetGroup",
    "FacetOption",
    "Hit",
    "MapPoint",
    "Moved",
    "SearchRequest",
    "SearchResult",
    "Suggestion",
    "as_counted",
    "find",
    "hold_still",
    "may_be_counted",
    "rebuild",
    "refresh_documents",
    "refresh_taxonomy",
    "suggest",
]
