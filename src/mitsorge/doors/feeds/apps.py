from django.apps import AppConfig


class FeedsConfig(AppConfig):
    name = "mitsorge.doors.feeds"
    label = "feeds"
    verbose_name = "Offene Daten"
