from django.urls import URLPattern, URLResolver, path

from mitsorge.doors.office.measures import answers, measures, papers, readings, reports

_ONE = "massnahmen/antworten/<int:year>/<str:place>/"
urlpatterns: list[URLPattern | URLResolver] = [
    path("massnahmen/", measures.measures, name="measures"),
    path("massnahmen/neu/", measures.plan, name="plan_measure"),
    path("massnahmen/<uuid:uid>/", measures.measure, name="measure"),
    path("massnahmen/<uuid:uid>/schritt/", measures.add_step, name="add_step"),
    path("massnahmen/<uuid:uid>/kennzahl/", measures.add_indicator, name="add_indicator"),
    path("massnahmen/schritt/<int:pk>/", measures.tick_step, name="tick_step"),
    path("massnahmen/kennzahl/<int:pk>/", readings.change_indicator, name="indicator"),
    path("massnahmen/kennzahl/<int:pk>/messung/", readings.reading, name="reading"),
    path("massnahmen/messung/<int:pk>/", readings.correct, name="correct_reading"),
    path("massnahmen/antworten/", answers.answers, name="answers"),
    path(_ONE, answers.answer, name="answer"),
    path(f"{_ONE}bitten/", answers.ask, name="ask"),
    path(f"{_ONE}eintragen/", answers.record, name="record_answer"),
    path(f"{_ONE}erinnern/", answers.remind, name="remind"),
    path(f"{_ONE}vorlage/", answers.draft_paper, name="draft_paper"),
    path("massnahmen/vorlagen/", papers.papers, name="papers"),
    path("massnahmen/vorlagen/<int:pk>/", papers.paper, name="paper"),
    path("massnahmen/vorlagen/station/<int:pk>/", papers.station, name="station"),
    path("massnahmen/berichte/", reports.considerations, name="considerations"),
    path("massnahmen/berichte/<int:year>/<int:pk>/", reports.consideration, name="consideration"),
    path("massnahmen/jahresberichte/", reports.annual_reports, name="annual_reports"),
    path("massnahmen/jahresberichte/<int:year>/", reports.annual_report, name="annual_report"),
]
