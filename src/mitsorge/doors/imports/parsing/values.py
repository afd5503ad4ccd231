"""Dates, yes and no, mail addresses, websites, plain texts."""

import re
from calendar import monthrange
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from mitsorge.doors.imports.findings import doubt, refusal, remark
from mitsorge.doors.imports.parsing.numbers import Parse, Parsed
from mitsorge.doors.imports.parsing.text import looks_like_formula, plain
from mitsorge.doors.imports.reading import Cell

YES = frozenset(
    ("ja", "j", "x", "yes", "y", "wahr", "true", "1", "✓", "✔", "☑", "vorhanden", "anerkannt")
)
NO = frozenset(
    ("nein", "n", "no", "falsch", "false", "0", "-", "–", "—", "nicht vorhanden", "keine", "☐")
)
EMPTY = frozenset(
    (
        "",
        "-",
        "–",
        "—",
        "./.",
        "k.a.",
        "k. a.",
        "n/a",
        "keine angabe",
        "entfällt",
        "?",
        "??",
        "#nv",
        "#n/a",
        "#wert!",
        "#bezug!",
        "#ref!",
        "#value!",
        "#name?",
        "#div/0!",
        "#null!",
        "#num!",
        "#zahl!",
    )
)
LONGEST_EMPTY = 15
MONTHS = ("jan", "feb", "mär", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "dez")
NUMERIC_DATE = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})")
ISO_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
WORD_DATE = re.compile(r"(\d{1,2})\.\s*([A-Za-zäÄ]{3,9})\.?\s+(\d{4})")
MONTH_ONLY = re.compile(r"^(\d{1,2})[./](\d{4})$")
EXCEL_EPOCH = date(1899, 12, 30)
MAIL = re.compile(
    r"^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@(?:[A-Za-z0-9äöüß](?:[A-Za-z0-9äöüß-]{0,61}[A-Za-z0-9äöüß])?\.)+[A-Za-z]{2,}$"
)
PLAIN_MAIL = re.compile(
    r"^[A-Za-z0-9._+-]{1,64}@[a-z0-9][a-z0-9.-]{0,180}[a-z0-9]\.[a-z]{2,}$(?<!\.\.)"
)
AT = re.compile(r"\s*(?:\(at\)|\[at\]|\(ät\)|\s+at\s+)\s*", re.IGNORECASE)
PLAIN_SITE = re.compile(
    r"^https?://[a-z0-9][a-z0-9-]{0,60}(?:\.[a-z0-9-]{1,61}){0,5}\.[a-z]{2,20}/?$"
)
BETWEEN_MAILS = (re.compile(r"[;,\n]"), re.compile(r"[;,/\s]+(?:(?:oder|und)\s+)?"))
SITE = re.compile(
    r"^(?:[a-z0-9äöüß](?:[a-z0-9äöüß-]*[a-z0-9äöüß])?\.)+[a-z]{2,}(?::\d+)?(?:[/?#]\S*)?$",
    re.IGNORECASE,
)


def is_empty(text: str) -> bool:
    """Words that say nothing: a dash, "k. A.", the error marks of a spreadsheet."""
    return text.lower() in EMPTY


def words(limit: int) -> Parse:
    """A parser for one line of text of at most `limit` characters."""

    def parse(raw: Cell) -> Parsed:
        text = plain(raw)
        if looks_like_formula(text):
            return None, refusal(
                "injection",
                _("„%(text)s“ sieht aus wie eine Formel. Das nehmen wir nicht an.")
                % {"text": text[:40]},
            )
        if len(text) > limit:
            return text[: limit - 1].rstrip() + "…", doubt(
                "too_long",
                _("Der Text hat %(n)s Zeichen, erlaubt sind %(limit)s. Er wird gekürzt.")
                % {"n": len(text), "limit": limit},
            )
        if len(text) < LONGEST_EMPTY and is_empty(text):
            return None, None
        return text.replace("\n", " ") if limit <= 300 else text, None

    return parse


def yes_no(raw: Cell) -> Parsed:
    text = plain(raw)
    if text.lower() in YES:
        return True, None
    if text.lower() in NO:
        return False, None
    sentence = _("„%(text)s“ verstehen wir nicht als Ja oder Nein.") % {"text": text[:40]}
    return None, doubt("yes_no_wrong", sentence)


