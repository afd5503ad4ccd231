from django.urls import URLPattern, URLResolver, path

from mitsorge.doors.members import (
    committees,
    considering,
    entries,
    entry_answers,
    network,
    recommendations,
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("netzwerk/", network.network, name="network"),
    path("netzwerk/<int:pk>/mitarbeit/", network.switch, name="switch"),
    path("netzwerk/<int:pk>/arbeitsgruppen/", network.groups, name="groups"),
    path("netzwerk/<int:pk>/vertretung/", network.appoint, name="appoint"),
    path("netzwerk/<int:pk>/vertretung/<int:row>/beenden/", network.end_speaker, name="end"),
    path("netzwerk/<int:pk>/austritt/", network.leave, name="leave"),
    path("gremien/", committees.committees, name="committees"),
    path("gremien/antwort/<uuid:uid>/", committees.reply, name="reply"),
    path("gremien/<slug:code>/thema/", committees.propose, name="propose"),
    path("eintraege/", entries.entries, name="entries"),
    path("eintraege/<uuid:uid>/", entries.entry, name="entry"),
    path("eintraege/<uuid:uid>/bestaetigen/", entry_answers.confirm, name="entries_confirm"),
    path("eintraege/<uuid:uid>/nachfragen/", entry_answers.reach, name="entries_reach"),
    path("eintraege/<uuid:uid>/ende/", entry_answers.gone, name="entry_gone"),
    path("eintraege/<uuid:uid>/abschicken/", entries.submit, name="entry_submit"),
    path("eintraege/<uuid:uid>/zurueckziehen/", entries.withdraw, name="entry_withdraw"),
    path("eintraege/<uuid:uid>/<slug:step>/", entries.step, name="entry_step"),
    path("empfehlungen/", recommendations.recommendations, name="recommendations"),
    path("empfehlungen/<uuid:uid>/", recommendations.recommendation, name="recommendation"),
    path("berichte/", considering.reports, name="considerations"),
    path("berichte/<int:year>/<uuid:uid>/", considering.report, name="considered"),
]
