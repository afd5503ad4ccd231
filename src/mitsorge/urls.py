"""Which door stands at which address. Each door keeps its own map."""

from django.urls import include, path

urlpatterns = [
    path("", include("mitsorge.doors.public.urls")),
    path("schreibtisch/planung/zahlen/", include("mitsorge.doors.imports.figures.urls")),
    path("schreibtisch/importe/", include("mitsorge.doors.imports.urls")),
    path("schreibtisch/", include("mitsorge.doors.office.urls")),
    path("konto/", include("mitsorge.doors.members.account_urls")),
    path("konto/", include("mitsorge.doors.members.urls")),
    path("", include("mitsorge.doors.brochure.urls")),
    path("", include("mitsorge.doors.feeds.urls")),
    path("", include("mitsorge.doors.setup.urls")),
]
