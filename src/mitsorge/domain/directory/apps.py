from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "mitsorge.domain.directory"
    label = "directory"
    verbose_name = "Verzeichnis"
