from datetime import timedelta

from django.apps import AppConfig


class RecommendationsConfig(AppConfig):
    name = "mitsorge.domain.recommendations"
    label = "recommendations"
    verbose_name = "Empfehlungen"

    def ready(self) -> None:
        from mitsorge.domain.recommendations.actions.answers import remind_by_itself
        from mitsorge.foundation.post.chores import Chore, register

        register(Chore("recommendations.remind", timedelta(hours=6), remind_by_itself))
