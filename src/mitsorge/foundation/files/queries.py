from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from mitsorge.foundation.files.models import File, Image
from mitsorge.foundation.files.permissions import may_read_office_files
from mitsorge.foundation.files.rules import Visibility
from mitsorge.foundation.people.models import Account


def shown_images(on: date) -> QuerySet[Image]:
    """Every place that shows pictures starts here: consent is given and stands on that day (1 query)."""
    lasting = Q(consent_until=None) | Q(consent_until__gte=on)
    standing = Image.objects.filter(lasting, consent_at__isnull=False, withdrawn_at=None)
    return standing.select_related("file")


def readable_file(uid: UUID, account: Account | None, *, on: date) -> File | None:
    """A file if this reader may have it now (1 query, 2 for files of the office).

    A picture without standing consent is nobody's, whatever its visibility says.
    """
    seen = Q(image=None) | Q(image__in=shown_images(on).values("pk"))
    found = File.objects.filter(seen, uid=uid).first()
    if found is None or found.visibility == Visibility.PUBLIC or may_read_office_files(account):
        return found
    return None
