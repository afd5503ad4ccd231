"""The rooms of the directory. Their names belong to the office."""

from django.urls import URLPattern, URLResolver, path

from mitsorge.doors.office import (
    lists,
    locations,
    missed,
    offers,
    organizations,
    reports,
    responsibilities,
    situations,
    terms,
    whole_words,
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("angebote/neu/", offers.new_offer, name="new_service"),
    path("angebote/<int:pk>/", offers.offer, name="service"),
    path("angebote/<int:pk>/bestaetigen/", offers.assure_offer, name="assure_service"),
    path("angebote/<int:pk>/schliessen/", offers.close_offer, name="close_service"),
    path("angebote/<int:pk>/oeffnen/", offers.reopen_offer, name="reopen_service"),
    path("angebote/<int:pk>/beenden/", offers.retire_offer, name="retire_service"),
    path("anerkennungen/", lists.recognitions, name="recognitions"),
    path("organisationen/neu/", organizations.new_organization, name="new_organization"),
    path("organisationen/<int:pk>/", organizations.organization, name="organization"),
    path(
        "organisationen/<int:pk>/bestaetigen/",
        organizations.assure_organization,
        name="assure_organization",
    ),
    path("organisationen/<int:pk>/standorte/neu/", locations.new_location, name="new_location"),
    path("standorte/<int:pk>/", locations.location, name="location"),
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
