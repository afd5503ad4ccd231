"""The codes of the directory. Plain Python."""

from enum import StrEnum


class Status(StrEnum):
    """HSDS 3.1 `service.status`; DRAFT is ours: written, not yet shown."""

    DRAFT = "DRAFT"
    ACTIVE = "ACTIVE"
    INACTIVE = "INACTIVE"
    DEFUNCT = "DEFUNCT"


class Area(StrEnum):
    """What a service area is made of."""

    BODY = "BODY"
    MUNICIPALITY = "MUNICIPALITY"
    PLANNING_AREA = "PLANNING_AREA"
    RADIUS = "RADIUS"


class TermKind(StrEnum):
    """The vocabularies of the directory."""

    CARE = "CARE"
    TARGET_GROUP = "TARGET_GROUP"
    PAYER = "PAYER"
    LANGUAGE = "LANGUAGE"
    ACCESSIBILITY = "ACCESSIBILITY"


class PictureKind(StrEnum):
    """What a picture is to its owner: the one sign it is known by, or a view of the house and its work."""

    LOGO = "LOGO"
    PHOTO = "PHOTO"


class PhoneKind(StrEnum):
    """HSDS 3.1 `phone.type`."""

    VOICE = "VOICE"
    FAX = "FAX"
    MOBILE = "MOBILE"
    TEXT = "TEXT"


class Places(StrEnum):
    """The light for free places. UNKNOWN is never shown as full."""

    FREE = "FREE"
    FEW = "FEW"
    NONE = "NONE"
    ON_REQUEST = "ON_REQUEST"
    UNKNOWN = "UNKNOWN"


class Access(StrEnum):
    YES = "YES"
    PARTLY = "PARTLY"
    NO = "NO"


class ReportKind(StrEnum):
    """What citizens tell us: a wrong entry, or a barrier on these pages (§ 12b BGG and Land law)."""

    ERROR = "ERROR"
    BARRIER = "BARRIER"
