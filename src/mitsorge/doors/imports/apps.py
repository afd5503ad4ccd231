from datetime import timedelta

from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "mitsorge.doors.imports"
    label = "imports"
    verbose_name = "Importe"

    def ready(self) -> None:
        """The worker applies what is too large for a request."""
        from mitsorge.doors.imports.runs import carry_out_all
        from mitsorge.foundation.post.chores import Chore, register

        register(Chore("imports", timedelta(seconds=1), carry_out_all))
