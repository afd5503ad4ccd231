"""The rooms of figures, below schreibtisch/planung/zahlen/."""

from django.urls import URLPattern, URLResolver, path

from mitsorge.doors.imports.figures import pages, uploads

app_name = "figures"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", uploads.overview, name="list"),
    path("hochladen/", uploads.upload, name="upload"),
    path("dateien/<uuid:uid>/", uploads.trial, name="trial"),
    path("dateien/<uuid:uid>/verwerfen/", uploads.drop, name="drop"),
    path("<uuid:uid>/", pages.series, name="series"),
    path("<uuid:uid>/zahlen.<slug:ending>", pages.table, name="table"),
    path("<uuid:uid>/oeffentlich/", pages.publish, name="publish"),
    path("<uuid:uid>/entfernen/", pages.remove, name="remove"),
]
