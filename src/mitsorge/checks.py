"""System checks of the settings: what is wrong with a value, and what to write instead.

`mitsorge manage check` and every command print them; an error stops the server before it starts.
The sentences are German like the documents for the people who run an installation.
"""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.core.checks import CheckMessage, Error, Warning, register
from django.core.exceptions import ValidationError
from django.core.validators import DomainNameValidator, validate_email
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from mitsorge import environment
from mitsorge.environment import PREFIX, TABLE

SECRET_LENGTH = 50
ON, OFF = ("on", "1", "true", "yes"), ("off", "0", "false", "no", "")
LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
Values = Mapping[str, str]


@dataclass(frozen=True)
class Rule:
    """`wrong` looks at all values; `number` makes the id `mitsorge.E…` or `mitsorge.W…`."""

    number: str
    name: str
    wrong: Callable[[Values], bool]
    words: str
    hint: str

    def message(self) -> CheckMessage:
        kind: type[Error] | type[Warning] = Error if self.number.startswith("E") else Warning
        words = f"{PREFIX}{self.name}: {_(self.words)}"
        return kind(words, hint=_(self.hint), id=f"mitsorge.{self.number}")


def is_on(values: Values, name: str) -> bool:
    return values[name].strip().lower() in ON


def _no_flag(name: str) -> Callable[[Values], bool]:
    return lambda values: values[name].strip().lower() not in ON + OFF


def _hosts(values: Values) -> list[str]:
    return [host.strip() for host in values["HOSTS"].split(",") if host.strip()]


