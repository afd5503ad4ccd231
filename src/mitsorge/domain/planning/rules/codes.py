"""The codes of planning. Plain Python."""

from enum import StrEnum


class Subject(StrEnum):
    """What a series counts. RATE is a share (0 to 1) of POPULATION that is in need of care."""

    POPULATION = "POPULATION"
    CARE = "CARE"
    RATE = "RATE"
    PLACES = "PLACES"
    FREE = "FREE"
    STAFF = "STAFF"
    WAITING = "WAITING"


class CareKind(StrEnum):
    """The kinds of care the Pflegestatistik tells apart (GENESIS 22411). ALL is their total, not another kind.

    DAY and RELIEF overlap with the others, or lie outside the older totals: never add them.
    """

    ALL = "ALL"
    ALLOWANCE = "ALLOWANCE"
    AMBULATORY = "AMBULATORY"
    RESIDENTIAL = "RESIDENTIAL"
    LONG_TERM = "LONG_TERM"
    SHORT_TERM = "SHORT_TERM"
    DAY = "DAY"
    RELIEF = "RELIEF"


class Sex(StrEnum):
    """Both is the empty code: a total, not a third sex."""

    BOTH = ""
    MALE = "M"
    FEMALE = "F"


class Level(StrEnum):
    """Which kind of area a figure is for; `AREA` is a planning area of the network (its code)."""

    COUNTRY = "COUNTRY"
    LAND = "LAND"
    KREIS = "KREIS"
    MUNICIPALITY = "MUNICIPALITY"
    AREA = "AREA"


class Quality(StrEnum):
    """How a series came about."""

    OFFICIAL = "OFFICIAL"
    ESTIMATED = "ESTIMATED"
    SURVEY = "SURVEY"


class CellSign(StrEnum):
    """What stood where no number stood (signs of the German statistical offices). None of them is zero."""

    NONE = ""
    NOTHING = "-"
    SECRET = "."  # noqa: S105 - the sign for "unknown or kept secret", not a password
    UNRELIABLE = "/"
    LATER = "..."
    CROSSED = "x"
    SMALL = "<"  # suppressed by this network's own rule


class RatePath(StrEnum):
    """How the rates go on. STATUS_QUO: as they are; the others change them by a share each year."""

    STATUS_QUO = "STATUS_QUO"
    FALLING = "FALLING"
    RISING = "RISING"
    OWN = "OWN"


class FindingKind(StrEnum):
    """GAP: too little for a need. OVERLAP: several offers for one need, more than needed."""

    GAP = "GAP"
    OVERLAP = "OVERLAP"


class Confidence(StrEnum):
    """How well a finding is secured."""

    HINT = "HINT"
    LIKELY = "LIKELY"
    SECURED = "SECURED"


class Public(StrEnum):
    """What a network may choose to show everybody.

    FIGURES: what every installation knows of its people (key "people"). SERIES, VARIANT, FINDING: by uid; AREA: by code.
    """

    FIGURES = "FIGURES"
    SERIES = "SERIES"
    VARIANT = "VARIANT"
    AREA = "AREA"
    FINDING = "FINDING"
