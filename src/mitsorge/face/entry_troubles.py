"""Addresses of an entry that do not work, as its organization sees them: what came back, and where to mend it."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from mitsorge.domain.directory.models import Organization
from mitsorge.domain.upkeep.queries.troubles import Broken, broken_of
from mitsorge.domain.upkeep.rules import TroubleKind
from mitsorge.domain.upkeep.wording import trouble_words
from mitsorge.face.entry_forms import step_for


@dataclass(frozen=True)
class Mending:
    """One address that does not work; `way`: the page on which it is changed."""

    broken: Broken
    way: str

    @property
    def is_page(self) -> bool:
        return self.broken.trouble.kind == TroubleKind.WEBSITE

    @property
    def words(self) -> str:
        trouble = self.broken.trouble
        return trouble_words(trouble.kind, trouble.words)


def mendings(
    organization: Organization, step: Callable[[UUID, str], str], *, reach: str
) -> list[Mending]:
    """What an organization has to mend (queries: `broken_of`). `step`: the page of an entry's step by its key.

    `reach`: the page on which it says where letters go; empty by letter: there only what is public is shown.
    """
    rows = broken_of(organization)
    found = [(row, _way(row, organization, step) if row.entry else reach) for row in rows]
    return [Mending(row, way) for row, way in found if way]


def _way(row: Broken, organization: Organization, step: Callable[[UUID, str], str]) -> str:
    assert row.entry is not None  # noqa: S101 - the caller asked
    found = step_for(row.field, is_offer=row.entry != organization.uid)
    return step(row.entry, found.key) if found else ""
