from django.urls import URLPattern, URLResolver, path

from mitsorge.doors.office import (
    impulses,
    recommendation_edit,
    recommendation_steps,
    recommendation_words,
    recommendations,
    topics,
)

ONE = "empfehlungen/<uuid:uid>/"
urlpatterns: list[URLPattern | URLResolver] = [
    path("empfehlungen/", recommendations.recommendations, name="recommendations"),
    path("empfehlungen/neu/", recommendation_edit.new, name="new_recommendation"),
    path("empfehlungen/vorgelegt/", recommendation_steps.before_us, name="before_us"),
    path(
        "empfehlungen/nummer/<int:year>/<slug:running>/",
        recommendations.of_number,
        name="recommendation_of_number",
    ),
    path(ONE, recommendations.recommendation, name="recommendation"),
    path(f"{ONE}schreiben/", recommendation_edit.write, name="write_recommendation"),
    path(f"{ONE}fassungen/", recommendations.versions, name="versions"),
    path(f"{ONE}weiter/", recommendation_steps.step, name="recommendation_step"),
    path(f"{ONE}zurueckziehen/", recommendation_steps.withdraw, name="withdraw_recommendation"),
    path(f"{ONE}belege/", recommendation_words.add_evidence, name="add_evidence"),
    path(
        f"{ONE}belege/<int:pk>/entfernen/",
        recommendation_words.remove_evidence,
        name="remove_evidence",
    ),
    path(f"{ONE}anmerkungen/", recommendation_words.comment, name="add_comment"),
    path(f"{ONE}anmerkungen/<int:pk>/", recommendation_words.settle, name="settle_comment"),
    path(f"{ONE}mittragen/", recommendation_words.sign, name="sign_for_partner"),
    path("impulse/", impulses.impulses, name="impulses"),
    path("impulse/neu/", impulses.new, name="new_impulse"),
    path("impulse/themen/", topics.topics, name="topics"),
    path("impulse/themen/<int:pk>/", topics.topic, name="topic"),
    path("impulse/<uuid:uid>/", impulses.impulse, name="impulse"),
]
