from django.urls import URLPattern, URLResolver, path

from mitsorge.doors.imports import preview, views

app_name = "imports"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.overview, name="runs"),
    path("<uuid:uid>/", views.run, name="run"),
    path("<uuid:uid>/spalten/", views.columns, name="columns"),
    path("<uuid:uid>/vorschau/", preview.preview, name="preview"),
    path("<uuid:uid>/uebernehmen/", views.apply, name="apply"),
    path("<uuid:uid>/verwerfen/", views.drop, name="drop"),
    path("<uuid:uid>/stand/", views.standing, name="standing"),
    path("<uuid:uid>/protokoll/", views.journal, name="journal"),
]
