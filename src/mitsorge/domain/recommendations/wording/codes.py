"""German words for the codes of the chain."""

from django.utils.translation import gettext_lazy as _

from mitsorge.domain.recommendations.rules import (
    AnswerKind,
    CommentKind,
    ConsultationResult,
    ConsultationRole,
    EvidenceKind,
    ImpulseSource,
    MeasureStatus,
    Quality,
    RecommendationStatus,
    Resolution,
    Stage,
    Stance,
)

IMPULSE_SOURCE = {
    ImpulseSource.MEETING: _("aus einer Sitzung"),
    ImpulseSource.FORM: _("über das Formular"),
    ImpulseSource.VISIT: _("von einem Besuch"),
    ImpulseSource.LETTER: _("aus einem Brief"),
    ImpulseSource.CALL: _("aus einem Anruf"),
    ImpulseSource.PLANNING: _("aus der Planung"),
}

RECOMMENDATION_STATUS = {
    RecommendationStatus.DRAFT: _("Entwurf"),
    RecommendationStatus.IN_CONSULTATION: _("in Beratung"),
    RecommendationStatus.RETURNED: _("zurückgegeben"),
    RecommendationStatus.ADOPTED: _("beschlossen"),
    RecommendationStatus.SENT: _("Antwort steht aus"),
    RecommendationStatus.ANSWERED: _("beantwortet"),
    RecommendationStatus.REJECTED: _("nicht beschlossen"),
    RecommendationStatus.MERGED: _("zusammengeführt"),
    RecommendationStatus.WITHDRAWN: _("zurückgezogen"),
}

CONSULTATION_ROLE = {
    ConsultationRole.DRAFTING: _("erarbeitet"),
    ConsultationRole.RATING: _("bewertet"),
    ConsultationRole.ADOPTING: _("beschließt"),
}

CONSULTATION_RESULT = {
    ConsultationResult.OPEN: _("offen"),
    ConsultationResult.FORWARDED: _("weitergegeben"),
    ConsultationResult.RETURNED: _("zurückgegeben"),
    ConsultationResult.MERGED: _("zusammengeführt"),
    ConsultationResult.ADOPTED: _("beschlossen"),
    ConsultationResult.REJECTED: _("nicht beschlossen"),
    ConsultationResult.WITHDRAWN: _("zurückgezogen"),
}

COMMENT_KIND = {
    CommentKind.COMMENT: _("Anmerkung"),
    CommentKind.AMENDMENT: _("Änderungsvorschlag"),
}

RESOLUTION = {
    Resolution.OPEN: _("offen"),
    Resolution.TAKEN: _("übernommen"),
    Resolution.NOT_TAKEN: _("nicht übernommen"),
}

STANCE = {
    Stance.CARRIES: _("trägt mit"),
    Stance.DISSENTS: _("abweichende Meinung"),
}

ANSWER_KIND = {
    AnswerKind.ACCEPTED: _("angenommen"),
    AnswerKind.PARTLY: _("teilweise angenommen"),
    AnswerKind.REJECTED: _("abgelehnt"),
    AnswerKind.IN_PROGRESS: _("in Arbeit"),
    AnswerKind.DONE: _("umgesetzt"),
}

MEASURE_STATUS = {
    MeasureStatus.PLANNED: _("geplant"),
    MeasureStatus.RUNNING: _("läuft"),
    MeasureStatus.DONE: _("abgeschlossen"),
    MeasureStatus.STOPPED: _("eingestellt"),
}

QUALITY = {
    Quality.SURE: _("gut gesichert"),
    Quality.LIKELY: _("wahrscheinlich"),
    Quality.HINT: _("Hinweis"),
}

EVIDENCE_KIND = {
    EvidenceKind.SOURCE: _("Quelle"),
    EvidenceKind.IMPULSE: _("Impuls"),
    EvidenceKind.FIGURE: _("Zahl"),
}

STAGE = {
    Stage.NEED: _("Bedarf"),
    Stage.GAP: _("Lücke"),
    Stage.RECOMMENDATION: _("Empfehlung"),
    Stage.CONSULTATION: _("Beratung"),
    Stage.DECISION: _("Beschluss"),
    Stage.ANSWER: _("Antwort"),
    Stage.MEASURE: _("Maßnahme"),
    Stage.EFFECT: _("Wirkung"),
}
