"""The records of the directory: HSDS 3.1 with a German profile."""

from mitsorge.domain.directory.models.availability import (
    CostOption,
    Schedule,
    ServiceArea,
    ServiceCapacity,
)
from mitsorge.domain.directory.models.contact import Contact, Phone
from mitsorge.domain.directory.models.offer import (
    Attribute,
    Organization,
    Service,
    ServiceAtLocation,
)
from mitsorge.domain.directory.models.picture import Picture
from mitsorge.domain.directory.models.report import MissedSearch, Report
from mitsorge.domain.directory.models.responsibility import Responsibility, ResponsibilityTopic
from mitsorge.domain.directory.models.search import DirectoryRevision, SearchDocument
from mitsorge.domain.directory.models.site import Accessibility, Location
from mitsorge.domain.directory.models.taxonomy import (
    LifeSituation,
    TaxonomyTerm,
    TermSynonym,
    WholeWord,
)

__all__ = [
    "Accessibility",
    "Attribute",
    "Contact",
    "CostOption",
    "DirectoryRevision",
    "LifeSituation",
    "Location",
    "MissedSearch",
    "Organization",
    "Phone",
    "Picture",
    "Report",
    "Responsibility",
    "ResponsibilityTopic",
    "Schedule",
    "SearchDocument",
    "Service",
    "ServiceArea",
    "ServiceAtLocation",
    "ServiceCapacity",
    "TaxonomyTerm",
    "TermSynonym",
    "WholeWord",
]
