from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "mitsorge.foundation.places"
    label = "places"
    verbose_name = "Orte"
