"""Rules of editorial pages. Plain Python."""

from datetime import date

KEPT_PAGES = frozenset({"impressum", "datenschutz", "barrierefreiheit", "leichte-sprache"})
"""Pages the law asks for: § 5 DDG, Art. 13 GDPR, BITV 2.0 with the laws of the Länder. They are never withdrawn."""


def may_be_withdrawn(slug: str) -> bool:
    return slug not in KEPT_PAGES


def is_running(*, published_on: date, ends_on: date | None, on: date) -> bool:
    """A notice holds from its first day until, not on, its last (half-open)."""
    return published_on <= on and (ends_on is None or on < ends_on)
