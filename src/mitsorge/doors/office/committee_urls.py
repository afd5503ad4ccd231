from django.urls import URLPattern, URLResolver, path

from mitsorge.doors.office import committee_members as members
from mitsorge.doors.office import committee_papers as papers
from mitsorge.doors.office import committee_rules as rules
from mitsorge.doors.office import committees, duty_reports

HERE = "gremien/<slug:code>/"
ENTRY = f"{HERE}mitglieder/<int:pk>/"
urlpatterns: list[URLPattern | URLResolver] = [
    path("gremien/", committees.overview, name="committees"),
    path("gremien/neu/", committees.new_committee, name="new_committee"),
    path(HERE, committees.committee, name="committee"),
    path(f"{HERE}bearbeiten/", committees.edit_committee, name="edit_committee"),
    path(f"{HERE}beenden/", committees.close_committee, name="close_committee"),
    path(f"{HERE}stand/", committees.status, name="committee_status"),
    path(f"{HERE}mitglieder/", members.members, name="members"),
    path(f"{HERE}mitglieder/neu/", members.appoint, name="appoint"),
    path(ENTRY, members.membership, name="membership"),
    path(f"{ENTRY}beenden/", members.end, name="end_membership"),
    path(f"{ENTRY}aufgabe/", members.change_role, name="change_role"),
    path(f"{ENTRY}vertretung/", members.add_deputy, name="add_deputy"),
    path(f"{ENTRY}entfernen/", members.remove, name="remove_membership"),
    path(f"{HERE}regeln/", rules.rules, name="committee_rules"),
    path(f"{HERE}regeln/neu/", rules.new_rules, name="new_rules"),
    path(f"{HERE}regeln/<int:pk>/zuruecknehmen/", rules.withdraw, name="withdraw_rules"),
    path(f"{HERE}berichte/versandt/", duty_reports.sent, name="report_sent"),
    path(f"{HERE}berichte/<int:pk>/zuruecknehmen/", duty_reports.back, name="report_back"),
    path(f"{HERE}unterlagen/", papers.papers, name="committee_papers"),
    path(f"{HERE}unterlagen/<int:pk>/", papers.paper, name="committee_paper"),
    path(f"{HERE}unterlagen/<int:pk>/entfernen/", papers.remove, name="remove_paper"),
]
