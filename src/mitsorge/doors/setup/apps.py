from django.apps import AppConfig


class SetupConfig(AppConfig):
    name = "mitsorge.doors.setup"
    label = "setup"
    verbose_name = "Einrichtung"
