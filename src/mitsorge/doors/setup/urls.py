from django.urls import URLPattern, URLResolver, path

from mitsorge.doors.setup import entrance

app_name = "setup"
urlpatterns: list[URLPattern | URLResolver] = [
    path("demo/", entrance.cast, name="cast"),
    path("demo/als/<slug:name>/", entrance.sign_in_as, name="sign_in_as"),
]
