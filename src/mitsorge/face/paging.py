"""Long lists in pages: one shape for every door."""

from collections.abc import Sequence
from typing import Any, Generic, TypeVar

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, QueryDict

Row = TypeVar("Row")


class Paged(Generic[Row]):
    """One page of rows with the links around it; `page_links` for `mitsorge/partials/_pages.html`."""

    def __init__(self, page: Page, query: QueryDict, parameter: str) -> None:
        self.page, self.rows, self.total = page, page.object_list, page.paginator.count
        self._query, self._parameter = query, parameter

    def address(self, number: int) -> str:
        query = self._query.copy()
        query[self._parameter] = str(number)
        return f"?{query.urlencode()}"

    def page_links(self) -> list[tuple[str, str, bool]]:
        """(words, address, is current); an ellipsis has no address."""
        paginator = self.page.paginator
        numbers = paginator.get_elided_page_range(self.page.number, on_each_side=1, on_ends=1)
        return [
            (
                str(number),
                "" if number == paginator.ELLIPSIS else self.address(int(number)),
                number == self.page.number,
            )
            for number in numbers
        ]

    @property
    def next_address(self) -> str:
        return self.address(self.page.next_page_number()) if self.page.has_next() else ""


def paged(
    rows: Sequence[Any] | Any, request: HttpRequest, *, per_page: int = 50, parameter: str = "seite"
) -> Paged[Any]:
    """The page the address asks for; a page that does not exist becomes the nearest (2 queries)."""
    return Paged(
        Paginator(rows, per_page).get_page(request.GET.get(parameter)), request.GET, parameter
    )
