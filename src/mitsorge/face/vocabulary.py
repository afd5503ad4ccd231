"""Words of a vocabulary as choices of a form."""

from collections.abc import Iterable
from typing import Any

from mitsorge.domain.directory import queries as directory
from mitsorge.domain.directory.models import TaxonomyTerm
from mitsorge.domain.directory.rules import TermKind

Choices = list[tuple[Any, Any]]


def term_tree(kind: TermKind, *, also: Iterable[int] = ()) -> Choices:
    """The words in use and those `also` chosen before: every top word is a group with itself first (1 or 2 queries)."""
    found = _terms(kind, also)
    groups: dict[str, Choices] = {}
    by_id = {term.pk: term for term in found}
    for term in found:
        top = term
        while top.parent_id in by_id:
            top = by_id[top.parent_id]
        groups.setdefault(top.name, []).append((term.pk, term.name))
    return list(groups.items())


def terms(kind: TermKind, *, also: Iterable[int] = ()) -> Choices:
    """The words of a vocabulary still in use, and those `also` chosen before (1 or 2 queries)."""
    return [(term.pk, term.name) for term in _terms(kind, also)]


def _terms(kind: TermKind, also: Iterable[int]) -> list[TaxonomyTerm]:
    found = list(directory.terms_to_choose(kind))
    missing = set(also) - {term.pk for term in found}
    if missing:
        found += TaxonomyTerm.objects.filter(kind=kind, pk__in=missing)
    return found
