"""German words for the codes and figures of the directory."""

from mitsorge.domain.directory.wording.codes import (
    ACCESS,
    AREA,
    EVENT,
    FAULT,
    PART,
    PHONE_KIND,
    PICTURE_KIND,
    PLACES,
    REPORT_KIND,
    STATUS,
    TERM_KIND,
)
from mitsorge.domain.directory.wording.hours import opening_lines
from mitsorge.domain.directory.wording.offers import area_words, costs_words, serves_words

__all__ = [
    "ACCESS",
    "AREA",
    "EVENT",
    "FAULT",
    "PART",
    "PHONE_KIND",
    "PICTURE_KIND",
    "PLACES",
    "REPORT_KIND",
    "STATUS",
    "TERM_KIND",
    "area_words",
    "costs_words",
    "opening_lines",
    "serves_words",
]
