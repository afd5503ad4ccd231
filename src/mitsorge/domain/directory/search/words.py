"""From German text to comparable words: folding, stemming, words that carry no meaning."""

import re
import threading
import unicodedata
from functools import lru_cache

import Stemmer

WORD = re.compile(r"[^\W_]+")
DOUBLES = re.compile(r"(?<!q)ue|ae|oe")
LETTERS = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ß": "ss"})
STOP_TEXT = """
    ab aber alle allem allen aller alles als also am an andere anderen auch auf aus bei beim bin bis bitte
    da dabei damit dann das dass dein deine dem den denn der des deshalb die dies diese diesem diesen dieser
    dir doch dort du durch ein eine einem einen einer eines er es etwas euch euer für gegen gibt habe haben
    hat hätte hier ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im in ins ist ja jede jeden jeder jetzt kann
    können könnte man mein meine meinem meinen meiner mich mir mit muss müssen möchte möchten nach
    noch nun nur ob oder schon sehr sein seine seinem seinen seiner seit sich sie sind so soll
    sollte sowie über um und uns unser unsere unseren unter vom von vor war warum was wegen weil welche
    welcher welches wem wen wenn wer werden wie wieder will wir wird wo wohin wurde zu zum zur zwischen
"""
WEAK_TEXT = """
    angebot angebote art bekomme bekommen beantragen brauche braucht brauchen dringend finde finden geben
    geht gute guter gutes günstig hilfe hilfen helfen informationen infos jemand jemanden kosten kostet leute
    mensch menschen nähe personen person platz plätze gesucht suche suchen sucht tun umgebung unterstützung
    vermittlung viel wollen adresse adressen telefonnummer kontakt anbieter liste ort vorhanden
    mutter vater mann frau oma opa eltern großmutter großvater tochter sohn schwester bruder
    einrichtung einrichtungen stelle leistung leistungen dienst dienste service arbeit arbeiten 
    mehr immer wieder ganz zu hause haus
"""
_local = threading.local()


@lru_cache(maxsize=200_000)
def fold(text: str) -> str:
    """Lower case, umlauts and ß both ways ("Stütz", "Stuetz" and "Stutz" are one), no accents."""
    text = unicodedata.normalize("NFC", text).lower().translate(LETTERS)
    if not text.isascii():
        letters = unicodedata.normalize("NFKD", text)
        text = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return DOUBLES.sub(lambda found: found[0][0], text)


def raw_words(text: str) -> list[str]:
    """The words of a text as written; hyphens part them."""
    return WORD.findall(text)


@lru_cache(maxsize=100_000)
def stem(folded: str) -> str:
    """The Snowball stem of a folded word; words of up to three letters stay whole."""
    if len(folded) <= 3:
        return folded
    if not hasattr(_local, "stemmer"):  # a stemmer must not be shared between threads
        _local.stemmer = Stemmer.Stemmer("german")
    return str(_local.stemmer.stemWord(folded))


def stems(text: str) -> list[str]:
    """The stems of all words of a text, in order, with repetitions."""
    return [stem(fold(word)) for word in raw_words(text)]


STOP = frozenset(fold(word) for word in STOP_TEXT.split())
"""Folded words that say nothing; compared before stemming, so that "Ältere" is not lost with "alt"."""
NEGATIONS = frozenset({"nicht", "kein", "ohn"})
"""Stems that turn a meaning around: they tell more than words of asking, less than things."""
WEAK = frozenset(stem(fold(word)) for word in WEAK_TEXT.split())
"""Stems that ask rather than say what for: they may help to find, their absence excludes nothing."""


ENDINGS = (
    "lich", "isch", "erin", "heit", "keit", "chen", "ung", "end", "ier", "ern", "ig", "er", "in", "t", "n", "e",
)  # fmt: skip
ROOT_FROM = 4


@lru_cache(maxsize=100_000)
def root(word: str) -> str:
    """What words of one family share: "begleit" for Begleiterin, begleitet and Begleitung. Takes a stem."""
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= ROOT_FROM:
            return root(word.removesuffix(ending))
    return word


def telling(text: str) -> list[str]:
    """The stems of a phrase without stop words; all of them if nothing else is left."""
    folded = [fold(word) for word in raw_words(text)]
    return [stem(word) for word in folded if word not in STOP] or [stem(word) for word in folded]
