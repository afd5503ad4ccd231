"""What search engines, security researchers and browsers look for at fixed addresses."""

from datetime import date, timedelta
from urllib.parse import quote

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.utils import timezone
from django.views.decorators.http import require_safe

from mitsorge.domain.directory.queries import public_addresses
from mitsorge.domain.governance.queries.public_committees import public_codes
from mitsorge.domain.partners.queries import PartnerFilter, partners
from mitsorge.domain.planning.queries.published import published
from mitsorge.domain.planning.rules import Public
from mitsorge.domain.recommendations.queries.addresses import public_numbers, public_own_measures
from mitsorge.domain.stories.queries import published_pages
from mitsorge.face.guards import open_to_all

CLOSED = ("/merkliste/", "/melden/", "/darstellung/", "/schreibtisch/", "/konto/", "/betrieb/")
FIXED = (
    "/",
    "/hilfe/",
    "/zustaendig/",
    "/termine/",
    "/beschluesse/",
    "/was-wurde-daraus/",
    "/mitmachen/",
    "/netzwerk/",
    "/netzwerk/partner/",
)
SECURITY_TXT_DAYS = 180


@open_to_all
@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every public page with the day of its last change (10 queries)."""
    today = timezone.localdate()
    found = public_addresses(on=today)
    entries: list[tuple[str, date | None]] = [(path, None) for path in FIXED]
    entries += [(f"/hilfe/{slug}/", None) for slug in found.situations]
    entries += [(f"/angebot/{slug}/", changed.date()) for slug, changed in found.services]
    entries += [(f"/organisation/{slug}/", changed.date()) for slug, changed in found.organizations]
    entries += [(path, None) for path in _decided(today)]
    entries += [(path, None) for path in _planned()]
    entries += [(f"/seite/{page.slug}/", page.modified_at.date()) for page in published_pages()]
    context = {"root": settings.BASE_URL, "entries": entries}
    return render(request, "public/sitemap.xml", context, content_type="application/xml")


def _decided(today: date) -> list[str]:
    """Committees, partners and what became of recommendations (4 queries)."""
    return [
        *(f"/gremien/{code}/" for code in public_codes(today)),
        *(f"/partner/{line.slug}/" for line in partners(on=today, narrowed=PartnerFilter())),
        *(f"/was-wurde-daraus/{number}/" for number in public_numbers()),
        *(f"/was-wurde-daraus/massnahme/{uid}/" for uid in public_own_measures()),
    ]


def _planned() -> list[str]:
    """What is shown of planning; nothing while nothing is (2 queries)."""
    found = published()
    if found.is_empty:
        return []
    areas = sorted(found.of(Public.AREA))
    return ["/planung/", "/planung/methode/", *(f"/planung/{quote(code)}/" for code in areas)]


@open_to_all
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in CLOSED)]
    lines += ["", f"Sitemap: {settings.BASE_URL}/sitemap.xml"]
    return _plain(lines)


@open_to_all
@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """Where to tell us of a hole (RFC 9116); `Expires` lies half a year ahead, at midnight UTC."""
    until = (timezone.now() + timedelta(days=SECURITY_TXT_DAYS)).strftime("%Y-%m-%dT00:00:00Z")
    return _plain(
        [
            f"Contact: {settings.SECURITY_CONTACT}",
            f"Expires: {until}",
            "Preferred-Languages: de, en",
            f"Canonical: {settings.BASE_URL}/.well-known/security.txt",
        ]
    )


@open_to_all
@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    return redirect(static("mitsorge/icon.svg"), permanent=False)


def _plain(lines: list[str]) -> HttpResponse:
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
