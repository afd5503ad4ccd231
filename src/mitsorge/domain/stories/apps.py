from django.apps import AppConfig


class StoriesConfig(AppConfig):
    name = "mitsorge.domain.stories"
    label = "stories"
    verbose_name = "Seiten und Neuigkeiten"
