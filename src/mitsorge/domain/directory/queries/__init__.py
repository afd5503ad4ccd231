"""Every read of the directory worth a name. Public ones return only what the public may see."""

from mitsorge.domain.directory.queries.cards import Card, cards
from mitsorge.domain.directory.queries.offer import Cost, Offer, PlacesLine, Word, offer
from mitsorge.domain.directory.queries.organization import (
    OrganizationPage,
    listed_organizations,
    organization,
)
from mitsorge.domain.directory.queries.reach import ContactLine, PhoneLine, Reach
from mitsorge.domain.directory.queries.responsibility import (
    Responsible,
    office_responsibilities,
    responsibility_topics,
    responsible,
)
from mitsorge.domain.directory.queries.sites import AccessLine, Site, public_site
from mitsorge.domain.directory.queries.start import Figures, figures, life_situations
from mitsorge.domain.directory.queries.visible import visible_organizations, visible_services

__all__ = [
    "AccessLine",
    "Card",
    "ContactLine",
    "Cost",
    "Figures",
    "Offer",
    "OrganizationPage",
    "PhoneLine",
    "PlacesLine",
    "Reach",
    "Responsible",
    "Site",
    "Word",
    "cards",
    "figures",
    "life_situations",
    "listed_organizations",
    "offer",
    "office_responsibilities",
    "organization",
    "public_site",
    "responsibility_topics",
    "responsible",
    "visible_organizations",
    "visible_services",
]
