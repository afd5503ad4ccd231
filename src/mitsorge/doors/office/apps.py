from django.apps import AppConfig


class OfficeConfig(AppConfig):
    name = "mitsorge.doors.office"
    label = "office"
    verbose_name = "Schreibtisch"
