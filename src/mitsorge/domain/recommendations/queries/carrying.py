from datetime import date

from django.db.models import Q, QuerySet

from mitsorge.domain.partners.models import Partnership


def partners_on(on: date) -> QuerySet[Partnership]:
    """Who is a partner of the network on that day, active or not, with its organization (1 query)."""
    runs = Q(active_from__lte=on) & (Q(active_to=None) | Q(active_to__gt=on))
    return Partnership.objects.filter(runs).select_related("organization")
