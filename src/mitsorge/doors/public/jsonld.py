"""schema.org descriptions of public entries: pure functions, made safe for a data block in HTML."""

import json
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from mitsorge.domain.directory.queries import Offer, OrganizationPage, PhoneLine, Site

ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def of_offer(offer: Offer, *, root: str) -> SafeString:
    """A Service with its provider and the places the public may see."""
    return _block(
        {
            "@context": "https://schema.org",
            "@type": "Service",
            "@id": f"{root}/angebot/{offer.slug}/",
            "name": offer.name,
            "description": offer.summary or offer.description,
            "serviceType": offer.kind,
            "url": offer.url or f"{root}/angebot/{offer.slug}/",
            "provider": {
                "@type": "Organization",
                "name": offer.organization,
                "url": f"{root}/organisation/{offer.organization_slug}/",
            },
            "areaServed": list(offer.areas),
            "availableChannel": [
                _channel(offer, site) for site in offer.sites if not site.is_protected
            ],
        }
    )


def of_organization(page: OrganizationPage, *, root: str) -> SafeString:
    """An Organization with its telephone and its open addresses."""
    return _block(
        {
            "@context": "https://schema.org",
            "@type": "Organization",
            "@id": f"{root}/organisation/{page.slug}/",
            "name": page.name,
            "alternateName": page.alternate_name,
            "description": page.description,
            "url": page.website or f"{root}/organisation/{page.slug}/",
            "email": page.email,
            "telephone": _first(page.reach.phones),
            "address": [_address(site) for site in page.sites if not site.is_protected],
        }
    )


def _channel(offer: Offer, site: Site) -> dict[str, Any]:
    phones = (*offer.reach.phones, *offer.reach.organization_phones)
    return {
        "@type": "ServiceChannel",
        "serviceLocation": {"@type": "Place", "name": site.name, "address": _address(site)},
        "servicePhone": {"@type": "ContactPoint", "telephone": _first(phones)},
        "availableLanguage": [word.name for word in offer.languages],
    }


def _address(site: Site) -> dict[str, Any]:
    return {
        "@type": "PostalAddress",
        "streetAddress": site.street,
        "postalCode": site.postcode,
        "addressLocality": site.town,
        "addressCountry": "DE",
    }


def _first(phones: tuple[PhoneLine, ...]) -> str:
    return next((phone.number for phone in phones), "")


def _block(found: dict[str, Any]) -> SafeString:
    words = json.dumps(_said(found), ensure_ascii=False)
    return mark_safe(words.translate(ESCAPES))


def _said(value: Any) -> Any:
    """Without what was left empty."""
    if isinstance(value, dict):
        kept = {key: _said(inner) for key, inner in value.items()}
        return {key: inner for key, inner in kept.items() if inner not in ("", [], {}, None)}
    return [_said(inner) for inner in value] if isinstance(value, list) else value
