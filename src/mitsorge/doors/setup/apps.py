from datetime import timedelta

from django.apps import AppConfig


class SetupConfig(AppConfig):
    name = "mitsorge.doors.setup"
    label = "setup"
    verbose_name = "Einrichtung"

    def ready(self) -> None:
        from mitsorge import checks  # noqa: F401 - registers the checks of the settings
        from mitsorge.foundation.files import actions as files
        from mitsorge.foundation.post.chores import Chore, register

        register(Chore("files.sweep", timedelta(hours=6), files.sweep))
