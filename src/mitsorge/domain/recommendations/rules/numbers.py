"""Numbers of recommendations: year and running number, "2026/07"."""

from collections.abc import Iterable


def next_number(year: int, taken: Iterable[str]) -> str:
    """The number after the highest one taken in that year; others and what is no number do not count."""
    prefix = f"{year}/"
    running = [number.removeprefix(prefix) for number in taken if number.startswith(prefix)]
    highest = max((int(each) for each in running if each.isdecimal()), default=0)
    return f"{prefix}{highest + 1:02}"
