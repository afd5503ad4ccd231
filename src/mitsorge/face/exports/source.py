"""Where numbers come from, told beside every table and below every picture that leaves the house."""

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _

Words = str | Promise


@dataclass(frozen=True)
class Source:
    """The passport of one series or of one computation. Empty: there is none, or nobody wrote it down."""

    what: Words
    unit: Words = ""
    publisher: Words = ""
    table: Words = ""
    licence: Words = ""
    as_of: date | None = None
    quality: Words = ""
    method: Words = ""

    @property
    def day(self) -> str:
        return date_format(self.as_of, "j. F Y") if self.as_of else ""

    @property
    def cells(self) -> tuple[str, ...]:
        """In the order of `heads`."""
        told = (self.unit, self.publisher, self.table, self.licence, self.day, self.quality)
        return (str(self.what), *map(str, told), str(self.method))

    @property
    def short(self) -> str:
        """Without how the numbers came about, where anything else is known: for the foot of a picture."""
        return f"{self.what}: {self._facts}." if self._facts else str(self)

    @property
    def _facts(self) -> str:
        """ "Zensus 2022, Stand 15. Mai 2022 (© Statistische Ämter, dl-de/by-2-0)"; the sign only with a license."""
        stand = _("Stand %(day)s") % {"day": self.day} if self.as_of else ""
        facts = ", ".join(part for part in (str(self.table), stand) if part)
        owner = ", ".join(str(part) for part in (self.publisher, self.licence) if part)
        sign = "© " if self.licence else ""
        return " ".join(part for part in (facts, f"({sign}{owner})" if owner else "") if part)

    def __str__(self) -> str:
        """ "Anteil ab 67: Zensus 2022, Stand 15. Mai 2022 (© Statistische Ämter, dl-de/by-2-0)." """
        sentences = [f"{self._facts}." if self._facts else "", str(self.method)]
        told = " ".join(part for part in sentences if part)
        return f"{self.what}: {told}" if told else f"{self.what}."


def heads() -> tuple[str, ...]:
    """The columns of a passport."""
    return (
        _("Was"), _("Einheit"), _("Herausgeber"), _("Tabelle"), _("Lizenz"), _("Stand"), _("Güte"),
        _("Wie die Zahlen entstanden sind"),
    )  # fmt: skip
