from django.apps import AppConfig


class FaceConfig(AppConfig):
    name = "mitsorge.face"
    label = "face"
    verbose_name = "Gesicht"
