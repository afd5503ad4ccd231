"""What a Geschäftsordnung makes of a day, a head count, a vote. The values are data; their origin stands beside each.

Every function takes the `Rules` valid on the day of the meeting. Without any, `USUAL` counts.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from math import ceil

from mitsorge.domain.governance.rules.codes import (
    InvitationForm,
    Majority,
    Parity,
    Publicity,
    Quorum,
    Result,
    Voters,
)
from mitsorge.domain.governance.rules.periods import day_of_year, months_later


@dataclass(frozen=True, kw_only=True)
class Rules:
    """The values of one `RuleSet`; shares are decimals between 0 and 1, `report_day` is MM-DD or empty."""

    source: str
    invitation_days: int = 0
    invitation_form: InvitationForm = InvitationForm.MAIL
    quorum: Quorum = Quorum.NONE
    quorum_number: int | None = None
    voters: Voters = Voters.MEMBERS
    majority: Majority = Majority.SIMPLE
    publicity: Publicity = Publicity.MEMBERS
    adopts: bool = False
    admits_partners: bool = False
    meetings_per_year: Decimal | None = None
    extraordinary_members: int | None = None
    extraordinary_share: Decimal | None = None
    item_share: Decimal | None = None
    report_to: str = ""
    report_months: int | None = None
    report_day: str = ""
    reports_founding: bool = False
    parity: Parity = Parity.NONE
    women_share: Decimal | None = None
    fund_visits: int | None = None
    objection_days: int = 14
    term_years: int | None = None


USUAL = Rules(source="ohne Geschäftsordnung")
"""What counts where nothing was agreed: no period, no quorum, more yes than no."""


class Why(StrEnum):
    """Why a vote ended as it did; the German sentence is in `wording.procedure`."""

    MORE_YES = "MORE_YES"
    TIE = "TIE"
    MORE_NO = "MORE_NO"
    BOTH_REACHED = "BOTH_REACHED"
    TOO_FEW_OF_MEMBERS = "TOO_FEW_OF_MEMBERS"
    TOO_FEW_OF_PRESENT = "TOO_FEW_OF_PRESENT"
    NOBODY_OBJECTED = "NOBODY_OBJECTED"
    OBJECTED = "OBJECTED"


@dataclass(frozen=True)
class Outcome:
    """How a vote ended. `needed`: yes votes that would have carried it (0 where consent is asked)."""

    result: Result
    needed: int
    why: Why


def latest_dispatch(meeting_day: date, rules: Rules) -> date:
    """The last day on which an invitation is in time: `invitation_days` before the meeting.

    The day of dispatch does not count, the day of the meeting does (§§ 187 (1), 188 (1) BGB).
    14 days: Kreisseniorenbeiräte; 21: Landesausschuss NRW; 28: LPflAusschV RLP; 10: Kreistag Rhein-Sieg.
    """
    return meeting_day - timedelta(days=rules.invitation_days)


def quorum_needed(members: int, rules: Rules) -> int:
    """How many of `members` (all with a vote) must be there; 0 where nothing is asked (Stammtische).

    Half: LPflAusschV RLP; half and the chair: Landesausschuss NRW.
    """
    match rules.quorum:
        case Quorum.NONE:
            return 0
        case Quorum.NUMBER:
            return rules.quorum_number or 0
        case Quorum.MORE_THAN_HALF:
            return members // 2 + 1
        case _:
            return ceil(members / 2)


def is_quorate(*, present: int, members: int, chair_present: bool, rules: Rules) -> bool:
    """Whether anything may be decided now; asked again before every vote, people leave."""
    if rules.quorum is Quorum.HALF_AND_CHAIR and not chair_present:
        return False
    return present >= quorum_needed(members, rules)


def outcome(
    *,
    yes: int,
    no: int,
    abstentions: int,
    present: int,
    members: int,
    objections: int = 0,
    rules: Rules,
) -> Outcome:
    """How the vote ended. Whether there was a quorum and whether the counts can be is asked before.

    Simple, only yes and no count, a tie rejects: Kreisseniorenbeiräte Rendsburg-Eckernförde, Dithmarschen.
    Majority of members and two thirds of those present: Landesausschuss NRW. Consensus: § 8a (3) SGB XI.
    """
    match rules.majority:
        case Majority.SIMPLE:
            return _simple(yes, no)
        case Majority.MEMBERS_AND_TWO_THIRDS:
            return _qualified(yes, present, members)
        case _:
            return _consensus(no + objections)


def _simple(yes: int, no: int) -> Outcome:
    if yes > no:
        return Outcome(Result.ADOPTED, no + 1, Why.MORE_YES)
    return Outcome(Result.REJECTED, no + 1, Why.TIE if yes == no else Why.MORE_NO)


def _qualified(yes: int, present: int, members: int) -> Outcome:
    of_members, of_present = members // 2 + 1, ceil(Fraction(2 * present, 3))
    needed = max(of_members, of_present)
    if yes >= needed:
        return Outcome(Result.ADOPTED, needed, Why.BOTH_REACHED)
    missed = Why.TOO_FEW_OF_MEMBERS if yes < of_members else Why.TOO_FEW_OF_PRESENT
    return Outcome(Result.REJECTED, needed, missed)


def _consensus(objections: int) -> Outcome:
    """An objection stops it. A dissent that is only put on record does not: it is written down beside."""
    if objections:
        return Outcome(Result.NO_CONSENSUS, 0, Why.OBJECTED)
    return Outcome(Result.ADOPTED, 0, Why.NOBODY_OBJECTED)


def too_many_votes(*, yes: int, no: int, abstentions: int, present: int) -> bool:
    """More votes than voters in the room: somebody without a vote was counted, or somebody twice."""
    return yes + no + abstentions > present


def extraordinary_needed(members: int, rules: Rules) -> int | None:
    """How many members can force a meeting; None where nobody can.

    5 members: LPflAusschV RLP; a quarter: a Land committee of four years' term; half: usual in councils.
    Where a number and a share are agreed, the smaller counts.
    """
    share = _part(members, rules.extraordinary_share)
    known = [number for number in (rules.extraordinary_members, share) if number is not None]
    return min(known, default=None)


def item_needed(members: int, rules: Rules) -> int | None:
    """How many members can force an agenda item; a third in Kreisseniorenbeiräte. None where nobody can."""
    return _part(members, rules.item_share)


def _part(members: int, share: Decimal | None) -> int | None:
    """A share of the members, rounded up. 0.333 is meant as a third: no share has a denominator above 12."""
    if share is None:
        return None
    return ceil(Fraction(share).limit_denominator(12) * members)


def objections_until(sent: date, rules: Rules) -> date:
    """The last day on which the minutes may be objected to; the day they were sent does not count."""
    return sent + timedelta(days=rules.objection_days)


def report_due(met_on: date, rules: Rules) -> date | None:
    """When the results must be with `report_to`; None where nobody waits for them.

    Within 3 months: § 4 NPflegeG. Every year by 31 December: § 8 APG NRW. Where both are agreed, the earlier.
    """
    days = []
    if rules.report_months is not None:
        days.append(months_later(met_on, rules.report_months))
    if rules.report_day:
        days.append(day_of_year(rules.report_day, not_before=met_on))
    return min(days, default=None)


def founding_minutes_to(number: int, rules: Rules) -> str:
    """Who gets the minutes of the constituent meeting (`number` 1) to recognize the committee; else empty.

    Art. 77a AGSG Bavaria: without them it is just a network. The source names no period.
    """
    return rules.report_to if rules.reports_founding and number == 1 else ""


def next_due(last_meeting: date, rules: Rules) -> date | None:
    """The last day for the next meeting by the rhythm; None without one.

    4 a year: Runde Tische Potsdam-Mittelmark; 2: NRW; every second year (0.5): § 4 NPflegeG, Leipzig.
    """
    if not rules.meetings_per_year:
        return None
    return months_later(last_meeting, round(12 / rules.meetings_per_year))


def term_end(appointed: date, rules: Rules) -> date | None:
    """The day after the term; None without one. Nobody's seat ends by it: members stay until a successor is named.

    4 years, recall at any time by those who delegate: a Land committee (lexaris.eu, document 1284930).
    """
    if rules.term_years is None:
        return None
    return months_later(appointed, 12 * rules.term_years)


def missing_for_parity(banks: Mapping[str, int], rules: Rules) -> dict[str, int]:
    """How many seats each bank lacks to be as strong as the strongest; empty where all is well.

    § 4 NPflegeG: municipalities, facilities and Pflegekassen at least in equal number.
    """
    if rules.parity is Parity.NONE:
        return {}
    strongest = max(banks.values(), default=0)
    return {bank: strongest - seats for bank, seats in banks.items() if seats < strongest}


def women_wanted(members: int, rules: Rules) -> int | None:
    """How many women the committee aims at; None without an aim. Half: § 4 NPflegeG. No gender is stored."""
    return _part(members, rules.women_share)


def fund_visits_missing(attended: int, rules: Rules) -> int:
    """How often a Pflegekasse must still attend this year; once: Bavaria, official Pflegekonferenzen."""
    return max(0, (rules.fund_visits or 0) - attended)


def is_open_item(*, item_is_public: bool, minutes: bool, rules: Rules) -> bool:
    """Whether everyone may follow an item in the room, or (`minutes`) read afterwards what came of it.

    Public with single items closed: Landesausschuss NRW; minutes public: Bielefeld; members only: Höxter.
    """
    opened = {Publicity.PUBLIC, Publicity.MINUTES_PUBLIC} if minutes else {Publicity.PUBLIC}
    return item_is_public and rules.publicity in opened
