"""German words for the codes of committees and meetings."""

from django.utils.translation import gettext_lazy as _

from mitsorge.domain.governance.rules import (
    Classification,
    Composition,
    InvitationForm,
    ItemKind,
    ItemStatus,
    Majority,
    MeetingStatus,
    MemberRole,
    Parity,
    Publicity,
    Quorum,
    Reply,
    Result,
    Voters,
)

CLASSIFICATION = {
    Classification.CONFERENCE: _("Konferenz"),
    Classification.STEERING_GROUP: _("Steuerungsgruppe"),
    Classification.WORKING_GROUP: _("Arbeitsgruppe"),
    Classification.SUB_NETWORK: _("Unternetzwerk"),
    Classification.ROUND_TABLE: _("Runder Tisch"),
    Classification.EXPERT_TABLE: _("Fachtisch"),
    Classification.REGULARS_TABLE: _("Stammtisch"),
    Classification.NETWORK_DAY: _("Netzwerktag"),
    Classification.SUPPORT_TEAM: _("Unterstützungsteam"),
    Classification.SOLUTION_TEAM: _("Lösungsteam"),
}

COMPOSITION = {
    Composition.NAMED: _("benannte Mitglieder"),
    Composition.SPOKESPERSONS: _("Sprecherinnen und Sprecher der Gruppen mit Fachleuten"),
    Composition.ACTIVE_PARTNERS: _("ein Sitz je aktivem Partner"),
    Composition.ALL_PARTNERS: _("ein Sitz je Partner"),
    Composition.DELEGATES: _("gewählte Delegierte"),
    Composition.OPEN: _("offen für alle, die kommen"),
}

MEMBER_ROLE = {
    MemberRole.MEMBER: _("Mitglied"),
    MemberRole.SPOKESPERSON: _("Sprecherin oder Sprecher"),
    MemberRole.CHAIR: _("Sitzungsleitung"),
    MemberRole.DEPUTY_CHAIR: _("stellvertretende Sitzungsleitung"),
    MemberRole.EXPERT: _("Fachperson"),
    MemberRole.DELEGATE: _("Delegierte oder Delegierter"),
    MemberRole.GUEST: _("Gast"),
}

INVITATION_FORM = {
    InvitationForm.MAIL: _("per E-Mail"),
    InvitationForm.LETTER: _("per Brief"),
}

QUORUM = {
    Quorum.NONE: _("ohne Mindestzahl"),
    Quorum.HALF: _("mindestens die Hälfte der Stimmberechtigten"),
    Quorum.MORE_THAN_HALF: _("mehr als die Hälfte der Stimmberechtigten"),
    Quorum.HALF_AND_CHAIR: _("mindestens die Hälfte und die Sitzungsleitung"),
    Quorum.NUMBER: _("eine feste Zahl"),
}

MAJORITY = {
    Majority.SIMPLE: _("einfache Mehrheit"),
    Majority.MEMBERS_AND_TWO_THIRDS: _("Mehrheit der Mitglieder und zwei Drittel der Anwesenden"),
    Majority.CONSENSUS: _("Konsens, abweichende Meinungen werden festgehalten"),
}

VOTERS = {
    Voters.MEMBERS: _("jedes stimmberechtigte Mitglied"),
    Voters.ORGANIZATIONS: _("eine Stimme je Organisation"),
    Voters.EVERYONE: _("alle Anwesenden"),
}

PUBLICITY = {
    Publicity.PUBLIC: _("öffentlich"),
    Publicity.MINUTES_PUBLIC: _("Protokoll öffentlich"),
    Publicity.MEMBERS: _("nur für Mitglieder"),
}

PARITY = {
    Parity.NONE: _("keine Vorgabe"),
    Parity.THREE_BANKS: _("drei gleich starke Bänke"),
}

MEETING_STATUS = {
    MeetingStatus.DRAFT: _("Entwurf"),
    MeetingStatus.INVITED: _("eingeladen"),
    MeetingStatus.RUNNING: _("läuft"),
    MeetingStatus.MINUTES_OPEN: _("Protokoll offen"),
    MeetingStatus.OBJECTION_PERIOD: _("Einwendungsfrist"),
    MeetingStatus.APPROVED: _("genehmigt"),
    MeetingStatus.CANCELLED: _("abgesagt"),
}

REPLY = {
    Reply.NONE: _("keine Antwort"),
    Reply.YES: _("kommt"),
    Reply.ONLINE: _("kommt online"),
    Reply.DEPUTY: _("schickt Vertretung"),
    Reply.NO: _("kommt nicht"),
}

ITEM_KIND = {
    ItemKind.OPENING: _("Eröffnung"),
    ItemKind.MINUTES: _("Protokoll"),
    ItemKind.REPORT: _("Bericht"),
    ItemKind.DISCUSSION: _("Beratung"),
    ItemKind.DECISION: _("Beschluss"),
    ItemKind.CARDS: _("Impulse sammeln"),
    ItemKind.OTHER: _("Verschiedenes"),
}

ITEM_STATUS = {
    ItemStatus.OPEN: _("offen"),
    ItemStatus.DONE: _("erledigt"),
    ItemStatus.ADJOURNED: _("vertagt"),
    ItemStatus.WITHDRAWN: _("zurückgezogen"),
}

RESULT = {
    Result.NONE: _("ohne Beschluss"),
    Result.ADOPTED: _("angenommen"),
    Result.REJECTED: _("abgelehnt"),
    Result.NO_CONSENSUS: _("kein Konsens"),
}
