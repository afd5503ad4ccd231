"""The rooms of the directory. Their names belong to the office."""

from django.urls import URLPattern, URLResolver, path

from mitsorge.doors.office import (
    missed,
    reports,
    responsibilities,
    situations,
    terms,
    whole_words,
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("angebotsarten/", terms.terms, name="terms"),
    path("angebotsarten/neu/", terms.new_term, name="new_term"),
    path("angebotsarten/woerter/", whole_words.whole_words, name="whole_words"),
    path("angebotsarten/woerter/<int:pk>/streichen/", whole_words.remove_word, name="remove_word"),
    path("angebotsarten/<int:pk>/", terms.term, name="term"),
    path("angebotsarten/<int:pk>/zuruecknehmen/", terms.retire_term, name="retire_term"),
    path("angebotsarten/<int:pk>/anbieten/", terms.restore_term, name="restore_term"),
    path("lebenslagen/", situations.situations, name="situations"),
    path("lebenslagen/neu/", situations.new_situation, name="new_situation"),
    path("lebenslagen/<slug:slug>/", situations.situation, name="situation"),
    path("zustaendigkeiten/", responsibilities.responsibilities, name="responsibilities"),
    path("zustaendigkeiten/neu/", responsibilities.new_responsibility, name="new_responsibility"),
    path("zustaendigkeiten/themen/neu/", responsibilities.new_topic, name="new_topic"),
    path("zustaendigkeiten/themen/<slug:slug>/", responsibilities.topic, name="topic"),
    path("zustaendigkeiten/<int:pk>/", responsibilities.responsibility, name="responsibility"),
    path(
        "zustaendigkeiten/<int:pk>/bestaetigen/",
        responsibilities.assure_responsibility,
        name="assure_responsibility",
    ),
    path(
        "zustaendigkeiten/<int:pk>/streichen/",
        responsibilities.remove_responsibility,
        name="remove_responsibility",
    ),
    path("hinweise/", reports.reports, name="reports"),
    path("hinweise/<int:pk>/", reports.report, name="report"),
    path("suchen-ohne-treffer/", missed.missed, name="missed"),
]
