from datetime import timedelta

from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "mitsorge.foundation.access"
    label = "access"
    verbose_name = "Zugang"

    def ready(self) -> None:
        """The worker deletes sessions that are over, with the Merkliste in them, and old counts of attempts."""
        from mitsorge.foundation.access.actions import forget_attempts, forget_sessions
        from mitsorge.foundation.post.chores import Chore, register

        register(Chore("access.forget_sessions", timedelta(hours=1), forget_sessions))
        register(Chore("access.forget_attempts", timedelta(hours=1), forget_attempts))
