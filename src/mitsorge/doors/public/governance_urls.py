from django.urls import URLPattern, URLResolver, path

from mitsorge.doors.public import calendar, committees

urlpatterns: list[URLPattern | URLResolver] = [
    path("termine/", calendar.calendar, name="calendar"),
    path("termine/<uuid:uid>/", calendar.meeting, name="meeting"),
    path("gremien/<slug:slug>/", committees.committee, name="committee"),
]
