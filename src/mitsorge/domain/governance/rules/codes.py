"""The codes of committees, their rules, their meetings. Plain Python; the German words are in `wording`."""

from enum import StrEnum


class Classification(StrEnum):
    """The kinds of committees the five networks have."""

    CONFERENCE = "CONFERENCE"
    STEERING_GROUP = "STEERING_GROUP"
    WORKING_GROUP = "WORKING_GROUP"
    SUB_NETWORK = "SUB_NETWORK"
    ROUND_TABLE = "ROUND_TABLE"
    EXPERT_TABLE = "EXPERT_TABLE"
    REGULARS_TABLE = "REGULARS_TABLE"
    NETWORK_DAY = "NETWORK_DAY"
    SUPPORT_TEAM = "SUPPORT_TEAM"
    SOLUTION_TEAM = "SOLUTION_TEAM"


class Composition(StrEnum):
    """How the members of a committee follow, to the day, from what is known elsewhere."""

    NAMED = "NAMED"  # who is named, from a day until another
    SPOKESPERSONS = "SPOKESPERSONS"  # spokespersons of the committees below, with named experts
    ACTIVE_PARTNERS = "ACTIVE_PARTNERS"  # one seat per active partner of the network
    ALL_PARTNERS = "ALL_PARTNERS"  # one seat per partner, active or informed
    DELEGATES = "DELEGATES"  # who was elected by those who delegate
    OPEN = "OPEN"  # whoever comes; attendance is counted


class MemberRole(StrEnum):
    """What somebody is in a committee. A spokesperson represents it, a chair leads its meetings: two roles."""

    MEMBER = "MEMBER"
    SPOKESPERSON = "SPOKESPERSON"
    CHAIR = "CHAIR"
    DEPUTY_CHAIR = "DEPUTY_CHAIR"
    EXPERT = "EXPERT"
    DELEGATE = "DELEGATE"
    GUEST = "GUEST"


class InvitationForm(StrEnum):
    MAIL = "MAIL"
    LETTER = "LETTER"


class Quorum(StrEnum):
    """How many voting members must be there before anything is decided."""

    NONE = "NONE"
    HALF = "HALF"
    MORE_THAN_HALF = "MORE_THAN_HALF"
    HALF_AND_CHAIR = "HALF_AND_CHAIR"
    NUMBER = "NUMBER"


class Majority(StrEnum):
    """What carries a decision."""

    SIMPLE = "SIMPLE"  # more yes than no; abstentions do not count, a tie rejects
    MEMBERS_AND_TWO_THIRDS = (
        "MEMBERS_AND_TWO_THIRDS"  # of all members, and two thirds of those present
    )
    CONSENSUS = "CONSENSUS"  # nobody objects; dissent is recorded


class Voters(StrEnum):
    """Who has a vote."""

    MEMBERS = "MEMBERS"  # each member with a vote
    ORGANIZATIONS = "ORGANIZATIONS"  # one vote per organization
    EVERYONE = "EVERYONE"  # whoever is there


class Publicity(StrEnum):
    """What others may see; an agenda item may be closed by itself."""

    PUBLIC = "PUBLIC"
    MINUTES_PUBLIC = "MINUTES_PUBLIC"
    MEMBERS = "MEMBERS"


class Parity(StrEnum):
    """How the banks of a committee must balance."""

    NONE = "NONE"
    THREE_BANKS = "THREE_BANKS"  # § 4 NPflegeG: municipalities, facilities, Pflegekassen in equal number at least


class MeetingStatus(StrEnum):
    """`meetings.STEPS` says what follows what."""

    DRAFT = "DRAFT"
    INVITED = "INVITED"
    RUNNING = "RUNNING"
    MINUTES_OPEN = "MINUTES_OPEN"
    OBJECTION_PERIOD = "OBJECTION_PERIOD"
    APPROVED = "APPROVED"
    CANCELLED = "CANCELLED"


class Reply(StrEnum):
    """What an invited member answers."""

    NONE = "NONE"
    YES = "YES"
    ONLINE = "ONLINE"
    DEPUTY = "DEPUTY"
    NO = "NO"


class ItemKind(StrEnum):
    """What is done under an agenda item."""

    OPENING = "OPENING"
    MINUTES = "MINUTES"
    REPORT = "REPORT"
    DISCUSSION = "DISCUSSION"
    DECISION = "DECISION"
    CARDS = "CARDS"
    OTHER = "OTHER"


class ItemStatus(StrEnum):
    OPEN = "OPEN"
    DONE = "DONE"
    ADJOURNED = "ADJOURNED"
    WITHDRAWN = "WITHDRAWN"


class Result(StrEnum):
    """How a decision ended; empty where none was taken."""

    NONE = ""
    ADOPTED = "ADOPTED"
    REJECTED = "REJECTED"
    NO_CONSENSUS = "NO_CONSENSUS"
