from datetime import timedelta

from django.apps import AppConfig


class PartnersConfig(AppConfig):
    name = "mitsorge.domain.partners"
    label = "partners"
    verbose_name = "Partner"

    def ready(self) -> None:
        """The worker forgets applications whose time is over."""
        from mitsorge.domain.partners.actions.applying import forget_applications
        from mitsorge.foundation.post.chores import Chore, register

        register(Chore("partners.forget_applications", timedelta(days=1), forget_applications))
