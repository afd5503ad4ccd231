from django.urls import URLPattern, URLResolver, path

from mitsorge.doors.office import desk, editorial

app_name = "office"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", desk.desk, name="desk"),
    path("seiten/", editorial.pages, name="pages"),
    path("seiten/<slug:slug>/", editorial.page, name="page"),
    path("neuigkeiten/", editorial.news, name="news"),
    path("neuigkeiten/<int:pk>/beenden/", editorial.end_news, name="end_news"),
    path("netzwerk/", editorial.network, name="network"),
]
