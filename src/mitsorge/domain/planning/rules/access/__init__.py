"""Access to care: distances, floating catchments, and what a change does. Plain Python and arrays; usable as a library.

Cells (where people live) and sites (where places are) are `Points`: latitude, longitude in degrees WGS 84, and a weight.
"""

from mitsorge.domain.planning.rules.access.catchment import Access, Catchment
from mitsorge.domain.planning.rules.access.decay import (
    Decay,
    Gaussian,
    Linear,
    Step,
    gaussian,
    linear,
    step,
)
from mitsorge.domain.planning.rules.access.distances import great_circle
from mitsorge.domain.planning.rules.access.journeys import STRAIGHT, Journeys
from mitsorge.domain.planning.rules.access.measures import (
    Pairs,
    three_step,
    three_step_costs,
    two_step,
    two_step_costs,
)
from mitsorge.domain.planning.rules.access.nearness import (
    Within,
    nearest,
    nearest_costs,
    within,
    within_costs,
)
from mitsorge.domain.planning.rules.access.points import (
    EARTH_KM,
    BadPoints,
    Fault,
    Points,
    Remark,
    remarks,
)
from mitsorge.domain.planning.rules.access.roads import By, Meeting, Roads, Router, Ways

__all__ = [
    "EARTH_KM",
    "STRAIGHT",
    "Access",
    "BadPoints",
    "By",
    "Catchment",
    "Decay",
    "Fault",
    "Gaussian",
    "Journeys",
    "Linear",
    "Meeting",
    "Pairs",
    "Points",
    "Remark",
    "Roads",
    "Router",
    "Step",
    "Ways",
    "Within",
    "gaussian",
    "great_circle",
    "linear",
    "nearest",
    "nearest_costs",
    "remarks",
    "step",
    "three_step",
    "three_step_costs",
    "two_step",
    "two_step_costs",
    "within",
    "within_costs",
]
