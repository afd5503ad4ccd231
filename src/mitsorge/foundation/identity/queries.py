from collections import namedtuple
from typing import Any

from django.db import DEFAULT_DB_ALIAS
from django.db.models import QuerySet

from mitsorge.foundation import statements
from mitsorge.foundation.identity.models import Network
from mitsorge.foundation.places.models import Body

NETWORK = [field.attname for field in Network._meta.concrete_fields]
BODY = [field.attname for field in Body._meta.concrete_fields]
BodyValues = namedtuple("BodyValues", BODY)  # type: ignore[misc] # the fields are the model's
NetworkValues = namedtuple("NetworkValues", [*NETWORK, "body"])  # type: ignore[misc] # so here


def values_of(network: Network) -> NetworkValues:
    """Every value of the network and its body as it was read: two are equal where all of these are (0 queries)."""
    body = BodyValues._make(getattr(network.body, name) for name in BODY)
    return NetworkValues._make([*(getattr(network, name) for name in NETWORK), body])


def network() -> Network | None:
    """The network of this installation with its body, or None before `mitsorge new` (1 query)."""
    found = statements.rows(_network_with_body)
    if not found:
        return None
    values = found[0]
    ours = Network.from_db(DEFAULT_DB_ALIAS, NETWORK, values[: len(NETWORK)])
    ours.body = Body.from_db(DEFAULT_DB_ALIAS, BODY, values[len(NETWORK) :])
    return ours


def _network_with_body() -> QuerySet[Network, Any]:
    columns = [*NETWORK, *(f"body__{name}" for name in BODY)]
    return Network.objects.order_by("pk").values_list(*columns)[:1]
