"""Structured logs: one JSON line per event. Addresses of people, queries and bodies never enter."""

import json
import logging
import re
from datetime import UTC, datetime
from pathlib import PurePath

MAIL = re.compile(r"[\w.+%'*^`{|}~-]+(?:@|%40)[\w.-]+\.\w+", re.IGNORECASE)
PHONE = re.compile(r"(?<![\w.:/-])(?:\+|00?)[1-9]\d[\d /().-]{4,}\d(?![\w:])")
QUERY = re.compile(r"(?<=[\w/])\?[^\s\"']+")
SECRET_PATH = re.compile(r"(/(?:s|konto/[\w-]+|demo/als)/)[\w=:.-]{12,}")
"""Signed links: what follows a known path is as good as a password."""


class JsonLines(logging.Formatter):
    """`time`, `level`, `logger`, `message`, and where there is one the kind and the place of an error.

    Nothing personal: mail addresses, phone numbers, query strings and signed links are blanked,
    and an error shows its type and the lines of code it went through, not its text, because
    databases quote values in theirs.
    """

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, str | list[str]] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": blanked(record.getMessage()),
        }
        if record.exc_info and record.exc_info[1]:
            line["error"] = type(record.exc_info[1]).__name__
            line["at"] = _places(record.exc_info[1])
        return json.dumps(line, ensure_ascii=False)


def blanked(text: str) -> str:
    """The text without what could name or reach a person."""
    for pattern, instead in ((QUERY, "?…"), (MAIL, "‹address›"), (PHONE, "‹number›")):
        text = pattern.sub(instead, text)
    return SECRET_PATH.sub(r"\1‹link›", text)


def _places(error: BaseException) -> list[str]:
    """Where an error came through, innermost last; also that of the error behind it."""
    behind = error.__cause__ or error.__context__
    places = _places(behind) if behind is not None else []
    step = error.__traceback__
    while step is not None:
        code = step.tb_frame.f_code
        places.append(f"{PurePath(code.co_filename).name}:{step.tb_lineno} {code.co_name}")
        step = step.tb_next
    return places[-20:]
