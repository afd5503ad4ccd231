"""The rooms of what stands twice. Their names belong to the office."""

from django.urls import URLPattern, URLResolver, path

from mitsorge.doors.office import duplicate_pair, duplicates

urlpatterns: list[URLPattern | URLResolver] = [
    path("doppelte/", duplicates.duplicates, name="duplicates"),
    path("doppelte/urteile/", duplicates.verdicts, name="verdicts"),
    path(
        "doppelte/urteile/<int:pk>/zuruecknehmen/", duplicates.take_back, name="take_verdict_back"
    ),
    path("doppelte/zusammengefuehrt/", duplicates.merges, name="merges"),
    path("doppelte/zusammengefuehrt/<int:pk>/", duplicates.merged, name="merged"),
    path("doppelte/zusammengefuehrt/<int:pk>/rueckgaengig/", duplicates.undo, name="undo_merge"),
    path("doppelte/<slug:art>/<int:first>/<int:second>/", duplicate_pair.pair, name="pair"),
    path(
        "doppelte/<slug:art>/<int:first>/<int:second>/kein-duplikat/",
        duplicates.distinct,
        name="distinct",
    ),
]
