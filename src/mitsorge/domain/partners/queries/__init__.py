"""What is asked about partners; the long answers are in the modules of this folder."""

from mitsorge.domain.partners.queries.public import (
    PartnerFilter,
    PartnerLine,
    count_running,
    group_sizes,
    partner_since,
    partners,
    running,
)

__all__ = [
    "PartnerFilter",
    "PartnerLine",
    "count_running",
    "group_sizes",
    "partner_since",
    "partners",
    "running",
]
