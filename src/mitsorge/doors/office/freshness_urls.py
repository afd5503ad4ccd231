"""The rooms about the age of the entries. Their names belong to the office."""

from django.urls import URLPattern, URLResolver, path

from mitsorge.doors.office import freshness, troubles

urlpatterns: list[URLPattern | URLResolver] = [
    path("aktualitaet/", freshness.freshness, name="freshness"),
    path("aktualitaet/messwerte.csv", freshness.readings_csv, name="freshness_csv"),
    path("gestoert/", troubles.troubles, name="troubles"),
    path("gestoert/<int:pk>/erledigt/", troubles.end_trouble, name="end_trouble"),
]
