"""Long lists in pages: one shape for every door."""

from collections.abc import Sequence
from typing import Any, Generic, TypeVar

from django.core.paginator import Paginator
from django.http import HttpRequest, QueryDict

Row = TypeVar("Row")
ELLIPSIS = "…"


class Paged(Generic[Row]):
    """One page of rows with the links around it, for `mitsorge/partials/_pages.html`."""

    def __init__(
        self,
        rows: Sequence[Row],
        *,
        number: int,
        pages: int,
        total: int,
        query: QueryDict,
        parameter: str = "seite",
    ) -> None:
        self.rows, self.number, self.pages, self.total = rows, number, pages, total
        self._query, self._parameter = query, parameter

    def address(self, number: int) -> str:
        query = self._query.copy()
        query[self._parameter] = str(number)
        return f"?{query.urlencode()}"

    def page_links(self) -> list[tuple[str, str, bool]]:
        """(words, address, is current); a gap has no address."""
        near = {1, self.pages, *range(self.number - 1, self.number + 2)}
        shown = sorted(number for number in near if 1 <= number <= self.pages)
        links: list[tuple[str, str, bool]] = []
        for before, number in zip([0, *shown], shown, strict=False):
            if number - before > 1:
                links.append((ELLIPSIS, "", False))
            links.append((str(number), self.address(number), number == self.number))
        return links

    @property
    def next_address(self) -> str:
        return self.address(self.number + 1) if self.number < self.pages else ""


def paged(
    rows: Sequence[Any] | Any, request: HttpRequest, *, per_page: int = 50, parameter: str = "seite"
) -> Paged[Any]:
    """The page the address asks for; a page that does not exist becomes the nearest (2 queries)."""
    page = Paginator(rows, per_page).get_page(request.GET.get(parameter))
    return Paged(
        list(page.object_list),
        number=page.number,
        pages=page.paginator.num_pages,
        total=page.paginator.count,
        query=request.GET,
        parameter=parameter,
    )
