from mitsorge.domain.governance.models import Committee
from mitsorge.domain.governance.rules import Classification


def committees_by_kind() -> list[tuple[Classification, list[Committee]]]:
    """All committees, grouped by kind in the order of the kinds (1 query)."""
    groups: dict[Classification, list[Committee]] = {kind: [] for kind in Classification}
    for committee in Committee.objects.select_related("planning_area"):
        groups[Classification(committee.classification)].append(committee)
    return [(kind, found) for kind, found in groups.items() if found]
