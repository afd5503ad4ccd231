from django.apps import AppConfig


class RecommendationsConfig(AppConfig):
    name = "mitsorge.domain.recommendations"
    label = "recommendations"
    verbose_name = "Empfehlungen"
