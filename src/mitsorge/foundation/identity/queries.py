from typing import Any

from django.db import DEFAULT_DB_ALIAS
from django.db.models import QuerySet

from mitsorge.foundation import statements
from mitsorge.foundation.identity.models import Network
from mitsorge.foundation.places.models import Body

NETWORK = [field.attname for field in Network._meta.concrete_fields]
BODY = [field.attname for field in Body._meta.concrete_fields]


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
