from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "mitsorge.foundation.files"
    label = "files"
    verbose_name = "Dateien"
