"""Parts of a page that say the same on many pages: drawn once from plain values, kept under exactly these values.

Such a part sees nothing else: no request, no account, no form key, no row of the database. So what is kept can
neither be out of date nor belong to somebody.
"""

from datetime import date
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

KEPT = 256
PLAIN = (str, int, bool, date, type(None))
Values = tuple[tuple[str, Any], ...]


def drawn_from(template: str, values: dict[str, Any]) -> SafeString:
    """The part as HTML (0 queries). A value that is no plain one, or a tuple or list of such, is a `TypeError`.

    A row of the database would be one: it equals every other state of itself.
    """
    name = tuple(
        (key, tuple(value) if isinstance(value, list) else value) for key, value in values.items()
    )
    if settings.DEBUG:  # templates change while one works on them
        return _draw(template, name)
    return _kept(get_language(), template, name)


@lru_cache(maxsize=KEPT)
def _kept(_language: str | None, template: str, values: Values) -> SafeString:
    return _draw(template, values)


def _draw(template: str, values: Values) -> SafeString:
    for key, value in values:
        if not _is_plain(value):
            raise TypeError(f"{template} is drawn from plain values, but {key} is a {type(value)}")
    return render_to_string(template, dict(values))


def _is_plain(value: Any) -> bool:
    """Text that was marked safe is not: it equals the same text that must be escaped."""
    return type(value) in PLAIN or (isinstance(value, tuple) and all(map(_is_plain, value)))
