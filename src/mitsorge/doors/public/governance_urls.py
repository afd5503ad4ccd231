from django.urls import URLPattern, URLResolver, path

from mitsorge.doors.public import calendar, committees, minutes

urlpatterns: list[URLPattern | URLResolver] = [
    path("termine/", calendar.calendar, name="calendar"),
    path("termine/<uuid:uid>/", calendar.meeting, name="meeting"),
    path("gremien/<slug:slug>/", committees.committee, name="committee"),
    path("sitzungen/<uuid:uid>/niederschrift/", minutes.minutes, name="minutes"),
    path("niederschrift/<str:signed>/", minutes.own_minutes, name="own_minutes"),
]
