"""German for the demo: prepositions before places, lists, addresses of pages, legal forms."""

import re
from collections.abc import Sequence

FOLDS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "é": "e"})
COMPASS = {"Mitte", "Nord", "Ost", "Süd", "West"}


def written(official: str) -> str:
    """A municipality as it stands in an address: "Brünn/Thür." stays, "St.Bernhard" gets its space."""
    return re.sub(r"^St\.(?=\S)", "St. ", official.partition(",")[0].strip())


def spoken(official: str) -> str:
    """A municipality as people say it: without river, mountains or Land."""
    return re.sub(r"\s*\(.*\)|/.*$", "", written(official))


def spoken_quarter(name: str, city: str) -> str:
    """A quarter as people say it; a point of the compass needs its city."""
    return f"{city}-{name}" if name in COMPASS else name


def written_quarter(name: str, city: str) -> str:
    """A quarter in an address: "Leipzig-Plagwitz"; the centre is the city itself."""
    return city if name.startswith("Zentrum") else f"{city}-{name}"


def in_place(name: str) -> str:
    """The place with its preposition: "in Brück", "im Zentrum-Ost", "am Seddiner See"."""
    if name.endswith(" See"):
        return f"am {name}"
    if name.startswith("Zentrum"):
        return f"im {name}"
    return f"in {name}"


def enumerated(words: Sequence[str]) -> str:
    """ "Brück, Linthe und Borkheide"."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} und {words[-1]}"


def page_name(text: str) -> str:
    """A text as the address of a page or a domain: "Märkische Sorge e. V." gives "maerkische-sorge-e-v"."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower().translate(FOLDS)).strip("-")


def sentence(*parts: str) -> str:
    """Sentences in a row, empty ones left out."""
    return " ".join(part for part in parts if part)
