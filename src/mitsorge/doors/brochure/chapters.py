"""Chapters for the Sozialplan as Word files: one planning area, or the whole network."""

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mitsorge.domain.planning.permissions import READERS
from mitsorge.domain.planning.queries.findings import present
from mitsorge.doors.brochure import word
from mitsorge.doors.brochure.chapter_parts import Chapter
from mitsorge.face.guards import SignedInRequest, only_for
from mitsorge.face.planning.asked import year_asked
from mitsorge.face.planning.ground import ground, title_of
from mitsorge.foundation.identity.queries import network

readers = only_for(*READERS)


@require_safe
@readers
def area_chapter(request: SignedInRequest, code: str) -> HttpResponse:
    """One planning area with those in it; ?jahr= is the year of the forecast.

    At most 13 queries beside the session and those of `queries.findings.present` and `queries.inventory.inventory_of`.
    """
    read = ground()
    region = read.region(code)
    if region is None:
        raise Http404
    title = title_of(region)
    chapter = _begun(title)
    on = timezone.localdate()
    chapter.area(read, region, year_asked(request.GET, read), present(on), on)
    return _served(chapter, title)


@require_safe
@readers
def network_chapter(request: SignedInRequest) -> HttpResponse:
    """Everything: the network, then each of its finest areas (queries as `area_chapter`)."""
    read = ground()
    if not read.regions:
        raise Http404
    title = str(network() or read.network.name)
    chapter = _begun(title)
    on = timezone.localdate()
    chapter.network(read, year_asked(request.GET, read), present(on), on)
    return _served(chapter, title)


def _begun(title: str) -> Chapter:
    told = _("Kapitel für den Sozialplan: %(title)s") % {"title": title}
    return Chapter(word.paper(told, author=str(network() or ""), at=timezone.now()), told)


def _served(chapter: Chapter, title: str) -> HttpResponse:
    words = _("Kapitel %(title)s") % {"title": title}
    name = f'attachment; filename="{slugify(words)[:80]}.docx"'
    content = word.written(chapter.document)
    return HttpResponse(content, content_type=word.TYPE, headers={"Content-Disposition": name})
