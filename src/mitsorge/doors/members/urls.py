from django.urls import URLPattern, URLResolver, include, path

app_name = "members"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("mitsorge.doors.members.network_urls")),
    path("", include("mitsorge.doors.members.places")),
]
