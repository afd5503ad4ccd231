"""`mitsorge roads`: reads the extract of MITSORGE_ROADS once, for distances on the road."""

from pathlib import Path
from typing import Any

import numpy as np
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from mitsorge.domain.planning.queries.roads import prepared_file
from mitsorge.domain.planning.rules.access import Points, Roads, Router
from mitsorge.domain.planning.rules.access.kept import Origin, save
from mitsorge.doors.imports.roads.extract import Box, NoReader, Unreadable, date_of, roads_in
from mitsorge.foundation.places.models import Body, Municipality

AROUND_KM = 30.0
"""So far beyond the middles of the outermost municipalities roads are kept: offers of neighbors count, too."""
KM_PER_DEGREE = 111.2
LEAST_MET = 0.9
"""With fewer of the municipalities on a road the extract is of somewhere else."""


class Command(BaseCommand):
    help = "Reads the OpenStreetMap extract of MITSORGE_ROADS, for distances on the road."

    def handle(self, *_args: Any, **_options: Any) -> None:
        with override("de"):
            if not settings.ROADS:
                raise CommandError(_("MITSORGE_ROADS nennt keinen Auszug."))
            self._prepare(Path(settings.ROADS))

    def _prepare(self, extract: Path) -> None:
        middles = _middles()
        try:
            size = extract.stat().st_size
            roads = roads_in(extract, _box(middles))
            origin = Origin(extract.name, size, date_of(extract))
        except NoReader as error:
            raise CommandError(
                _("Auszüge liest die Bibliothek osmium. Installieren Sie requirements-osm.lock.")
            ) from error
        except (OSError, Unreadable) as error:
            raise CommandError(
                _("%(file)s lässt sich nicht lesen: %(why)s") % {"file": extract, "why": error}
            ) from error
        self._check(roads, middles)
        prepared_file().parent.mkdir(parents=True, exist_ok=True)
        save(roads, origin, prepared_file())
        self.stdout.write(_told(roads))

    def _check(self, roads: Roads, middles: Points) -> None:
        nowhere = Router(roads).met(middles).nowhere
        if len(nowhere) > (1 - LEAST_MET) * len(middles):
            raise CommandError(
                _("Nur %(met)s von %(all)s Gemeinden liegen an einer Straße dieses Auszugs. Nichts wurde übernommen.")
                % {"met": len(middles) - len(nowhere), "all": len(middles)}
            )  # fmt: skip


def _middles() -> Points:
    """Of the municipalities of the network (2 queries)."""
    body = Body.objects.order_by("pk").first()
    own = Municipality.objects.filter(body_ags5=body.ags[:5] if body else "-")
    rows = list(own.filter(latitude__isnull=False).values_list("latitude", "longitude"))
    if not rows:
        raise CommandError(_("Das Netzwerk hat noch keine Gemeinden: richten Sie es zuerst ein."))
    lat, lon = np.array(rows, dtype=np.float64).T
    return Points(lat, lon, np.ones(len(rows)))


def _box(middles: Points) -> Box:
    tall = AROUND_KM / KM_PER_DEGREE
    broad = tall / float(np.cos(np.radians(middles.lat.mean())))
    south, north = float(middles.lat.min()) - tall, float(middles.lat.max()) + tall
    return Box(south, float(middles.lon.min()) - broad, north, float(middles.lon.max()) + broad)


def _told(roads: Roads) -> str:
    said = _("%(nodes)s Knoten, %(pieces)s Stücke Straße, %(km)s km. Seiten rechnen ab jetzt auf der Straße.")  # fmt: skip
    return said % {
        "nodes": number_format(roads.nodes, force_grouping=True),
        "pieces": number_format(len(roads.km), force_grouping=True),
        "km": number_format(float(roads.km.sum()), 0, force_grouping=True),
    }
