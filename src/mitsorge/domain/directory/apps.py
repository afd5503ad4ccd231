from datetime import timedelta

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "mitsorge.domain.directory"
    label = "directory"
    verbose_name = "Verzeichnis"

    def ready(self) -> None:
        """The worker forgets the addresses of people whose report was answered long ago."""
        from mitsorge.domain.directory.actions.reports import forget_reporters
        from mitsorge.foundation.post.chores import Chore, register

        register(Chore("directory.forget_reporters", timedelta(days=1), forget_reporters))
