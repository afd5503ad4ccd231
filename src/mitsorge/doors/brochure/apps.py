from django.apps import AppConfig


class BrochureConfig(AppConfig):
    name = "mitsorge.doors.brochure"
    label = "brochure"
    verbose_name = "Gedrucktes"
