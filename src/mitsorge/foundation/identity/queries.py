from mitsorge.foundation.identity.models import Network


def network() -> Network | None:
    """The network of this installation with its body, or None before `mitsorge new` (1 query)."""
    return Network.objects.select_related("body").first()
