"""From the bytes of a file to plain rows. Nothing here knows what a column means."""

from mitsorge.doors.imports.reading.choose import read
from mitsorge.doors.imports.reading.sheet import Cell, Sheet

__all__ = ["Cell", "Sheet", "read"]
