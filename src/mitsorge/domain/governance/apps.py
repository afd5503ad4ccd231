from django.apps import AppConfig


class GovernanceConfig(AppConfig):
    name = "mitsorge.domain.governance"
    label = "governance"
    verbose_name = "Gremien"
