"""Every read of the directory worth a name. Public ones return only what the public may see."""

from mitsorge.domain.directory.queries.addresses import (
    REVISION,
    PublicAddresses,
    public_addresses,
)
from mitsorge.domain.directory.queries.cards import Card, cards
from mitsorge.domain.directory.queries.edit import (
    OrganizationForEdit,
    ServiceForEdit,
    draft_of_location,
    draft_of_organization,
    draft_of_service,
    organization_for_edit,
    service_for_edit,
)
from mitsorge.domain.directory.queries.free_places import (
    Condition,
    FreePlaces,
    PlacesFilter,
    free_places,
    participation,
)
from mitsorge.domain.directory.queries.offer import Cost, Offer, PlacesLine, Word, offer
from mitsorge.domain.directory.queries.office import (
    ListFilters,
    ListPage,
    OrganizationRow,
    ServiceRow,
    office_organizations,
    office_services,
    open_reports,
    recognitions_ending,
)
from mitsorge.domain.directory.queries.organization import (
    OrganizationPage,
    listed_organizations,
    organization,
)
from mitsorge.domain.directory.queries.own import OwnOffer, OwnOrganization, own_organizations
from mitsorge.domain.directory.queries.pictures import PictureLine, pictures_of, shown_pictures
from mitsorge.domain.directory.queries.reach import ContactLine, PhoneLine, Reach
from mitsorge.domain.directory.queries.responsibility import (
    Responsible,
    office_responsibilities,
    responsibility_topics,
    responsible,
)
from mitsorge.domain.directory.queries.sites import AccessLine, Site, public_point, public_site
from mitsorge.domain.directory.queries.slots import draft_of_report, places_slots
from mitsorge.domain.directory.queries.start import Figures, figures, life_situations
from mitsorge.domain.directory.queries.terms import (
    draft_of_life_situation,
    draft_of_term,
    office_terms,
    terms_to_choose,
)
from mitsorge.domain.directory.queries.visible import visible_organizations, visible_services

__all__ = [
    "REVISION",
    "AccessLine",
    "Card",
    "Condition",
    "ContactLine",
    "Cost",
    "Figures",
    "FreePlaces",
    "ListFilters",
    "ListPage",
    "Offer",
    "OrganizationForEdit",
    "OrganizationPage",
    "OrganizationRow",
    "OwnOffer",
    "OwnOrganization",
    "PhoneLine",
    "PictureLine",
    "PlacesFilter",
    "PlacesLine",
    "PublicAddresses",
    "Reach",
    "Responsible",
    "ServiceForEdit",
    "ServiceRow",
    "Site",
    "Word",
    "cards",
    "draft_of_life_situation",
    "draft_of_location",
    "draft_of_organization",
    "draft_of_report",
    "draft_of_service",
    "draft_of_term",
    "figures",
    "free_places",
    "life_situations",
    "listed_organizations",
    "offer",
    "office_organizations",
    "office_responsibilities",
    "office_services",
    "office_terms",
    "open_reports",
    "organization",
    "organization_for_edit",
    "own_organizations",
    "participation",
    "pictures_of",
    "places_slots",
    "public_addresses",
    "public_point",
    "public_site",
    "recognitions_ending",
    "responsibility_topics",
    "responsible",
    "service_for_edit",
    "shown_pictures",
    "terms_to_choose",
    "visible_organizations",
    "visible_services",
]
