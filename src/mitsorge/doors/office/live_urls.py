from django.urls import URLPattern, URLResolver, path

from mitsorge.doors.office.live import attendance, cards, register, sitting, writing

LIVE = "sitzungen/<uuid:uid>/protokollieren/"
MINUTES = "sitzungen/<uuid:uid>/niederschrift/"

urlpatterns: list[URLPattern | URLResolver] = [
    path(LIVE, sitting.record_meeting, name="record_meeting"),
    path(f"{LIVE}beginnen/", sitting.start_meeting, name="start_meeting"),
    path(f"{LIVE}schliessen/", sitting.close_meeting, name="close_meeting"),
    path(f"{LIVE}top/<int:pk>/", sitting.record_item, name="record_item"),
    path(f"{LIVE}top/<int:pk>/ergebnis/", sitting.foresee, name="foresee_vote"),
    path(f"{LIVE}aufgaben/<int:pk>/", sitting.finish_task, name="finish_task"),
    path(f"{LIVE}anwesenheit/", attendance.attendance, name="attendance"),
    path(f"{LIVE}anwesenheit/sichern/", attendance.tick, name="tick_attendance"),
    path(f"{LIVE}anwesenheit/<int:pk>/", attendance.seat, name="attendance_seat"),
    path(f"{LIVE}gaeste/", attendance.add_guest, name="add_guest"),
    path(f"{LIVE}zaehlung/", attendance.count_heads, name="count_heads"),
    path(f"{LIVE}karten/", cards.collect, name="collect_cards"),
    path(f"{LIVE}karten/ordnen/", cards.group, name="group_cards"),
    path(MINUTES, writing.minutes, name="minutes"),
    path(f"{MINUTES}erstellen/", writing.compose, name="compose_minutes"),
    path(f"{MINUTES}senden/", writing.send, name="send_minutes"),
    path(f"{MINUTES}genehmigen/", writing.approve, name="approve_minutes"),
    path(f"{MINUTES}einwendungen/<int:pk>/", writing.answer, name="answer_objection"),
    path("beschluesse/", register.everywhere, name="decisions"),
    path("gremien/<slug:code>/beschluesse/", register.of_committee, name="committee_decisions"),
]
