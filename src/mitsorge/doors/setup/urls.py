from django.urls import URLPattern, URLResolver, path

from mitsorge.doors.setup import demo_post, entrance

app_name = "setup"
urlpatterns: list[URLPattern | URLResolver] = [
    path("demo/", entrance.cast, name="cast"),
    path("demo/als/<slug:name>/", entrance.sign_in_as, name="sign_in_as"),
    path("demo/post/", demo_post.letters, name="demo_post"),
]
