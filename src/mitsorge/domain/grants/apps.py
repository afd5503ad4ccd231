from django.apps import AppConfig


class GrantsConfig(AppConfig):
    name = "mitsorge.domain.grants"
    label = "grants"
    verbose_name = "Förderung"
