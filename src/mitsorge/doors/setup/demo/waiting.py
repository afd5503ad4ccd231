"""A partner list that somebody has uploaded and nobody has decided on: new, changed, unchanged and doubtful rows."""

from datetime import datetime
from importlib.resources import files

from mitsorge.domain.directory.models import Location, Organization
from mitsorge.doors.imports import runs
from mitsorge.foundation.people.queries import coordinators


def leave_import(*, at: datetime) -> None:
    """Stores the list with its dry run, uploaded by the first coordinator. Needs the cast and its accounts."""
    text = (files("mitsorge.doors.setup.demo") / "texts" / "waiting_list.csv").read_text("utf-8")
    home, other = (
        Location.objects.get(organization=Organization.objects.get(name=name))
        for name in ("Haus Abendsonne gGmbH", "Burgwiesen Pflege GmbH")
    )
    words = {"home": home, "other": other}
    blanks = {
        f"{who}_{what}": getattr(place, field)
        for who, place in words.items()
        for what, field in (("street", "street"), ("code", "postcode"), ("town", "town"))
    }
    grant = coordinators().select_related("account").first()
    runs.upload(
        name="Partnerliste Herbst.csv",
        content=text.format(**blanks).encode("cp1252"),
        kind=None,
        by=grant.account if grant else None,
        at=at,
    )
