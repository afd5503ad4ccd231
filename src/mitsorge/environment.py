"""Every setting an installation can make, in one table: all of them come from the environment.

A value may also come from a file: `NAME_FILE=/run/secrets/…` is read where `NAME` is absent.
`docs/reference/settings.md` is proved against this table; `checks.py` says what is wrong with a value.
"""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

PREFIX = "MITSORGE_"


@dataclass(frozen=True)
class Variable:
    """One setting: its name without prefix, its default as text, what it does, an example."""

    name: str
    default: str
    purpose: str
    example: str


TABLE = (
    Variable(
        "SECRET_KEY",
        "",
        "Signs sessions and links. Keep it secret and unchanged.",
        "50 random characters",
    ),
    Variable(
        "DATABASE_URL",
        "sqlite:///var/mitsorge.sqlite3",
        "Where the data live.",
        "postgresql://user:pass@host/name",
    ),
    Variable(
        "BASE_URL",
        "http://localhost:8000",
        "The public address, used in letters and feeds.",
        "https://netzwerk.example",
    ),
    Variable(
        "HOSTS",
        "localhost,127.0.0.1,[::1]",
        "Host names that are answered, separated by commas.",
        "netzwerk.example",
    ),
    Variable(
        "TLS", "off", "on: the site is served over HTTPS; secure cookies, redirects and HSTS.", "on"
    ),
    Variable("BEHIND_PROXY", "off", "on: trust X-Forwarded-Proto of the proxy in front.", "on"),
    Variable("DEBUG", "off", "on: error pages show code. Never in production.", "off"),
    Variable(
        "DEMO", "off", "on: demo accounts and the page with letters. Never in production.", "off"
    ),
    Variable(
        "SMTP_URL",
        "",
        "Where letters are handed over; empty: letters stay in the outbox.",
        "smtp+starttls://user:pass@mail.example:587",
    ),
    Variable("MAIL_FROM", "netzwerk@localhost", "Sender of all letters.", "netzwerk@kreis.example"),
    Variable(
        "REPLY_DOMAIN",
        "",
        "Domain whose mail the mail server hands to `mitsorge inbox`; empty: answers go to the office.",
        "antwort.kreis.example",
    ),
    Variable(
        "SECURITY_CONTACT",
        "mailto:sicherheit@localhost",
        "Contact in security.txt (RFC 9116).",
        "mailto:sicherheit@kreis.example",
    ),
    Variable("DATA_DIR", "var", "Folder for uploads and the SQLite file.", "/var/lib/mitsorge"),
    Variable(
        "STATIC_DIR",
        "build/static",
        "Folder of the collected static files.",
        "/usr/share/mitsorge/static",
    ),
    Variable(
        "TILES_URL",
        "",
        "Tile server for the map background; empty: our own outlines only.",
        "https://tiles.kreis.example/{z}/{x}/{y}.png",
    ),
    Variable(
        "ROADS",
        "",
        "Extract of OpenStreetMap for distances on the road (`mitsorge roads` reads it); empty: great circles.",
        "/var/lib/mitsorge/brandenburg.osm.pbf",
    ),
    Variable(
        "SUPPRESS_BELOW",
        "5",
        "Counts of people below this are hidden, and what they could be computed from. At least 3.",
        "10",
    ),
    Variable("LOG_LEVEL", "INFO", "How much is logged: DEBUG, INFO, WARNING, ERROR.", "INFO"),
    Variable(
        "SEARCH_LEARNING",
        "on",
        "on: searches without a result are counted, without any personal data.",
        "off",
    ),
    Variable(
        "LINK_CHECK",
        "on",
        "on: the worker asks the web pages of the entries whether they still answer. Never in a demo.",
        "off",
    ),
)
BY_NAME = {variable.name: variable for variable in TABLE}


def text(name: str) -> str:
    """The value of a setting: environment, then the file it names, then the default."""
    variable = BY_NAME[name]
    value = os.environ.get(PREFIX + name)
    if value is None and (path := os.environ.get(f"{PREFIX}{name}_FILE")):
        value = Path(path).read_text(encoding="utf-8").strip()
    return variable.default if value is None else value


def flag(name: str) -> bool:
    return text(name).strip().lower() in ("on", "1", "true", "yes")


def words(name: str) -> list[str]:
    return [word.strip() for word in text(name).split(",") if word.strip()]


def suppress_below() -> int:
    """The wished limit, or 5 for one that would hide a single number only (`checks.py` says so)."""
    wished = text("SUPPRESS_BELOW").strip()
    return int(wished) if hides_several(wished) else 5


def hides_several(limit: str) -> bool:
    return limit.isascii() and limit.isdigit() and 3 <= int(limit) <= 1000


SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA foreign_keys=ON;PRAGMA cache_size=-16000;",
}


def knows_database(url: str) -> bool:
    return urlsplit(url).scheme in ("sqlite", "postgres", "postgresql")


def knows_smtp(url: str) -> bool:
    return urlsplit(url).scheme in ("smtp", "smtp+starttls", "smtps")


def log_level() -> str:
    """The wished level, or INFO for one that does not exist (`checks.py` says so)."""
    wished = text("LOG_LEVEL")
    return wished if wished in ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL") else "INFO"


def database(url: str) -> dict[str, Any]:
    """Django's database entry for an address; for an unknown scheme one that refuses every query.

    What follows `?` in a PostgreSQL address goes to libpq as it is: `sslmode=verify-full` and the like.
    It does not raise: the system check must get as far as saying what is wrong.
    """
    if not knows_database(url):
        return {"ENGINE": "django.db.backends.dummy"}
    if url.startswith("sqlite:"):
        name = url.removeprefix("sqlite:").removeprefix("//").removeprefix("/") or ":memory:"
        absolute = url.startswith("sqlite:////")
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": ("/" + name.lstrip("/")) if absolute else name,
            "OPTIONS": dict(SQLITE_OPTIONS),
        }
    parts = urlsplit(url)
    options = dict(parse_qsl(parts.query))
    host = options.pop("host", "")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or "") or host,
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }


def smtp(url: str) -> dict[str, Any]:
    """Django's e-mail settings for `smtp://`, `smtp+starttls://` or `smtps://`; none for another scheme."""
    if not knows_smtp(url):
        return {}
    parts = urlsplit(url)
    return {
        "EMAIL_HOST": parts.hostname or "localhost",
        "EMAIL_PORT": parts.port or (465 if parts.scheme == "smtps" else 25),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp+starttls",
        "EMAIL_USE_SSL": parts.scheme == "smtps",
    }
