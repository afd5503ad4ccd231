"""What the directory already knows, ready to be looked up by name: terms, places, planning areas."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from rapidfuzz import fuzz, process

from mitsorge.doors.imports.findings import doubt
from mitsorge.doors.imports.parsing.numbers import Parse, Parsed
from mitsorge.doors.imports.parsing.text import fold, plain
from mitsorge.doors.imports.parsing.values import is_empty
from mitsorge.doors.imports.reading import Cell

SPLIT = re.compile(r"\s*[;,\n|•]\s*|\s+/\s+|\s+(?:und|sowie|&|\+)\s+|/(?=[A-ZÄÖÜ])")
CLOSE = 86
WHOLE_BODY = re.compile(
    r"^(?:gesamter?|ganzer?)?\s*(?:land)?kreis(?:weit|gebiet)?$|^stadtgebiet$|^(?:gesamtes?|ganzes?)\s+(?:stadtgebiet|kreisgebiet)$|^(?:stadt|landkreis|kreis)weit$|^(?:gesamte|ganze)\s+stadt$",
    re.IGNORECASE,
)
RADIUS = re.compile(
    r"^(?:umkreis\s*(?:von)?\s*)?(?:ca\.?\s*)?(\d{1,3})\s*km(?:\s*umkreis)?$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The terms of one kind: `codes` by folded name or synonym, `names` by code."""

    codes: Mapping[str, str]
    names: Mapping[str, str]

    def nearest(self, text: str) -> tuple[str, str] | None:
        """The code and name closest in spelling, or None where nothing is close."""
        found = process.extractOne(
            fold(text), self.codes.keys(), scorer=fuzz.ratio, score_cutoff=CLOSE
        )
        if found is None:
            return None
        code = self.codes[found[0]]
        return code, self.names[code]


@dataclass(slots=True)
class Lexicon:
    """`places` holds the folded place names of each postcode; `areas` a stored area ("M:<id>", "P:<id>", "BODY") by folded name."""

    terms: dict[str, Vocabulary] = field(default_factory=dict)
    places: dict[str, set[str]] = field(default_factory=dict)
    areas: dict[str, str] = field(default_factory=dict)
    groups: dict[str, str] = field(default_factory=dict)
    group_names: dict[str, str] = field(default_factory=dict)

    def vocabulary(self, kind: str) -> Vocabulary:
        return self.terms.get(kind, Vocabulary({}, {}))


def term_parser(lexicon: Lexicon, kind: str, wrong: str, code: str) -> Parse:
    """A parser for cells that name one or several terms of a kind; `wrong` is the sentence for an unknown word."""
    vocabulary = lexicon.vocabulary(kind)

    def parse(raw: Cell) -> Parsed:
        text = plain(raw)
        if is_empty(text):
            return None, None
        whole = vocabulary.codes.get(fold(text))
        if whole:
            return [whole], None
        return _several(vocabulary, text, wrong, code)

    return parse


def _several(vocabulary: Vocabulary, text: str, wrong: str, code: str) -> Parsed:
    found: list[str] = []
    unknown = ""
    for part in SPLIT.split(text):
        term = vocabulary.codes.get(fold(part))
        if term and term not in found:
            found.append(term)
        unknown = unknown or ("" if term or not part.strip() else part.strip())
    if not unknown:
        return found or None, None
    near = vocabulary.nearest(unknown)
    if near and near[0] not in found:
        found.append(near[0])
    meant = _(" Meinten Sie „%(name)s“? So wird es übernommen.") % {"name": near[1]} if near else ""
    return found or None, doubt(code, wrong % {"text": unknown[:60]} + meant)


def area_parser(lexicon: Lexicon) -> Parse:
    """A parser for an Einzugsgebiet: "BODY", "M:<id>", "P:<id>" or "R:<km>" each."""

    def parse(raw: Cell) -> Parsed:
        text = plain(raw)
        if is_empty(text):
            return None, None
        found, unknown = [], []
        for part in [text] if fold(text) in lexicon.areas else SPLIT.split(text):
            area = _area(lexicon, part.strip()) if part.strip() else ""
            if area:
                found.append(area)
            elif area is None:
                unknown.append(part.strip())
        if unknown:
            sentence = _("Einzugsgebiet „%(text)s“ kennen wir nicht; es wird weggelassen.")
            return found or None, doubt("area_unknown", sentence % {"text": unknown[0][:60]})
        return list(dict.fromkeys(found)) or None, None

    return parse


def _area(lexicon: Lexicon, text: str) -> str | None:
    if WHOLE_BODY.match(text):
        return "BODY"
    if match := RADIUS.match(text):
        return f"R:{int(match[1])}"
    return lexicon.areas.get(fold(text))
