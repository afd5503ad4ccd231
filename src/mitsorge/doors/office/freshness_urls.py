"""The rooms about the age of the entries. Their names belong to the office."""

from django.urls import URLPattern, URLResolver, path

from mitsorge.doors.office import troubles

urlpatterns: list[URLPattern | URLResolver] = [
    path("gestoert/", troubles.troubles, name="troubles"),
    path("gestoert/<int:pk>/erledigt/", troubles.end_trouble, name="end_trouble"),
]
