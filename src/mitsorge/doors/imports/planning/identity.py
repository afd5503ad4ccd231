"""How an own id of a list or of HSDS becomes the uid of an offer."""

import uuid
from functools import lru_cache

NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "https://mitsorge.org/import")


@lru_cache(maxsize=65536)
def uid_of(own: str) -> str:
    """A UUID stays itself; any other id always becomes the same one."""
    try:
        return str(uuid.UUID(own))
    except ValueError:
        return str(uuid.uuid5(NAMESPACE, own.strip()))
