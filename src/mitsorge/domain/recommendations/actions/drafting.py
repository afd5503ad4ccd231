"""Writing a recommendation: draft, versions, what it stands on."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mitsorge.domain.governance.actions.outcomes import ItemChanged, Refused
from mitsorge.domain.governance.models import Committee
from mitsorge.domain.recommendations import permissions
from mitsorge.domain.recommendations.actions import course
from mitsorge.domain.recommendations.actions.commenting import comment, settle
from mitsorge.domain.recommendations.models import (
    Evidence,
    Impulse,
    Recommendation,
    Topic,
    Version,
)
from mitsorge.domain.recommendations.rules import (
    ConsultationResult,
    EvidenceKind,
    RecommendationStatus,
)
from mitsorge.domain.recommendations.rules.course import ENDED
from mitsorge.domain.recommendations.rules.numbers import next_number
from mitsorge.domain.recommendations.rules.words import LIMITS, WORD_FIELDS, VersionWords
from mitsorge.foundation.journal import actions as journal
from mitsorge.foundation.people.models import Account

__all__ = ["add_evidence", "comment", "draft", "remove_evidence", "revise", "settle"]
TRIES = 20
"""So many who draft in the same moment may be overtaken in a row before one gives up."""


@transaction.atomic
def draft(
    *,
    committee: Committee,
    title: str,
    addressee: str,
    words: VersionWords,
    by: Account | None,
    at: datetime,
    addressee_email: str = "",
    topics: Iterable[Topic] = (),
    impulses: Iterable[Impulse] = (),
) -> Recommendation:
    """A new recommendation with the next number of the year and its first version.

    The number is taken and written in one transaction: no gap, and never twice, whoever drafts beside.
    """
    permissions.check_may_draft(by, committee, timezone.localdate(at))
    words = _checked(words)
    frame = _frame({"title": title, "addressee": addressee, "addressee_email": addressee_email})
    new = _numbered(Recommendation(committee=committee, created_at=at, modified_at=at, **frame), at)
    Version.objects.create(recommendation=new, number=1, created_at=at, **asdict(words))
    new.topics.set(topics)
    new.impulses.set(impulses)
    journal.record(event="recommendations.recommendation.drafted", subject=new, by=by, at=at)
    return new


@transaction.atomic
def revise(
    *,
    recommendation_id: int,
    words: VersionWords,
    by: Account | None,
    at: datetime,
    row_version: int | None = None,
    title: str | None = None,
    addressee: str | None = None,
    addressee_email: str | None = None,
    topics: Iterable[Topic] | None = None,
    impulses: Iterable[Impulse] | None = None,
) -> Version:
    """Changes the newest version while it is a draft; else writes the next one.

    A finished version is never changed. In consultation the next version takes the place of the one that lies
    before the committee. After a decision it waits as a draft until it is submitted again ("nie abschließend").
    Raises `ItemChanged` with both versions where `row_version` is not what was seen.
    """
    found = course.locked(recommendation_id)
    permissions.check_may_draft(by, found.committee, timezone.localdate(at))
    if found.status in ENDED:
        raise Refused(course.now_in_words(found))
    given = {"title": title, "addressee": addressee, "addressee_email": addressee_email}
    frame = _frame({name: value for name, value in given.items() if value is not None})
    words = _checked(words)
    before = course.newest_version(found)
    if row_version is not None and row_version != found.row_version:
        raise _changed(found, before, {**frame, **asdict(words)})
    after = _next(found, before, words, at) if before.frozen_at else _rewritten(before, words)
    _keep(found, before, after, frame, by, at)
    _link(found, topics, impulses)
    return after


@transaction.atomic
def add_evidence(
    *,
    recommendation_id: int,
    kind: EvidenceKind,
    label: str,
    by: Account | None,
    at: datetime,
    url: str = "",
    impulse: Impulse | None = None,
    as_of: date | None = None,
) -> Evidence:
    """A source with its address, an impulse, or a figure with its day. The same once more is the same row."""
    found = _open_for(recommendation_id, by, at)
    if not label.strip():
        raise Refused(_("Nennen Sie die Quelle, damit andere sie finden."))
    if url and not url.startswith(("https://", "http://")):
        raise Refused(_("Geben Sie die Adresse mit https:// am Anfang ein."))
    evidence, is_new = Evidence.objects.get_or_create(
        recommendation=found,
        kind=kind,
        label=label.strip()[:300],
        defaults={"url": url, "impulse": impulse, "as_of": as_of},
    )
    if is_new:
        _journal_evidence(found, [None, evidence.label], by, at)
    return evidence


@transaction.atomic
def remove_evidence(*, evidence_id: int, by: Account | None, at: datetime) -> None:
    """Takes a piece of evidence away; the journal keeps its words. Nothing where it is gone already."""
    evidence = Evidence.objects.filter(pk=evidence_id).first()
    if evidence is None:
        return
    found = _open_for(evidence.recommendation_id, by, at)
    evidence.delete()
    _journal_evidence(found, [evidence.label, None], by, at)


def _numbered(new: Recommendation, at: datetime) -> Recommendation:
    """Inserts with the next free number; whoever was quicker with it makes us take the one after."""
    year = timezone.localdate(at).year
    for _try in range(TRIES):
        taken = Recommendation.objects.filter(number__startswith=f"{year}/")
        new.number = next_number(year, taken.values_list("number", flat=True))
        try:
            with transaction.atomic():
                new.save(force_insert=True)
        except IntegrityError:
            continue
        return new
    raise Refused(_("Gerade entstehen viele Empfehlungen zugleich. Speichern Sie noch einmal."))


def _checked(words: VersionWords) -> VersionWords:
    words = words.tidy()
    if not words.text:
        raise Refused(_("Schreiben Sie, was empfohlen wird."))
    for name, limit in LIMITS.items():
        if len(getattr(words, name)) > limit:
            raise Refused(_("Bitte kürzen Sie Kosten und Neuerungen auf je 300 Zeichen."))
    return words


def _frame(given: dict[str, str]) -> dict[str, str]:
    """Title and addressee, tidy; raises `Refused` where one is missing or too long."""
    frame = {name: " ".join(value.split()) for name, value in given.items()}
    if frame.get("title") == "":
        raise Refused(_("Geben Sie der Empfehlung einen Titel."))
    if frame.get("addressee") == "":
        raise Refused(_("Nennen Sie, an wen sich die Empfehlung richtet."))
    if any(len(value) > 200 for value in frame.values()):
        raise Refused(_("Bitte kürzen Sie Titel und Adressatin auf je 200 Zeichen."))
    return frame


def _rewritten(before: Version, words: VersionWords) -> Version:
    after = Version(pk=before.pk, recommendation_id=before.recommendation_id)
    after.number, after.created_at, after.frozen_at = before.number, before.created_at, None
    for name, value in asdict(words).items():
        setattr(after, name, value)
    Version.objects.filter(pk=before.pk, frozen_at=None).update(**asdict(words))
    return after


def _next(found: Recommendation, before: Version, words: VersionWords, at: datetime) -> Version:
    """The version after a finished one; in consultation it is finished at once and lies there instead."""
    same = {name for name in WORD_FIELDS if name != "change_note"}
    if all(getattr(before, name) == getattr(words, name) for name in same):
        raise Refused(_("Die neue Fassung sagt dasselbe wie die letzte. Ändern Sie ihren Text."))
    consulting = found.status == RecommendationStatus.IN_CONSULTATION
    after = Version.objects.create(
        recommendation=found,
        number=before.number + 1,
        created_at=at,
        frozen_at=at if consulting else None,
        **asdict(words),
    )
    found.consultations.filter(result=ConsultationResult.OPEN).update(version=after)
    return after


def _keep(
    found: Recommendation,
    before: Version,
    after: Version,
    frame: dict[str, str],
    by: Account | None,
    at: datetime,
) -> None:
    """Writes title and addressee, and the journal: the words of the version, and what is around them."""
    said = {name: [getattr(before, name), getattr(after, name)] for name in WORD_FIELDS}
    around = {name: [getattr(found, name), value] for name, value in frame.items()}
    is_new = after.number != before.number
    if is_new:
        around["versions"] = [before.number, after.number]
    words, changes = _changes(said), _changes(around)
    if not words and not changes:
        return
    course.write(found, at, **frame)
    why = after.change_note if is_new else ""
    deeds = [journal.Deed("recommendations.version.changed", after, words)] if words else []
    if changes:
        event = f"recommendations.recommendation.{'revised' if is_new else 'changed'}"
        deeds.append(journal.Deed(event, found, changes, why))
    journal.record_many(deeds=deeds, by=by, at=at)


def _changes(pairs: dict[str, list[Any]]) -> dict[str, list[Any]]:
    """What is different, in values the journal can keep."""
    return {name: list(map(_plain, pair)) for name, pair in pairs.items() if pair[0] != pair[1]}


def _link(
    found: Recommendation, topics: Iterable[Topic] | None, impulses: Iterable[Impulse] | None
) -> None:
    if topics is not None:
        found.topics.set(topics)
    if impulses is not None:
        found.impulses.set(impulses)


def _changed(found: Recommendation, newest: Version, yours: dict[str, Any]) -> ItemChanged:
    stored = {
        name: getattr(found if name in ("title", "addressee", "addressee_email") else newest, name)
        for name in yours
    }
    return ItemChanged(
        theirs={**stored, "version": found.row_version}, yours=yours, changed_at=found.modified_at
    )


def _open_for(recommendation_id: int, by: Account | None, at: datetime) -> Recommendation:
    found = course.locked(recommendation_id)
    permissions.check_may_draft(by, found.committee, timezone.localdate(at))
    if found.status in ENDED:
        raise Refused(course.now_in_words(found))
    return found


def _journal_evidence(
    found: Recommendation, pair: list[str | None], by: Account | None, at: datetime
) -> None:
    journal.record(
        event="recommendations.recommendation.changed",
        subject=found,
        by=by,
        at=at,
        changes={"evidence_rows": pair},
    )


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
