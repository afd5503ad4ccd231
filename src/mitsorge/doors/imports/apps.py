from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "mitsorge.doors.imports"
    label = "imports"
    verbose_name = "Importe"
