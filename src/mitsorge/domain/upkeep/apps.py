from datetime import timedelta

from django.apps import AppConfig


class UpkeepConfig(AppConfig):
    name = "mitsorge.domain.upkeep"
    label = "upkeep"
    verbose_name = "Pflege der Einträge"

    def ready(self) -> None:
        """The worker asks organizations by letter, and web pages whether they still answer."""
        from mitsorge.domain.upkeep.actions.readings import record_week
        from mitsorge.domain.upkeep.actions.rounds import open_due
        from mitsorge.domain.upkeep.actions.troubles import end_settled, look_at_pages
        from mitsorge.foundation.post.chores import Chore, register

        register(Chore("upkeep.open_due", timedelta(hours=1), open_due))
        register(Chore("upkeep.look_at_pages", timedelta(minutes=5), look_at_pages))
        register(Chore("upkeep.end_settled", timedelta(hours=1), end_settled))
        register(Chore("upkeep.record_week", timedelta(days=7), record_week))
