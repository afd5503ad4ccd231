"""What the eight links of a chain say: day, text, note, and the day in words. Read from loaded rows only."""

from collections.abc import Mapping
from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mitsorge.domain.recommendations import wording
from mitsorge.domain.recommendations.models import (
    Answer,
    Consultation,
    Measure,
    Recommendation,
    Station,
    Version,
)
from mitsorge.domain.recommendations.queries.effects import as_of, as_of_words, indicator_views
from mitsorge.domain.recommendations.rules import (
    AnswerKind,
    ConsultationResult,
    ConsultationRole,
    RecommendationStatus,
    Stage,
)
from mitsorge.domain.recommendations.rules.chain import days_late
from mitsorge.domain.recommendations.wording import chain as words

LONGEST = 320
Told = tuple[date | None, str, str, str]
"""Day, text, note, the day in words."""
NOTHING: Told = (None, "", "", "")


def link_words(recommendation: Recommendation, *, on: date | None) -> Mapping[Stage, Told]:
    """All eight links (0 queries after `chain.whole`)."""
    stations = stations_of(recommendation)
    return {
        Stage.NEED: _need(recommendation),
        Stage.GAP: _gap(recommendation),
        Stage.RECOMMENDATION: _recommended(recommendation, with_votes=bool(stations)),
        Stage.CONSULTATION: _consulted(recommendation, stations),
        Stage.DECISION: _decided(recommendation, stations),
        Stage.ANSWER: _answered(recommendation, on),
        Stage.MEASURE: measures_told(list(recommendation.measures.all()), on=on),
        Stage.EFFECT: effects_told(list(recommendation.measures.all()), on=on),
    }


def _day(moment: datetime | None) -> date | None:
    return timezone.localdate(moment) if moment else None


def _told(day: date | None, text: str, note: str = "") -> Told:
    return day, Truncator(text).chars(LONGEST), note, date_format(day) if day else ""


def _newest(recommendation: Recommendation) -> Version | None:
    versions = list(recommendation.versions.all())
    return versions[-1] if versions else None


def stations_of(recommendation: Recommendation) -> list[Station]:
    """The Beratungsfolge of the newest paper (0 queries after `chain.placed`)."""
    papers = list(recommendation.council_papers.all())
    return list(papers[0].stations.all()) if papers else []


def _need(recommendation: Recommendation) -> Told:
    impulses = list(recommendation.impulses.all())
    version = _newest(recommendation)
    day = min((impulse.happened_on for impulse in impulses), default=None)
    said = [impulse.public_text for impulse in impulses if impulse.public_text]
    text = (version.situation if version else "") or (said[0] if said else "")
    note = ngettext("%(n)s Hinweis", "%(n)s Hinweise", len(impulses)) % {"n": len(impulses)}
    told = _told(day, text, note if impulses else "")
    return (*told[:3], date_format(day, "F Y") if day else "")


def _gap(recommendation: Recommendation) -> Told:
    version = _newest(recommendation)
    rows = [row for row in recommendation.evidence_rows.all() if row.label]
    day = max((row.as_of for row in rows if row.as_of), default=None)
    sources = _("Beleg: %(label)s") % {"label": rows[0].label} if rows else ""
    told = _told(day, version.gap if version else "", sources)
    return (*told[:3], date_format(day, "F Y") if day else "")


def _recommended(recommendation: Recommendation, *, with_votes: bool) -> Told:
    """With a council behind it, the vote of the network stands here; else under "Beschluss"."""
    version = _newest(recommendation)
    adoption = _adoption(recommendation) if with_votes else None
    written = version.created_at if version else recommendation.created_at
    day = _day(recommendation.adopted_at if with_votes else written) or _day(written)
    return _told(day, version.text if version else "", _votes(adoption))


def _adoption(recommendation: Recommendation) -> Consultation | None:
    found = [
        one
        for one in recommendation.consultations.all()
        if one.role == ConsultationRole.ADOPTING and one.result != ConsultationResult.OPEN
    ]
    return found[-1] if found else None


