"""The words an answer by mail may use; every other word makes it "not understood". Plain Python."""

from collections.abc import Mapping

from mitsorge.domain.directory.rules import PlaceKind

STEMS: Mapping[PlaceKind, tuple[str, ...]] = {
    PlaceKind.LONG_TERM: ("dauerpflege", "langzeitpflege", "heim", "pflegeheim"),
    PlaceKind.SHORT_TERM: ("kurzzeitpflege",),
    PlaceKind.DAY: ("tagespflege",),
    PlaceKind.NEIGHBOURS: ("nachbarschaftshilfe",),
}
ENDINGS = ("platz", "plätze", "plätzen", "plaetze")
SHORT: Mapping[str, PlaceKind] = {
    "dp": PlaceKind.LONG_TERM,
    "dauerpflege": PlaceKind.LONG_TERM,
    "langzeitpflege": PlaceKind.LONG_TERM,
    "vollstationär": PlaceKind.LONG_TERM,
    "kzp": PlaceKind.SHORT_TERM,
    "kurzzeitpflege": PlaceKind.SHORT_TERM,
    "kurzzeit": PlaceKind.SHORT_TERM,
    "tp": PlaceKind.DAY,
    "tagespflege": PlaceKind.DAY,
    "ambulant": PlaceKind.AMBULANT,
    "betreuteswohnen": PlaceKind.ASSISTED_LIVING,
    "bewo": PlaceKind.ASSISTED_LIVING,
    "nachbarschaftshilfe": PlaceKind.NEIGHBOURS,
}
KINDS: Mapping[str, PlaceKind] = {
    **{
        stem + ending: kind for kind, stems in STEMS.items() for stem in stems for ending in ENDINGS
    },
    **{f"{short}{ending}": kind for short, kind in SHORT.items() for ending in ENDINGS[:2]},
    **SHORT,
}
COUNTS: Mapping[str, int] = {
    **dict.fromkeys(("voll", "belegt", "vollbelegt", "ausgebucht", "kein", "keine", "keinen"), 0),
    **dict.fromkeys(("ein", "eine", "einen", "einer"), 1),
    "zwei": 2,
    "drei": 3,
    "vier": 4,
    "fünf": 5,
    "sechs": 6,
    "sieben": 7,
    "acht": 8,
}
FILLERS = frozenset(
    [
        "platz",
        "plätze",
        "plätzen",
        "plaetze",
        "frei",
        "freie",
        "freien",
        "freier",
        "freies",
        "noch",
        "wieder",
        "haben",
        "hätten",
        "wir",
        "sind",
        "ist",
        "es",
        "gibt",
        "aktuell",
        "derzeit",
        "zurzeit",
        "momentan",
        "leider",
        "bei",
        "uns",
        "in",
        "der",
        "im",
        "und",
        "am",
        "für",
        "nur",
    ]
)
"""Words that change nothing. Never a negation: "nicht" stands nowhere here."""
DAYS: Mapping[str, str] = {
    name: code
    for code, names in {
        "MO": "mo montag montags",
        "TU": "di dienstag dienstags",
        "WE": "mi mittwoch mittwochs",
        "TH": "do donnerstag donnerstags",
        "FR": "fr freitag freitags",
        "SA": "sa samstag samstags sonnabend sonnabends",
        "SU": "sonntag sonntags",
    }.items()
    for name in names.split()
}
"""Not "so": it is also a word."""
MONTHS: Mapping[str, int] = {
    name: number
    for number, names in enumerate(
        (
            *("januar jan", "februar feb", "märz mrz", "april apr", "mai", "juni jun"),
            *("juli jul", "august aug", "september sep", "oktober okt", "november nov"),
            "dezember dez",
        ),
        start=1,
    )
    for name in names.split()
}
STILL_RIGHT = frozenset(
    {
        "stimmt noch",
        "stimmt alles",
        "stimmt alles noch",
        "alles stimmt",
        "alles stimmt noch",
        "stimmt so",
        "ja, stimmt noch",
        "ja stimmt noch",
        "ja, alles stimmt",
        "ja, alles stimmt noch",
        "ja, das stimmt noch",
        "das stimmt noch",
        "unser eintrag stimmt noch",
        "der eintrag stimmt noch",
        "die einträge stimmen noch",
        "unsere einträge stimmen noch",
        "die angaben stimmen noch",
        "alles unverändert",
        "unverändert",
        "keine änderungen",
    }
)
GREETINGS = (
    *("guten tag", "guten morgen", "hallo", "moin", "sehr geehrte", "liebe ", "lieber "),
    *("danke", "vielen dank", "grüß gott"),
)
"""A line that begins so, has no comma inside and none of `TELLING` is no statement."""
TELLING = frozenset(
    {*KINDS, *COUNTS, *DAYS, "nicht", "mehr", "frei", "anfrage", "sofort", "stimmt"}
)
CLOSINGS = (
    *("mit freundlichen grüßen", "mit freundlichen gruessen", "freundliche grüße", "mfg"),
    *("viele grüße", "beste grüße", "herzliche grüße", "liebe grüße", "schöne grüße", "lg", "vg"),
    *("mit freundlichem gruß", "freundlichen gruß", "mit besten grüßen"),
)
"""From such a line on it is the signature."""
