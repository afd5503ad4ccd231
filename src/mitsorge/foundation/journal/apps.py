from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "mitsorge.foundation.journal"
    label = "journal"
    verbose_name = "Protokoll"
