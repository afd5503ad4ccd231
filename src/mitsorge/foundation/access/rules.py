"""What a session must have shown before it may see other people's work. Plain Python."""

from collections.abc import Collection, Mapping, Sequence
from enum import StrEnum
from typing import Any

from mitsorge.foundation.people.rules import Role, needs_second_factor


class Step(StrEnum):
    """What still stands between a session and the office."""

    PASSWORD = "PASSWORD"  # noqa: S105 - a step, not a secret
    SET_UP = "SET_UP"
    PROVE = "PROVE"


Records = Sequence[Mapping[str, Any]]
"""How the session signed in, oldest first: `{"method": "password" | "code" | "mfa", "at": seconds, …}`."""


def shown(records: Records, method: str) -> bool:
    return any(record.get("method") == method for record in records)


def needs_password(roles: Collection[Role]) -> bool:
    """Office roles sign in by password and second factor; all others by a code from a letter."""
    return needs_second_factor(roles)


def missing_step(records: Records, *, has_factor: bool) -> Step | None:
    """The next step towards the office, or None where password and second factor were shown."""
    if not shown(records, "password"):
        return Step.PASSWORD
    if not has_factor:
        return Step.SET_UP
    return None if shown(records, "mfa") else Step.PROVE


def is_fresh(records: Records, *, now: float, seconds: int) -> bool:
    """Whether somebody proved who she is a moment ago, so that she need not do it again."""
    return any(now - record.get("at", 0) < seconds for record in records)
