"""The codes of the chain from impulse to effect. Plain Python; the German words are in `wording`."""

from enum import StrEnum


class ImpulseSource(StrEnum):
    """Where an impulse comes from."""

    MEETING = "MEETING"
    FORM = "FORM"
    VISIT = "VISIT"
    LETTER = "LETTER"
    CALL = "CALL"
    PLANNING = "PLANNING"  # a gap or an overlap the figures show


class RecommendationStatus(StrEnum):
    """`steps.STEPS` says what follows what. Measures and effects are derived, not stored here."""

    DRAFT = "DRAFT"
    IN_CONSULTATION = "IN_CONSULTATION"
    RETURNED = "RETURNED"
    ADOPTED = "ADOPTED"
    SENT = "SENT"
    ANSWERED = "ANSWERED"
    REJECTED = "REJECTED"  # by the network itself, in a consultation
    MERGED = "MERGED"
    WITHDRAWN = "WITHDRAWN"


class ConsultationRole(StrEnum):
    """What a committee does with a recommendation (OParl Consultation.role)."""

    DRAFTING = "DRAFTING"
    RATING = "RATING"
    ADOPTING = "ADOPTING"


class ConsultationResult(StrEnum):
    OPEN = "OPEN"
    FORWARDED = "FORWARDED"
    RETURNED = "RETURNED"
    MERGED = "MERGED"
    ADOPTED = "ADOPTED"
    REJECTED = "REJECTED"
    WITHDRAWN = "WITHDRAWN"


class CommentKind(StrEnum):
    COMMENT = "COMMENT"
    AMENDMENT = "AMENDMENT"


class Resolution(StrEnum):
    """What became of a proposal for amendment."""

    OPEN = "OPEN"
    TAKEN = "TAKEN"
    NOT_TAKEN = "NOT_TAKEN"


class Stance(StrEnum):
    CARRIES = "CARRIES"
    DISSENTS = "DISSENTS"


class AnswerKind(StrEnum):
    """What the addressee says (domain.md, user story 70)."""

    ACCEPTED = "ACCEPTED"
    PARTLY = "PARTLY"
    REJECTED = "REJECTED"
    IN_PROGRESS = "IN_PROGRESS"
    DONE = "DONE"


class MeasureStatus(StrEnum):
    PLANNED = "PLANNED"
    RUNNING = "RUNNING"
    DONE = "DONE"
    STOPPED = "STOPPED"


class Quality(StrEnum):
    """How sure a reading is (guide: "gut gesichert", "wahrscheinlich", "Hinweis")."""

    SURE = "SURE"
    LIKELY = "LIKELY"
    HINT = "HINT"


class EvidenceKind(StrEnum):
    SOURCE = "SOURCE"
    IMPULSE = "IMPULSE"
    FIGURE = "FIGURE"


class Stage(StrEnum):
    """The eight steps of the chain as the public sees them, in this order. Each is derived."""

    NEED = "NEED"
    GAP = "GAP"
    RECOMMENDATION = "RECOMMENDATION"
    CONSULTATION = "CONSULTATION"
    DECISION = "DECISION"
    ANSWER = "ANSWER"
    MEASURE = "MEASURE"
    EFFECT = "EFFECT"
