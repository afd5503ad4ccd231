from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class FaceConfig(AppConfig):
    name = "mitsorge.face"
    label = "face"
    verbose_name = "Gesicht"

    def ready(self) -> None:
        autodiscover_modules("work")
