"""German words for the codes and figures of the directory."""

from mitsorge.domain.directory.wording.codes import (
    ACCESS,
    AREA,
    EVENT,
    FAULT,
    PART,
    PHONE_KIND,
    PICTURE_KIND,
    PLACE_KIND,
    PLACE_UNIT,
    PLACES,
    REPORT_KIND,
    SEX,
    STATUS,
    TERM_KIND,
)
from mitsorge.domain.directory.wording.hours import WEEKDAY, opening_lines
from mitsorge.domain.directory.wording.offers import area_words, costs_words, serves_words
from mitsorge.domain.directory.wording.places import places_count, places_period, places_terms
from mitsorge.domain.directory.wording.sites import address_words

__all__ = [
    "ACCESS",
    "AREA",
    "EVENT",
    "FAULT",
    "PART",
    "PHONE_KIND",
    "PICTURE_KIND",
    "PLACES",
    "PLACE_KIND",
    "PLACE_UNIT",
    "REPORT_KIND",
    "SEX",
    "STATUS",
    "TERM_KIND",
    "WEEKDAY",
    "address_words",
    "area_words",
    "costs_words",
    "opening_lines",
    "places_count",
    "places_period",
    "places_terms",
    "serves_words",
]
