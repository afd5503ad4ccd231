"""What a browser sends back when someone saves a form as it stands."""

from html.parser import HTMLParser
from typing import Any


class _Fields(HTMLParser):
    """The values of the first form with a text field, as a browser would post them."""

    def __init__(self) -> None:
        super().__init__()
        self.values: dict[str, list[str]] = {}
        self.select = self.textarea = ""
        self.first_option: str | None = None
        self.chosen = False
        self.text = ""

    def add(self, name: str, value: str) -> None:
        self.values.setdefault(name, []).append(value)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        name, value = given.get("name") or "", given.get("value") or ""
        if tag == "input" and name and "disabled" not in given:
            ticks = given.get("type") in ("checkbox", "radio")
            if not ticks or "checked" in given:
                self.add(name, value or ("on" if ticks else ""))
        elif tag == "select":
            self.select, self.first_option, self.chosen = name, None, False
        elif tag == "option" and self.select:
            self.first_option = value if self.first_option is None else self.first_option
            if "selected" in given:
                self.add(self.select, value)
                self.chosen = True
        elif tag == "textarea":
            self.textarea, self.text = name, ""

    def handle_data(self, data: str) -> None:
        if self.textarea:
            self.text += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            if not self.chosen:
                self.add(self.select, self.first_option or "")
            self.select = ""
        elif tag == "textarea":
            self.add(self.textarea, self.text.removeprefix("\n").replace("\n", "\r\n"))
            self.textarea = ""


def as_shown(page: Any) -> dict[str, list[str]]:
    """Every field of a page's forms with the value it shows."""
    fields = _Fields()
    fields.feed(page.content.decode())
    return fields.values
