"""A chart as a picture to take along: with its sources and the day it was fetched."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from mitsorge.face.charts.picture import Chart, picture
from mitsorge.face.exports.served import Picture
from mitsorge.face.exports.sheets import today
from mitsorge.face.exports.source import Source


def chart_picture(
    chart: Chart | None, *, title: str, label: str, sources: Iterable[Source | str]
) -> Picture | None:
    """None where there is nothing to draw."""
    if not chart:
        return None
    return Picture(title, picture(chart, title=title, label=label, sources=told(sources)))


def told(sources: Iterable[Source | str]) -> list[str]:
    """The lines below a picture: its sources, then the day."""
    short = [each.short if isinstance(each, Source) else each for each in sources]
    return [*short, _("Abgerufen am %(day)s.") % {"day": today()}]