def _votes(consultation: Consultation | None) -> str:
    item = consultation.item if consultation else None
    return words.votes(item.yes, item.no, item.abstentions) if item else ""


def _consulted(recommendation: Recommendation, stations: list[Station]) -> Told:
    if stations:
        before = stations[:-1] or stations
        heard = [station for station in before if station.result]
        return _station(heard[-1] if heard else before[0])
    rows = [
        one for one in recommendation.consultations.all() if one.role != ConsultationRole.ADOPTING
    ]
    return _consultation(rows[-1]) if rows else NOTHING


def _consultation(row: Consultation) -> Told:
    names = {"committee": row.committee.name, "result": row.get_result_display()}
    if row.result == ConsultationResult.OPEN:
        return _told(_day(row.opened_at), _("Liegt bei: %(committee)s.") % names)
    return _told(_day(row.decided_at), _("%(committee)s: %(result)s.") % names, row.reason)


def _station(station: Station) -> Told:
    session = _("öffentliche Sitzung") if station.is_public else _("nichtöffentliche Sitzung")
    result = f": {station.result.rstrip('.')}" if station.result else ""
    text = f"{station.body}, {session}{result}."
    return _told(station.held_on, text, station.note if station.is_public else "")


def _decided(recommendation: Recommendation, stations: list[Station]) -> Told:
    if stations:
        return _station(stations[-1])
    adoption = _adoption(recommendation)
    if adoption is not None:
        told = _consultation(adoption)
        return (*told[:2], _votes(adoption) or told[2], told[3])
    rows = [r for r in recommendation.consultations.all() if r.role == ConsultationRole.ADOPTING]
    return _consultation(rows[-1]) if rows else _told(_day(recommendation.adopted_at), "")


def _answered(recommendation: Recommendation, on: date | None) -> Told:
    if recommendation.status == RecommendationStatus.SENT:
        due = recommendation.answer_due
        late = words.late(days_late(due, on)) if on else ""
        day = _day(recommendation.sent_at)
        return _told(day, _("Die Antwort steht aus."), late or words.until(due))
    newest: Answer | None = next(iter(recommendation.answers.all()), None)
    if newest is None:
        return NOTHING
    kind = str(wording.ANSWER_KIND[AnswerKind(newest.kind)])
    text = f"{kind[:1].upper()}{kind[1:]}."
    if newest.text:
        text = f"{text} „{newest.text}“"
    return _told(newest.answered_on, text, newest.by_office)


def measures_told(measures: list[Measure], *, on: date | None) -> Told:
    """Titles and period of the measures, with cost and progress (0 queries)."""
    if not measures:
        return NOTHING
    starts = min((m.starts_on for m in measures if m.starts_on), default=None)
    ends = [m.ends_on for m in measures]
    last = max((end for end in ends if end), default=None) if all(ends) else None
    text = " ".join(_measure(measure) for measure in measures)
    notes = [measure.cost for measure in measures if measure.cost]
    late = max((days_late(m.ends_on, on) for m in measures if _runs(m)), default=0) if on else 0
    note = " · ".join([*notes[:2], *([words.late(late)] if late else [])])
    return starts, Truncator(text).chars(LONGEST), note, words.period(starts, last)


def _measure(measure: Measure) -> str:
    return f"{measure.title} ({measure.get_status_display()})."


def _runs(measure: Measure) -> bool:
    return measure.status in ("PLANNED", "RUNNING")


def effects_told(measures: list[Measure], *, on: date | None) -> Told:
    """The comparison of the first indicator that has one, in words (0 queries)."""
    day = as_of(measures)
    if day is None:
        return NOTHING
    views = [v for m in measures for v in indicator_views(m.indicators.all(), on=on or day)]
    compared = [view for view in views if view.effect]
    if not compared:
        return _told(day, "; ".join(f"{v.name}: {v.newest.told}" for v in views if v.newest))
    return day, _compared(compared[0].name, compared[0].effect), "", as_of_words(day)


def _compared(name: str, effect: object) -> str:
    facts = {"name": name, **vars(effect)}
    return _("%(name)s: vorher %(before)s, jetzt %(after)s.") % facts
