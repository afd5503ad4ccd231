from django.urls import URLPattern, URLResolver, path

from mitsorge.doors.office import radar, year

urlpatterns: list[URLPattern | URLResolver] = [
    path("jahresplan/", year.year, name="year"),
    path("jahresplan/entwuerfe/", year.make_drafts, name="year_drafts"),
    path("ueberschneidungen/", radar.overlaps, name="overlaps"),
]
