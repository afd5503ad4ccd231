from django.urls import URLPattern, URLResolver, path

from mitsorge.doors.feeds import calendars

app_name = "feeds"
urlpatterns: list[URLPattern | URLResolver] = [
    path("termine.ics", calendars.network_calendar, name="network_calendar"),
    path(
        "gremien/<slug:slug>/termine.ics", calendars.committee_calendar, name="committee_calendar"
    ),
    path("konto/kalender/", calendars.my_calendar, name="my_calendar"),
    path("konto/kalender/<str:secret>.ics", calendars.own_calendar, name="own_calendar"),
]
