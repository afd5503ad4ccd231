"""What someone asked for, read from the address and written back into addresses."""

from dataclasses import dataclass
from math import ceil
from urllib.parse import urlencode

from django.http import QueryDict

from mitsorge.domain.directory.models import LifeSituation

WORDS_LIMIT = 120
FACET_LIMIT = 30
LAST_PAGE = 500


@dataclass(frozen=True)
class Asked:
    """The search as typed. `situation` is the slug of a Lebenslage, `situation_name` its words.

    `exact`: what looks like a typing error is searched as it stands.
    """

    what: str = ""
    where: str = ""
    facets: frozenset[str] = frozenset()
    situation: str = ""
    situation_name: str = ""
    exact: bool = False
    page: int = 1

    @classmethod
    def of(cls, given: QueryDict, *, situation: LifeSituation | None = None) -> "Asked":
        page = given.get("seite", "1")
        return cls(
            what=_clean(given.get("was", "")),
            where=_clean(given.get("wo", "")),
            facets=frozenset(key[:80] for key in given.getlist("f")[:FACET_LIMIT] if key),
            situation=situation.slug if situation else "",
            situation_name=situation.name if situation else "",
            exact=given.get("genau") == "1",
            page=min(int(page[:6]), LAST_PAGE) if page.isdecimal() and int(page[:6]) > 0 else 1,
        )

    @property
    def path(self) -> str:
        return f"/hilfe/{self.situation}/" if self.situation else "/hilfe/"

    def address(
        self,
        *,
        page: int = 1,
        facets: frozenset[str] | None = None,
        where: str | None = None,
        exact: bool | None = None,
    ) -> str:
        """The address of this search with some of it changed."""
        place = self.where if where is None else where
        pairs = [("was", self.what), ("wo", place)]
        pairs += [("f", key) for key in sorted(self.facets if facets is None else facets)]
        is_exact = self.exact if exact is None else exact
        pairs += [("genau", "1")] if is_exact and self.what else []
        pairs += [("seite", str(page))] if page > 1 else []
        query = urlencode([(key, value) for key, value in pairs if value])
        return f"{self.path}?{query}" if query else self.path

    @property
    def here(self) -> str:
        return self.address(page=self.page)

    @property
    def as_typed(self) -> str:
        """The same, and no typing error is mended."""
        return self.address(exact=True)

    @property
    def as_understood(self) -> str:
        """The same, and typing errors are mended."""
        return self.address(exact=False)

    @property
    def large_map(self) -> str:
        lage = urlencode({"lage": self.situation}) if self.situation else ""
        query = "&".join(part for part in (self.here.partition("?")[2], lage) if part)
        return f"/hilfe/karte/?{query}" if query else "/hilfe/karte/"

    @property
    def without_facets(self) -> str:
        return self.address(facets=frozenset())

    @property
    def without_reach(self) -> str:
        """Wider: the same without the limits of distance, or empty where there is none."""
        wider = frozenset(key for key in self.facets if not key.startswith("reach:"))
        return self.address(facets=wider) if wider != self.facets else ""

    @property
    def without_place(self) -> str:
        wider = frozenset(key for key in self.facets if not key.startswith("reach:"))
        return self.address(facets=wider, where="") if self.where else ""

    def pages(self, total: int, per_page: int) -> list[tuple[int, str, bool]]:
        """(number, address, is this one) for the pages worth a link; number 0 is a gap, empty for one page."""
        last = ceil(total / per_page)
        if last < 2:
            return []
        near = {1, last, *range(max(1, self.page - 2), min(last, self.page + 2) + 1)}
        shown: list[tuple[int, str, bool]] = []
        for number in sorted(near):
            if shown and number > shown[-1][0] + 1:
                shown.append((0, "", False))
            shown.append((number, self.address(page=number), number == self.page))
        return shown

    def next_page(self, total: int, per_page: int) -> str:
        return self.address(page=self.page + 1) if self.page * per_page < total else ""


def _clean(text: str) -> str:
    return " ".join(text.replace("\x00", "").split())[:WORDS_LIMIT]
