"""Letters to the organization about its own entries."""

from collections.abc import Callable
from datetime import datetime

from mitsorge.domain.directory.models import Organization
from mitsorge.domain.upkeep.models import Change, Reach
from mitsorge.foundation.identity.models import Network
from mitsorge.foundation.identity.queries import network
from mitsorge.foundation.post import actions as post
from mitsorge.foundation.post.rules import Draft


def tell(change: Change, letter: Callable[..., Draft], *, at: datetime) -> None:
    """To the account that wrote it; without one to the known address of the organization, if there is any."""
    ours: Network | None = network()
    to = change.written_by.email if change.written_by else known_address(change.organization)
    if ours and to:
        post.enqueue(letter(change, ours, to=to, at=at), at=at)


def known_address(organization: Organization) -> str:
    """Where the organization wants its letters, else its own address (1 query)."""
    reach = Reach.objects.filter(organization=organization).first()
    return reach.email if reach and reach.email else organization.email
