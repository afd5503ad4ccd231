from uuid import UUID

from django.db.models import Q, QuerySet

from mitsorge.foundation.files.models import File, Image
from mitsorge.foundation.files.permissions import may_read_office_files
from mitsorge.foundation.files.rules import Visibility
from mitsorge.foundation.people.models import Account

SHOWN = Q(consent_at__isnull=False, withdrawn_at=None)


def shown_images() -> QuerySet[Image]:
    """Every place that shows pictures starts here: consent is given and stands (1 query)."""
    return Image.objects.filter(SHOWN).select_related("file")


def readable_file(uid: UUID, account: Account | None) -> File | None:
    """A file if this reader may have it now (1 query, 2 for files of the office).

    A picture without standing consent is nobody's, whatever its visibility says.
    """
    hidden = Q(image__isnull=False) & (
        Q(image__consent_at=None) | Q(image__withdrawn_at__isnull=False)
    )
    found = File.objects.exclude(hidden).filter(uid=uid).first()
    if found is None or found.visibility == Visibility.PUBLIC or may_read_office_files(account):
        return found
    return None
