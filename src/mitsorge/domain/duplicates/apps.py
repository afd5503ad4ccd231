from datetime import timedelta

from django.apps import AppConfig


class DuplicatesConfig(AppConfig):
    name = "mitsorge.domain.duplicates"
    label = "duplicates"
    verbose_name = "Doppelte Einträge"

    def ready(self) -> None:
        """The worker compares the directory after it changed."""
        from mitsorge.domain.duplicates.actions.comparing import compare_all
        from mitsorge.foundation.post.chores import Chore, register

        register(Chore("duplicates.compare_all", timedelta(minutes=5), compare_all))
