"""What a survey asks an organization about each of its offers, and what it answered. Plain Python."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

LINK_DAYS = 30
"""So long after the day asked for a link still takes an answer."""
LONGEST_REMARK = 600


class Ask(StrEnum):
    """What can be asked about an offer. STAFF: posts in full time; SERVED: where it comes to."""

    PLACES = "PLACES"
    FREE = "FREE"
    WAITING = "WAITING"
    STAFF = "STAFF"
    SERVED = "SERVED"


NUMBERS = (Ask.PLACES, Ask.FREE, Ask.WAITING, Ask.STAFF)
"""Questions answered by a number; each becomes a series."""
MOST: Mapping[Ask, int] = {Ask.PLACES: 5000, Ask.FREE: 5000, Ask.WAITING: 5000, Ask.STAFF: 2000}
"""More is a slip of the keyboard."""


class Via(StrEnum):
    """Which way the answer came: through the signed link, or said to the office."""

    LINK = "LINK"
    PHONE = "PHONE"


class SurveyState(StrEnum):
    """DRAFT → RUNNING → CLOSED; WITHDRAWN from the first two."""

    DRAFT = "DRAFT"
    RUNNING = "RUNNING"
    CLOSED = "CLOSED"
    WITHDRAWN = "WITHDRAWN"


class Standing(StrEnum):
    """How far it came with one organization. RETURNED: its letter came back; NO_ADDRESS: none could be written."""

    NOT_SENT = "NOT_SENT"
    NO_ADDRESS = "NO_ADDRESS"
    RETURNED = "RETURNED"
    WAITING = "WAITING"
    ANSWERED = "ANSWERED"


def standing_of(state: SurveyState, *, sent: bool, answered: bool, returned: bool) -> Standing:
    """`state`: of the survey; `sent`: a letter was written; `returned`: its last letter could not be delivered."""
    if answered:
        return Standing.ANSWERED
    if returned:
        return Standing.RETURNED
    if sent:
        return Standing.WAITING
    return Standing.NOT_SENT if state == SurveyState.DRAFT else Standing.NO_ADDRESS


class AnswerFault(StrEnum):
    """What is wrong with an answer."""

    NOTHING = "NOTHING"
    BELOW_ZERO = "BELOW_ZERO"
    TOO_MUCH = "TOO_MUCH"
    NOT_WHOLE = "NOT_WHOLE"
    MORE_FREE = "MORE_FREE"
    UNKNOWN_OFFER = "UNKNOWN_OFFER"
    UNKNOWN_AREA = "UNKNOWN_AREA"
    REMARK_TOO_LONG = "REMARK_TOO_LONG"


@dataclass(frozen=True)
class Served:
    """Where an offer comes to: the whole network, or planning areas by code."""

    everywhere: bool = False
    areas: tuple[str, ...] = ()


@dataclass(frozen=True)
class Offer:
    """One offer of one kind at one site, and what is known of it. None: unknown, never zero.

    `area`: code of the planning area its site lies in; empty where unknown. `visited`: people come to it.
    """

    key: str
    name: str
    term: str
    place: str = ""
    area: str = ""
    visited: bool = True
    places: float | None = None
    free: float | None = None
    waiting: float | None = None
    staff: float | None = None
    served: Served | None = None

    def number(self, ask: Ask) -> float | None:
        """One of `NUMBERS`."""
        value: float | None = getattr(self, ask.lower())
        return value

    @property
    def counts_in(self) -> str:
        """The planning area its numbers belong to: of its site, else the only one it comes to; empty: none."""
        if self.area or self.served is None or self.served.everywhere:
            return self.area
        return self.served.areas[0] if len(self.served.areas) == 1 else ""

    def is_empty(self, asks: Sequence[Ask]) -> bool:
        """Nothing of what is asked is known."""
        return all(getattr(self, ask.lower()) is None for ask in asks)


@dataclass(frozen=True)
class Answers:
    """What one organization says about its offers, or what the directory knows of them beforehand."""

    offers: tuple[Offer, ...] = ()
    remark: str = ""

    def as_json(self) -> dict[str, Any]:
        """For a JSON field; `answers_from` reads it."""
        return {"offers": [_plain(offer) for offer in self.offers], "remark": self.remark}


def _plain(offer: Offer) -> dict[str, Any]:
    names = [field.name for field in fields(Offer) if field.name != "served"]
    values = {name: getattr(offer, name) for name in names}
    where = offer.served
    told = {"everywhere": where.everywhere, "areas": list(where.areas)} if where else None
    return {**values, "served": told}


def answers_from(stored: Mapping[str, Any] | None) -> Answers:
    """Reads `Answers.as_json`; what is not there is unknown."""
    known = stored or {}
    offers = tuple(_offer(each) for each in known.get("offers", ()))
    return Answers(offers, str(known.get("remark", "")))


def _offer(stored: Mapping[str, Any]) -> Offer:
    names = {field.name for field in fields(Offer)} - {"served"}
    values = {name: value for name, value in stored.items() if name in names}
    told = stored.get("served")
    served = Served(bool(told.get("everywhere")), tuple(told.get("areas", ()))) if told else None
    return Offer(**values, served=served)


@dataclass(frozen=True)
class Fault:
    """What is wrong, and where: `key` of the offer (empty: of the whole answer). `limit`: the number it hurts."""

    kind: AnswerFault
    key: str = ""
    ask: Ask | None = None
    limit: float | None = None


def faults_of(
    answers: Answers, asked: Answers, *, asks: Sequence[Ask], areas: Sequence[str]
) -> list[Fault]:
    """What keeps an answer from being taken; `asked`: the questionnaire, `areas`: codes that can be named."""
    found = [Fault(AnswerFault.REMARK_TOO_LONG)] if len(answers.remark) > LONGEST_REMARK else []
    if not answers.remark and all(offer.is_empty(asks) for offer in answers.offers):
        found.append(Fault(AnswerFault.NOTHING))
    keys = {offer.key for offer in asked.offers}
    for offer in answers.offers:
        if offer.key not in keys:
            found.append(Fault(AnswerFault.UNKNOWN_OFFER, offer.key))
        found += _numbers_wrong(offer)
        if offer.served and not set(offer.served.areas) <= set(areas):
            found.append(Fault(AnswerFault.UNKNOWN_AREA, offer.key, Ask.SERVED))
    return found


def _numbers_wrong(offer: Offer) -> Iterator[Fault]:
    for ask in NUMBERS:
        value = offer.number(ask)
        if value is None:
            continue
        if value < 0:
            yield Fault(AnswerFault.BELOW_ZERO, offer.key, ask)
        elif value > MOST[ask]:
            yield Fault(AnswerFault.TOO_MUCH, offer.key, ask, MOST[ask])
        elif ask != Ask.STAFF and value != int(value):
            yield Fault(AnswerFault.NOT_WHOLE, offer.key, ask)
    if offer.free is not None and offer.places is not None and offer.free > offer.places:
        yield Fault(AnswerFault.MORE_FREE, offer.key, Ask.FREE, offer.places)


def kept(answers: Answers, asked: Answers, asks: Sequence[Ask]) -> Answers:
    """The answer with names, kinds and sites of the questionnaire: theirs is only what was asked, and the remark."""
    said = {offer.key: offer for offer in answers.offers}
    offers = tuple(_kept(offer, said.get(offer.key), asks) for offer in asked.offers)
    return Answers(offers, answers.remark.strip())


def _kept(offer: Offer, said: Offer | None, asks: Sequence[Ask]) -> Offer:
    own: dict[str, Any] = {
        ask.lower(): getattr(said, ask.lower(), None) if ask in asks else None for ask in Ask
    }
    return replace(offer, **own)


def last_day(due_on: date) -> date:
    """The last day on which the link of a letter takes an answer, unless the survey ends before."""
    return due_on + timedelta(LINK_DAYS)


def takes_answers(state: SurveyState, due_on: date, on: date) -> bool:
    """Whether a link still takes an answer; the office may until the survey is closed."""
    return state == SurveyState.RUNNING and on <= last_day(due_on)
