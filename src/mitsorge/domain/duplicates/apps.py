from django.apps import AppConfig


class DuplicatesConfig(AppConfig):
    name = "mitsorge.domain.duplicates"
    label = "duplicates"
    verbose_name = "Doppelte Einträge"
