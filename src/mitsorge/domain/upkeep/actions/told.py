"""Letters to the organization about its own entries."""

from collections.abc import Callable
from datetime import datetime

from mitsorge.domain.upkeep.models import Change
from mitsorge.domain.upkeep.queries.recipients import recipients
from mitsorge.foundation.identity.models import Network
from mitsorge.foundation.identity.queries import network
from mitsorge.foundation.post import actions as post
from mitsorge.foundation.post.rules import Draft


def tell(change: Change, letter: Callable[..., Draft], *, at: datetime) -> None:
    """To the account that wrote it; without one to the known address of the organization, if there is any."""
    ours: Network | None = network()
    writer = change.written_by
    to = (
        writer.email if writer else recipients([change.organization_id]).get(change.organization_id)
    )
    if ours and to:
        post.enqueue(letter(change, ours, to=to, at=at), at=at)
