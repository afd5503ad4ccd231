"""The public pages of planning, below planung/."""

from django.urls import URLPattern, URLResolver, path

from mitsorge.doors.public import planning, planning_files

urlpatterns: list[URLPattern | URLResolver] = [
    path("", planning.overview, name="planning"),
    path("methode/", planning.method, name="planning_method"),
    path("raeume.<slug:ending>", planning_files.areas, name="planning_areas_file"),
    path("karte.<slug:ending>", planning_files.map_picture, name="planning_map_file"),
    path("zahlen/<uuid:uid>.<slug:ending>", planning_files.series, name="planning_series_file"),
    path("<str:code>/", planning.area, name="planning_area"),
    path("<str:code>/karte.<slug:ending>", planning_files.area_map, name="planning_area_map_file"),
    path("<str:code>/orte.<slug:ending>", planning_files.places, name="planning_places_file"),
    path("<str:code>/prognose.<slug:ending>", planning_files.curves, name="planning_curves_file"),
]
