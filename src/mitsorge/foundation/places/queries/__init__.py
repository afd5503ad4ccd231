"""Every read of geography worth a name."""

from mitsorge.foundation.places.queries.areas import (
    areas_containing,
    areas_in_force,
    municipalities_around,
    municipality_at,
    outlines_for_map,
    outlines_stamp,
)
from mitsorge.foundation.places.queries.location import Located, locate, locate_text
from mitsorge.foundation.places.queries.remembered import GEOGRAPHY, Geography, forget, geography
from mitsorge.foundation.places.queries.suggestions import Suggestion, suggest_places

__all__ = [
    "GEOGRAPHY",
    "Geography",
    "Located",
    "Suggestion",
    "areas_containing",
    "areas_in_force",
    "forget",
    "geography",
    "locate",
    "locate_text",
    "municipalities_around",
    "municipality_at",
    "outlines_for_map",
    "outlines_stamp",
    "suggest_places",
]
