"""The letters in the outbox, oldest first."""

from mitsorge.foundation.post.models import Letter


def letters() -> list[Letter]:
    return list(Letter.objects.order_by("pk"))
