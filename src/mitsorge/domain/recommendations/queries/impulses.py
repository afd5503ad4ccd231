from mitsorge.domain.recommendations.models import Impulse


def end_of(impulse: Impulse) -> Impulse:
    """What an impulse became after all merges, itself if none (1 query per merge)."""
    while impulse.merged_into is not None:
        impulse = impulse.merged_into
    return impulse
