from django.apps import AppConfig


class PartnersConfig(AppConfig):
    name = "mitsorge.domain.partners"
    label = "partners"
    verbose_name = "Partner"
