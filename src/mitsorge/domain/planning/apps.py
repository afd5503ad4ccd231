from django.apps import AppConfig


class PlanningConfig(AppConfig):
    name = "mitsorge.domain.planning"
    label = "planning"
    verbose_name = "Planung"
