from datetime import timedelta

from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "mitsorge.foundation.access"
    label = "access"
    verbose_name = "Zugang"

    def ready(self) -> None:
        """The worker deletes sessions that are over, with the Merkliste in them."""
        from mitsorge.foundation.access.actions import forget_sessions
        from mitsorge.foundation.post.chores import Chore, register

        register(Chore("access.forget_sessions", timedelta(hours=1), forget_sessions))
