"""A network that stands, so that pages have their frame."""

from django.db import connection

from mitsorge.foundation.identity.models import Network
from mitsorge.foundation.places.models import Body

FRAME_QUERIES = 1 if connection.vendor == "postgresql" else 5
"""What a page with a tag asks for its frame."""


def a_network() -> Network:
    body = Body.objects.create(name="Landkreis", kind="COUNTY", ags="12069", land="BB")
    return Network.objects.create(
        pk=1, preset="x", name="Netzwerk", body=body, land="BB", carrier="Kreis", office_name="Stelle",
        phone="030 23125-110", email="a@mitsorge.example", start_question="Wobei?", start_lead="Hier.",
        about_heading="Wir", about_text="Text",
    )  # fmt: skip
