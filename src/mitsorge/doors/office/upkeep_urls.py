from django.urls import URLPattern, URLResolver, path

from mitsorge.doors.office import call_list

urlpatterns: list[URLPattern | URLResolver] = [
    path("anrufliste/", call_list.call_list, name="call_list"),
    path("anrufliste/briefe/", call_list.asking, name="asking"),
    path("anrufliste/<int:pk>/", call_list.call, name="call"),
    path("organisationen/<int:pk>/erreichbarkeit/", call_list.reach, name="reach"),
    path(
        "organisationen/<int:pk>/erreichbarkeit/entscheiden/",
        call_list.decide_reach,
        name="decide_reach",
    ),
]
