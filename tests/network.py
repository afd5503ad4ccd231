"""A network that stands, so that pages have their frame."""

from mitsorge.foundation.identity.models import Network
from mitsorge.foundation.places.models import Body


def a_network() -> Network:
    body = Body.objects.create(name="Landkreis", kind="COUNTY", ags="12069", land="BB")
    return Network.objects.create(
        pk=1, preset="x", name="Netzwerk", body=body, land="BB", carrier="Kreis", office_name="Stelle",
        phone="030 23125-110", email="a@mitsorge.example", start_question="Wobei?", start_lead="Hier.",
        about_heading="Wir", about_text="Text",
    )  # fmt: skip
