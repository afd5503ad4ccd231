"""Which words of a search in vain may be counted: none that could be somebody's."""

import re

LONGEST = 120
MOST_WORDS = 8
ADDRESS = re.compile(r"\S@\S|https?:|www\.", re.IGNORECASE)
NUMBER = re.compile(r"\d[\d\s/()\-–.]{4,}\d")
POSTCODE = re.compile(r"(?<!\d)\d{5}(?!\d)")


def may_be_counted(words: str) -> bool:
    """No mail or web address, no telephone number, at most eight words. A postcode alone names nobody."""
    without_postcode = POSTCODE.sub("", words)
    if ADDRESS.search(words) or NUMBER.search(without_postcode):
        return False
    return 0 < len(words.split()) <= MOST_WORDS


def as_counted(words: str) -> str:
    """Lower case, single spaces, at most 120 letters."""
    return " ".join(words.lower().split())[:LONGEST].strip()
