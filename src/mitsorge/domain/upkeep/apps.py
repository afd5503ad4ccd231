from datetime import timedelta

from django.apps import AppConfig


class UpkeepConfig(AppConfig):
    name = "mitsorge.domain.upkeep"
    label = "upkeep"
    verbose_name = "Pflege der Einträge"

    def ready(self) -> None:
        from mitsorge.domain.upkeep.actions.rounds import open_due
        from mitsorge.foundation.post.chores import Chore, register

        register(Chore("upkeep.open_due", timedelta(hours=1), open_due))
