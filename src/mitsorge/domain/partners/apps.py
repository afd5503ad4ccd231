from datetime import timedelta

from django.apps import AppConfig


class PartnersConfig(AppConfig):
    name = "mitsorge.domain.partners"
    label = "partners"
    verbose_name = "Partner"

    def ready(self) -> None:
        """The worker forgets applications whose time is over; partners sit where a committee is made of them."""
        from mitsorge.domain.governance.queries import seats
        from mitsorge.domain.governance.rules import Composition
        from mitsorge.domain.partners.actions.applying import forget_applications
        from mitsorge.domain.partners.queries.seats import seats_of_active, seats_of_all
        from mitsorge.foundation.post.chores import Chore, register

        seats.register(Composition.ACTIVE_PARTNERS, seats_of_active)
        seats.register(Composition.ALL_PARTNERS, seats_of_all)
        register(Chore("partners.forget_applications", timedelta(days=1), forget_applications))
