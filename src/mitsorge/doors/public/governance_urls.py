from django.urls import URLPattern, URLResolver, path

from mitsorge.doors.public import calendar, committees, decisions, minutes, replies

urlpatterns: list[URLPattern | URLResolver] = [
    path("termine/", calendar.calendar, name="calendar"),
    path("termine/<uuid:uid>/", calendar.meeting, name="meeting"),
    path("beschluesse/", decisions.decisions, name="decisions"),
    path("gremien/<slug:slug>/", committees.committee, name="committee"),
    path("sitzungen/<uuid:uid>/niederschrift/", minutes.minutes, name="minutes"),
    path("niederschrift/<str:signed>/", minutes.own_minutes, name="own_minutes"),
    path("antwort/<str:signed>/", replies.reply, name="reply"),
    path("antwort/<str:signed>/termin.ics", replies.calendar, name="reply_calendar"),
    path("antwort/<str:signed>/unterlage/<uuid:uid>/", replies.paper, name="reply_paper"),
]
