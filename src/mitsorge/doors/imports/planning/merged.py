"""What a list still names although it has gone into another entry: it is never written anew."""

from dataclasses import dataclass, field

from mitsorge.domain.directory.models import Organization
from mitsorge.domain.duplicates.queries import merged_into
from mitsorge.domain.duplicates.rules.merging import Kind, final
from mitsorge.doors.imports.parsing.text import fold


@dataclass(slots=True)
class Merged:
    """`services`: gone → kept at the end of the chain. `owners`: folded name of a gone organization → name of the kept."""

    services: dict[int, int] = field(default_factory=dict)
    owners: dict[str, str] = field(default_factory=dict)


def load() -> Merged:
    """2 queries, 1 more where organizations were merged."""
    return Merged(_ends(Kind.SERVICE), _owners(_ends(Kind.ORGANIZATION)))


def _ends(kind: Kind) -> dict[int, int]:
    chain = merged_into(kind)
    return {gone: final(gone, chain) for gone in chain}


def _owners(ends: dict[int, int]) -> dict[str, str]:
    """A name that a standing organization bears, too, means that one."""
    if not ends:
        return {}
    names = dict(Organization.objects.values_list("pk", "name"))
    standing = {fold(name) for pk, name in names.items() if pk not in ends}
    found = {fold(names[gone]): names[kept] for gone, kept in ends.items()}
    return {name: kept for name, kept in found.items() if name not in standing}
