"""How attempts to sign in are counted: in the database, so that every worker counts together."""

from django.utils.crypto import salted_hmac


def sealed(key: str, prefix: str, version: int) -> str:
    """The key under which a count is kept: names no network address and no account."""
    return salted_hmac(
        "mitsorge.attempts", f"{prefix}:{version}:{key}", algorithm="sha256"
    ).hexdigest()
