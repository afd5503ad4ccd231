import io
import zipfile

from django.utils.translation import gettext as _

from mitsorge.doors.imports.findings import Unreadable
from mitsorge.doors.imports.reading.sheet import MAX_UNPACKED


def archive(content: bytes) -> zipfile.ZipFile:
    """The opened ZIP; refuses broken ones and those that unpack to more than 250 MB."""
    try:
        found = zipfile.ZipFile(io.BytesIO(content))
        unpacked = sum(info.file_size for info in found.infolist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise Unreadable(
            _(
                "Die Datei ist beschädigt. Speichern Sie sie bitte neu und versuchen Sie es noch einmal."
            )
        ) from error
    if unpacked > MAX_UNPACKED:
        raise Unreadable(_("Die Datei wird beim Auspacken größer als 250 MB."))
    return found