def day(raw: Cell) -> Parsed:
    """A date in ISO form. "12/2027" is the last day of that month; "unbefristet" is no date."""
    if isinstance(raw, datetime):
        return raw.date().isoformat(), None
    if isinstance(raw, date):
        return raw.isoformat(), None
    text = plain(raw)
    if text.lower() in ("unbefristet", "offen", "laufend", "ohne frist"):
        return None, None
    if re.fullmatch(r"\d{5}", text):
        return _from_serial(int(text))
    found = _written_day(text)
    if found is None:
        return None, doubt("date_wrong", _("„%(text)s“ ist kein Datum.") % {"text": text[:40]})
    return found.isoformat(), None


def _from_serial(number: int) -> Parsed:
    """Days since 30 December 1899, as Excel counts (20,000 is 1954, 80,000 is 2119)."""
    if not 20_000 <= number <= 80_000:
        return None, doubt("date_wrong", _("„%(text)s“ ist kein Datum.") % {"text": number})
    found = EXCEL_EPOCH + timedelta(days=number)
    sentence = _("Excel-Zahl %(number)s als Datum %(day)s gelesen.") % {
        "number": number,
        "day": f"{found:%d.%m.%Y}",
    }
    return found.isoformat(), remark("date_serial", sentence)


def _written_day(text: str) -> date | None:
    try:
        if match := ISO_DATE.search(text):
            return date(int(match[1]), int(match[2]), int(match[3]))
        if match := NUMERIC_DATE.search(text):
            return date(_full_year(match[3]), int(match[2]), int(match[1]))
        if match := WORD_DATE.search(text):
            return date(
                int(match[3]),
                MONTHS.index(match[2][:3].lower().replace("mrz", "mär")) + 1,
                int(match[1]),
            )
        if match := MONTH_ONLY.match(text):
            year, month = int(match[2]), int(match[1])
            return date(year, month, monthrange(year, month)[1])
    except (ValueError, IndexError):
        return None
    return None


def _full_year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text) if int(text) < 70 else 1900 + int(text)


def mail(raw: Cell) -> Parsed:
    """One mail address, small letters after the @."""
    text = plain(raw)
    if PLAIN_MAIL.match(text):
        return text, None
    tidy = AT.sub("@", re.sub(r"^mailto:", "", text, flags=re.IGNORECASE))
    parts = [part for part in BETWEEN_MAILS[tidy.count("@") > 1].split(tidy) if part.strip()]
    first = re.sub(r"\s+", "", parts[0]) if parts else ""
    if is_empty(text):
        return None, None
    if not MAIL.match(first) or len(first) > 254:
        return None, doubt(
            "mail_wrong", _("„%(text)s“ ist keine E-Mail-Adresse.") % {"text": text[:60]}
        )
    name, _at, host = first.rpartition("@")
    address = f"{name}@{host.lower()}"
    if len(parts) > 1:
        return address, doubt(
            "mail_several",
            _("Mehrere E-Mail-Adressen in einer Zelle: Nur %(mail)s wird übernommen.")
            % {"mail": address},
        )
    if first != text:
        return address, remark(
            "mail_tidied", _("E-Mail-Adresse bereinigt: %(mail)s") % {"mail": address}
        )
    return address, None


def website(raw: Cell) -> Parsed:
    """An http(s) address; a missing scheme is added."""
    text = plain(raw)
    if PLAIN_SITE.match(text):
        return text, None
    if is_empty(text):
        return None, None
    scheme, separator, rest = text.partition("://")
    if separator and scheme.lower() not in ("http", "https"):
        return None, refusal(
            "scheme_refused",
            _("„%(text)s“ ist keine Internetadresse mit http oder https.") % {"text": text[:60]},
        )
    host = rest if separator else text
    if not SITE.match(host) or "@" in host or len(text) > 490:
        return None, doubt(
            "site_wrong", _("„%(text)s“ ist keine Internetadresse.") % {"text": text[:60]}
        )
    if separator:
        return f"{scheme.lower()}://{rest}", None
    return f"https://{host}", remark(
        "site_scheme", _("Internetadresse ergänzt: https://%(host)s") % {"host": host}
    )
