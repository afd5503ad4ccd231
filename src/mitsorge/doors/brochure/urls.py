from django.urls import URLPattern, URLResolver, path

from mitsorge.doors.brochure import minutes

app_name = "brochure"
urlpatterns: list[URLPattern | URLResolver] = [
    path("schreibtisch/sitzungen/<uuid:uid>/niederschrift.pdf", minutes.internal, name="minutes"),
    path("sitzungen/<uuid:uid>/niederschrift.pdf", minutes.public, name="public_minutes"),
]