def _no_address(url: str, *schemes: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme not in schemes or not parts.hostname


def _no_mail(address: str) -> bool:
    if address.endswith("@localhost"):
        return False
    try:
        validate_email(address)
    except ValidationError:
        return True
    return False


def _foreign_host(values: Values) -> bool:
    host = urlsplit(values["BASE_URL"]).hostname
    return bool(host) and host not in _hosts(values) and "*" not in _hosts(values)


def _no_tiles(values: Values) -> bool:
    url = values["TILES_URL"]
    whole = all(part in url for part in ("{z}", "{x}", "{y}"))
    return bool(url) and (_no_address(url, "https") or not whole)


def _not_writable(values: Values) -> bool:
    folder = Path(values["DATA_DIR"])
    return folder.exists() and not (folder.is_dir() and os.access(folder, os.W_OK))


def _no_domain(values: Values) -> bool:
    try:
        DomainNameValidator()(values["REPLY_DOMAIN"].strip() or "mitsorge.example")
    except ValidationError:
        return True
    return False


def _not_prepared(values: Values) -> bool:
    is_extract = values["ROADS"].endswith(EXTRACTS)
    return is_extract and not (Path(values["DATA_DIR"]) / "roads.npz").exists()


EXTRACTS = (".osm.pbf", ".osm.gz", ".osm.bz2", ".osm")
FLAG = gettext_noop("Das ist weder an noch aus.")
FLAG_HINT = gettext_noop("Schreiben Sie on oder off.")
NEVER_PUBLIC = gettext_noop("Das ist öffentlich im Netz gefährlich.")
RULES = (
    Rule(
        "E001", "SECRET_KEY", lambda v: not v["SECRET_KEY"] and is_on(v, "TLS"),
        gettext_noop("Der geheime Schlüssel fehlt."),
        gettext_noop("Schreiben Sie 50 zufällige Zeichen und ändern Sie sie nie: daran hängen Anmeldungen, Links und zweite Faktoren."),
    ),
    Rule(
        "W001", "SECRET_KEY", lambda v: not v["SECRET_KEY"] and not is_on(v, "TLS"),
        gettext_noop("Ohne geheimen Schlüssel gelten Anmeldungen nur bis zum nächsten Start und nur in einem Prozess."),
        gettext_noop("Zum Ausprobieren genügt das. Sonst: 50 zufällige Zeichen."),
    ),
    Rule(
        "W002", "SECRET_KEY", lambda v: 0 < len(v["SECRET_KEY"]) < SECRET_LENGTH,
        gettext_noop("Der geheime Schlüssel ist kurz."),
        gettext_noop("Schreiben Sie mindestens 50 zufällige Zeichen."),
    ),
    Rule(
        "E002", "DATABASE_URL", lambda v: not environment.knows_database(v["DATABASE_URL"]),
        gettext_noop("Diese Art Datenbank ist unbekannt."),
        gettext_noop("sqlite:///pfad oder postgresql://benutzer:passwort@rechner/name"),
    ),
    Rule(
        "E003", "BASE_URL", lambda v: _no_address(v["BASE_URL"], "http", "https"),
        gettext_noop("Das ist keine Adresse."),
        gettext_noop("Zum Beispiel https://netzwerk.kreis.example"),
    ),
    Rule(
        "E004", "BASE_URL", lambda v: is_on(v, "TLS") and v["BASE_URL"].startswith("http://"),
        gettext_noop("Die Adresse beginnt mit http, obwohl TLS an ist: Links in Briefen wären falsch."),
        gettext_noop("Schreiben Sie https://…"),
    ),
    Rule(
        "E005", "HOSTS", lambda v: not _hosts(v),
        gettext_noop("Kein Rechnername wird beantwortet."),
        gettext_noop("Nennen Sie den Namen aus der öffentlichen Adresse."),
    ),
    Rule(
        "E006", "HOSTS", lambda v: "*" in _hosts(v) and is_on(v, "TLS"),
        gettext_noop("* beantwortet jeden Namen; Links in Briefen lassen sich so fälschen."),
        gettext_noop("Nennen Sie die Namen einzeln, durch Kommas getrennt."),
    ),
    Rule(
        "W006", "HOSTS", _foreign_host,
        gettext_noop("Der Name aus BASE_URL steht nicht dabei."),
        gettext_noop("Nehmen Sie ihn auf, sonst öffnet sich die eigene Adresse nicht."),
    ),
    Rule("E007", "TLS", _no_flag("TLS"), FLAG, FLAG_HINT),
    Rule("E008", "BEHIND_PROXY", _no_flag("BEHIND_PROXY"), FLAG, FLAG_HINT),
    Rule(
        "W008", "BEHIND_PROXY", lambda v: is_on(v, "BEHIND_PROXY") and not is_on(v, "TLS"),
        gettext_noop("Es gibt einen Vermittler, aber TLS ist aus."),
        gettext_noop("Spricht er außen HTTPS, schalten Sie TLS an: sonst reisen Anmeldungen ungeschützt."),
    ),
    Rule("E009", "DEBUG", _no_flag("DEBUG"), FLAG, FLAG_HINT),
    Rule(
        "E010", "DEBUG", lambda v: is_on(v, "DEBUG") and is_on(v, "TLS"), NEVER_PUBLIC,
        gettext_noop("Fehlerseiten würden Programm und Daten zeigen. Schalten Sie DEBUG aus."),
    ),
    Rule("E011", "DEMO", _no_flag("DEMO"), FLAG, FLAG_HINT),
    Rule(
        "E012", "DEMO", lambda v: is_on(v, "DEMO") and is_on(v, "TLS"), NEVER_PUBLIC,
        gettext_noop("Die Vorführung hat bekannte Passwörter. Schalten Sie DEMO aus."),
    ),
    Rule(
        "E013", "SMTP_URL", lambda v: bool(v["SMTP_URL"]) and not environment.knows_smtp(v["SMTP_URL"]),
        gettext_noop("Diese Art Postserver ist unbekannt."),
        gettext_noop("smtp://, smtp+starttls:// oder smtps://, zum Beispiel smtp+starttls://benutzer:passwort@mail.kreis.example:587"),
    ),
    Rule(
        "W013", "SMTP_URL", lambda v: not v["SMTP_URL"] and is_on(v, "TLS"),
        gettext_noop("Ohne Postserver gehen keine Briefe hinaus; niemand kann sich mit einem Code anmelden."),
        gettext_noop("Tragen Sie Ihren Postserver ein."),
    ),
    Rule(
        "E014", "MAIL_FROM", lambda v: _no_mail(v["MAIL_FROM"]),
        gettext_noop("Das ist keine E-Mail-Adresse."),
        gettext_noop("Zum Beispiel netzwerk@kreis.example"),
    ),
    Rule(
        "E015", "SECURITY_CONTACT",
        lambda v: not v["SECURITY_CONTACT"].startswith(("mailto:", "https://", "tel:")),
        gettext_noop("Nach RFC 9116 beginnt der Kontakt mit mailto:, https:// oder tel:."),
        gettext_noop("Zum Beispiel mailto:sicherheit@kreis.example"),
    ),
    Rule(
        "E016", "DATA_DIR", _not_writable,
        gettext_noop("In diesen Ordner kann nicht geschrieben werden."),
        gettext_noop("Geben Sie dem Benutzer des Dienstes das Recht dazu."),
    ),
    Rule(
        "E017", "STATIC_DIR", lambda v: Path(v["STATIC_DIR"]) == Path(v["DATA_DIR"]),
        gettext_noop("Das ist derselbe Ordner wie DATA_DIR: Hochgeladenes wäre öffentlich."),
        gettext_noop("Wählen Sie einen eigenen Ordner."),
    ),
    Rule(
        "E018", "TILES_URL", _no_tiles,
        gettext_noop("So liefert ein Kachelserver nichts."),
        gettext_noop("https://… mit {z}, {x} und {y}; oder leer lassen."),
    ),
    Rule(
        "E019", "LOG_LEVEL", lambda v: v["LOG_LEVEL"] not in LEVELS,
        gettext_noop("Diese Stufe gibt es nicht."),
        gettext_noop("DEBUG, INFO, WARNING oder ERROR."),
    ),
    Rule(
        "E024", "ROADS", lambda v: bool(v["ROADS"]) and not v["ROADS"].endswith(EXTRACTS),
        gettext_noop("Das ist kein Auszug aus OpenStreetMap."),
        gettext_noop("Zum Beispiel brandenburg.osm.pbf; oder leer lassen: dann gilt die Luftlinie."),
    ),
    Rule(
        "W024", "ROADS", _not_prepared,
        gettext_noop("Der Auszug ist noch nicht eingelesen: Entfernungen sind Luftlinie."),
        gettext_noop("Führen Sie einmal `mitsorge roads` aus."),
    ),
    Rule(
        "E023", "SUPPRESS_BELOW",
        lambda v: not environment.hides_several(v["SUPPRESS_BELOW"].strip()),
        gettext_noop("Das ist keine ganze Zahl ab 3."),
        gettext_noop("Zum Beispiel 5. Unter 2 verbirgt eine Grenze nur die 1 und verrät sie damit."),
    ),
    Rule("E020", "SEARCH_LEARNING", _no_flag("SEARCH_LEARNING"), FLAG, FLAG_HINT),
    Rule("E021", "LINK_CHECK", _no_flag("LINK_CHECK"), FLAG, FLAG_HINT),
    Rule(
        "E022", "REPLY_DOMAIN", _no_domain,
        gettext_noop("Das ist kein Name einer Domain."),
        gettext_noop("Zum Beispiel antwort.netzwerk.example, ohne @ davor; oder leer lassen."),
    ),
)  # fmt: skip


def problems(values: Values) -> list[CheckMessage]:
    """What is wrong with a whole set of settings, by name without prefix."""
    return [rule.message() for rule in RULES if rule.wrong(values)]


def misspelled(names: list[str]) -> list[CheckMessage]:
    """Variables with our prefix that no setting reads: most often a slip of the pen."""
    known = {PREFIX + v.name for v in TABLE} | {f"{PREFIX}{v.name}_FILE" for v in TABLE}
    return [
        Warning(
            f"{name}: {_('Diese Einstellung gibt es nicht.')}",
            hint=_("Prüfen Sie die Schreibweise in docs/reference/settings.md."),
            id="mitsorge.W021",
        )
        for name in sorted(names)
        if name.startswith(PREFIX) and name not in known
    ]


@register("settings")
def check_settings(app_configs: Any = None, **kwargs: Any) -> list[CheckMessage]:
    values = {variable.name: environment.text(variable.name) for variable in TABLE}
    return problems(values) + misspelled(list(os.environ))
