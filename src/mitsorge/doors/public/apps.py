from django.apps import AppConfig


class PublicConfig(AppConfig):
    name = "mitsorge.doors.public"
    label = "public"
    verbose_name = "Öffentliche Seiten"
