from django.urls import URLPattern, URLResolver, path

from mitsorge.doors.office import (
    agenda_items,
    backlog,
    meeting_page,
    meeting_photos,
    meetings,
    minute_takers,
    told_replies,
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("gremien/<slug:code>/sitzungen/", meetings.of_committee, name="meetings"),
    path("gremien/<slug:code>/sitzungen/neu/", meetings.plan, name="plan_meeting"),
    path("gremien/<slug:code>/themen/neu/", backlog.add, name="add_to_backlog"),
    path("gremien/<slug:code>/themen/<int:pk>/", backlog.topic, name="backlog_topic"),
    path("gremien/<slug:code>/themen/<int:pk>/streichen/", backlog.withdraw, name="withdraw_topic"),
    path("sitzungen/<uuid:uid>/", meeting_page.meeting, name="meeting"),
    path("sitzungen/<uuid:uid>/aendern/", meetings.change, name="change_meeting"),
    path("sitzungen/<uuid:uid>/absagen/", meetings.cancel, name="cancel_meeting"),
    path("sitzungen/<uuid:uid>/einladung/", meeting_page.invitation, name="invitation"),
    path("sitzungen/<uuid:uid>/protokollfuehrung/", minute_takers.named, name="minute_taker"),
    path("sitzungen/<uuid:uid>/erinnern/", meeting_page.remind, name="remind_attendees"),
    path("sitzungen/<uuid:uid>/antwort/<int:pk>/", told_replies.told, name="told_reply"),
    path("sitzungen/<uuid:uid>/tagesordnung-senden/", meeting_page.tell_agenda, name="tell_agenda"),
    path("sitzungen/<uuid:uid>/uebernehmen/", meeting_page.carry_over, name="carry_over"),
    path("sitzungen/<uuid:uid>/punkte/neu/", agenda_items.add, name="add_item"),
    path("sitzungen/<uuid:uid>/punkte/<int:pk>/", agenda_items.item, name="item"),
    path("sitzungen/<uuid:uid>/punkte/<int:pk>/ruecken/", agenda_items.move, name="move_item"),
    path(
        "sitzungen/<uuid:uid>/punkte/<int:pk>/entfernen/", agenda_items.remove, name="remove_item"
    ),
    path("sitzungen/<uuid:uid>/punkte/<int:pk>/zurueck/", agenda_items.shelve, name="shelve_item"),
    path(
        "sitzungen/<uuid:uid>/punkte/<int:pk>/aufnehmen/",
        agenda_items.schedule,
        name="schedule_item",
    ),
    path("sitzungen/<uuid:uid>/fotos/neu/", meeting_photos.add, name="add_photo"),
    path(
        "sitzungen/<uuid:uid>/fotos/<int:pk>/zurueckziehen/",
        meeting_photos.withdraw,
        name="withdraw_photo",
    ),
    path("sitzungen/<uuid:uid>/unterlagen/neu/", agenda_items.add_paper, name="add_paper"),
    path(
        "sitzungen/<uuid:uid>/unterlagen/<int:pk>/entfernen/",
        agenda_items.remove_paper,
        name="remove_paper",
    ),
]
