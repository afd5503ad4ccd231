from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "mitsorge.foundation.people"
    label = "people"
    verbose_name = "Menschen und Konten"
