"""What there is in one planning area and what comes there: the tab Bestand, as a page and as a file."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mitsorge.domain.directory import wording as directory
from mitsorge.domain.directory.rules import Access
from mitsorge.domain.planning.permissions import READERS
from mitsorge.domain.planning.queries.inventory import Ability, Entry, Shelf, inventory_of
from mitsorge.domain.planning.rules.regions import Region
from mitsorge.domain.planning.rules.supply import SupplyRow
from mitsorge.domain.planning.wording.findings import DAYS_PER_MONTH, amount
from mitsorge.doors.office.planning_area_frame import findings_in, found_region, frame
from mitsorge.face.exports.served import file_links, served
from mitsorge.face.exports.sheets import Sheet
from mitsorge.face.exports.source import Source
from mitsorge.face.guards import SignedInRequest, only_for
from mitsorge.face.planning.ground import Ground, ground
from mitsorge.face.planning.stock_words import offers_words, places_words, uncertain_words

readers = only_for(*READERS)


@dataclass(frozen=True)
class OfferRow:
    """One offer in words. `public` empty: the public does not see it."""

    name: str
    organization: str
    place: str
    places: str
    confirmed: str
    is_sure: bool
    is_closed: bool
    languages: str
    abilities: str
    reach: str
    public: str
    office: str


@dataclass(frozen=True)
class ShelfRows:
    """One kind with its offers. `total` says how many there are and how many places."""

    term: str
    name: str
    offers: str
    places: str
    uncertain: str
    here: Sequence[OfferRow]
    coming: Sequence[OfferRow]

    @property
    def here_label(self) -> str:
        return _("Angebote: %(name)s") % {"name": self.name}


@require_safe
@readers
def stock(request: SignedInRequest, code: str) -> HttpResponse:
    """The offers in and for one area by kind (at most 20 queries beside the session and those of the frame)."""
    read = ground(with_outlines=False, only=code)
    region = found_region(code, read)
    on = timezone.localdate()
    shelves = list(shelf_rows(shelves_of(region, read, on), on))
    context = {
        **frame(request, read, region, "bestand", findings_in(region, read)),
        "shelves": shelves,
        "is_anything_stale": any(shelf.uncertain for shelf in shelves),
        "on": on,
        "files": file_links(f"{reverse('office:area', args=[code])}bestand"),
    }
    return render(request, "office/planning/area_stock.html", context)


def shelves_of(region: Region, read: Ground, on: date) -> list[Shelf]:
    """The kinds of an area and of everything below it (queries: `inventory_of`)."""
    return inventory_of([region, *read.below(region)], network=read.network, on=on)


def shelf_rows(shelves: Sequence[Shelf], on: date) -> Iterator[ShelfRows]:
    for shelf in shelves:
        told = any(entry.row.places is not None for entry in shelf.here)
        yield ShelfRows(
            term=shelf.term,
            name=shelf.name,
            offers=offers_words(shelf.stock),
            places=places_words(shelf.stock) if told else "",
            uncertain=uncertain_words(shelf.stock) if told else "",
            here=[_offer(entry, on) for entry in shelf.here],
            coming=[_offer(entry, on) for entry in shelf.coming],
        )


def _offer(entry: Entry, on: date) -> OfferRow:
    row = entry.row
    return OfferRow(
        name=row.name,
        organization=row.organization,
        place=row.place,
        places=amount(row.places, 0) if row.places is not None else "",
        confirmed=confirmed_words(row, on),
        is_sure=row.confirmed,
        is_closed=row.closed,
        languages=", ".join(entry.languages),
        abilities=", ".join(_ability(each) for each in entry.abilities),
        reach=", ".join(entry.reach),
        public=reverse("public:offer", args=[entry.slug]) if entry.slug else "",
        office=reverse("office:service", args=[row.service]),
    )


def _ability(each: Ability) -> str:
    """ "stufenloser Zugang", "stufenloser Zugang: nein (zwei Stufen)"."""
    words = each.name
    if each.access != Access.YES:
        words += f": {directory.ACCESS[each.access]}"
    return f"{words} ({each.detail})" if each.detail else words


def confirmed_words(row: SupplyRow, on: date) -> str:
    """ "bestätigt am 3. Oktober 2026", "seit 9 Monaten nicht bestätigt", "nie bestätigt"."""
    if row.days is None:
        return _("nie bestätigt")
    if row.confirmed:
        day = date_format(on - timedelta(days=row.days), "j. F Y")
        return _("bestätigt am %(day)s") % {"day": day}
    months = int(row.days / DAYS_PER_MONTH)
    return _("seit %(n)s Monaten nicht bestätigt") % {"n": months}


@require_safe
@readers
def stock_file(request: SignedInRequest, code: str, ending: str) -> HttpResponse:
    """The same as a file, an offer a line for each of its kinds (at most 20 queries beside the session)."""
    read = ground(with_outlines=False, with_ways=False)
    region = found_region(code, read)
    on = timezone.localdate()
    head = [
        *(_("Art"), _("Angebot"), _("Organisation"), _("Ort"), _("im Planungsraum"), _("Plätze")),
        *(_("Bestätigung"), _("Sprachen"), _("Barrierefreiheit"), _("Einzugsgebiet")),
    ]
    rows = [
        [shelf.name, each.name, each.organization, each.place, here, each.places or None, each.confirmed, each.languages, each.abilities, each.reach]
        for shelf in shelf_rows(shelves_of(region, read, on), on)
        for here, offers in ((_("ja"), shelf.here), (_("nein"), shelf.coming))
        for each in offers
    ]  # fmt: skip
    told = [Source(_("Angebote"), table=_("Verzeichnis des Netzwerks"), as_of=on)]
    return served(Sheet(_("Bestand: %(name)s") % {"name": region.name}, told, head, rows), ending)
