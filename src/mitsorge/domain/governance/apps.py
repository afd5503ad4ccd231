from datetime import timedelta

from django.apps import AppConfig


class GovernanceConfig(AppConfig):
    name = "mitsorge.domain.governance"
    label = "governance"
    verbose_name = "Gremien"

    def ready(self) -> None:
        from mitsorge.domain.governance.actions.invitations import remind_by_itself
        from mitsorge.foundation.post.chores import Chore, register

        register(Chore("governance.remind", timedelta(hours=1), remind_by_itself))
