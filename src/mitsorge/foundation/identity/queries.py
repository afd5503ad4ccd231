from collections import namedtuple
from typing import Any

from django.db import DEFAULT_DB_ALIAS
from django.db.models import QuerySet

from mitsorge.foundation import statements
from mitsorge.foundation.identity.models import Network
from mitsorge.foundation.places.models import Body

NETWORK = [field.attname for field in Network._meta.concrete_fields]
BODY = [field.attname for field in Body._meta.concrete_fields]
_Body = namedtuple("_Body", BODY)  # type: ignore[misc]  # the fields are the model's
_Network = namedtuple("_Network", [*NETWORK, "body"])  # type: ignore[misc]  # so here


class BodyValues(_Body):
    """A body as it was read; two are equal where all values are."""

    __slots__ = ()
    __str__ = Body.__str__


class NetworkValues(_Network):
    """The network and its body as they were read, to be shown; two are equal where all values are."""

    __slots__ = ()
    body: BodyValues
    __str__ = Network.__str__


def network() -> Network | None:
    """The network of this installation with its body, or None before `mitsorge new` (1 query)."""
    values = VALUES.ask()
    if values is None:
        return None
    ours = Network.from_db(DEFAULT_DB_ALIAS, NETWORK, values[: len(NETWORK)])
    ours.body = Body.from_db(DEFAULT_DB_ALIAS, BODY, values.body)
    return ours


def _with_body() -> QuerySet[Network, Any]:
    columns = [*NETWORK, *(f"body__{name}" for name in BODY)]
    return Network.objects.order_by("pk").values_list(*columns)[:1]


def _values(rows: list[statements.Row]) -> NetworkValues | None:
    cut = len(NETWORK)
    return NetworkValues._make([*rows[0][:cut], BodyValues._make(rows[0][cut:])]) if rows else None


VALUES = statements.Question(_with_body, _values)
"""What pages show of the network, or None before `mitsorge new` (1 query)."""
