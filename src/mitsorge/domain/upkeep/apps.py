from django.apps import AppConfig


class UpkeepConfig(AppConfig):
    name = "mitsorge.domain.upkeep"
    label = "upkeep"
    verbose_name = "Pflege der Einträge"
