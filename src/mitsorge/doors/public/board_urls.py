from django.urls import URLPattern, URLResolver, path

from mitsorge.doors.public import addressee, board

urlpatterns: list[URLPattern | URLResolver] = [
    path("was-wurde-daraus/", board.board, name="board"),
    path("was-wurde-daraus/massnahme/<uuid:uid>/", board.own_measure, name="own_measure"),
    path(
        "was-wurde-daraus/<int:year>/<str:place>/",
        board.recommendation,
        name="recommendation",
    ),
    path("empfehlung-antwort/<str:token>/", addressee.answer, name="addressee_answer"),
]
