"""Maps as server-rendered SVG from our own outlines: areas in classes, or circles by size."""

from mitsorge.face.maps.classes import NO_CLASS, Classes, Entry, fixed, quantiles
from mitsorge.face.maps.drawing import AreaMap, Patch, Spot, area_map
from mitsorge.face.maps.marks import Mark, Place, Sign
from mitsorge.face.maps.outlines import Outlined, outlined, together
from mitsorge.face.maps.picture import picture

__all__ = [
    "NO_CLASS",
    "AreaMap",
    "Classes",
    "Entry",
    "Mark",
    "Outlined",
    "Patch",
    "Place",
    "Sign",
    "Spot",
    "area_map",
    "fixed",
    "outlined",
    "picture",
    "quantiles",
    "together",
]
