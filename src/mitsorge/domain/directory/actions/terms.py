"""The words of the directory: terms, everyday words, Lebenslagen."""

from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _

from mitsorge.domain.directory import permissions, rules, search
from mitsorge.domain.directory.actions.outcomes import AlreadyDone, ChangedMeanwhile, refuse
from mitsorge.domain.directory.actions.versions import as_json, differing, refresh_services
from mitsorge.domain.directory.models import LifeSituation, TaxonomyTerm, TermSynonym
from mitsorge.domain.directory.queries.terms import draft_of_life_situation, draft_of_term
from mitsorge.foundation.journal import actions as journal
from mitsorge.foundation.journal.queries import history
from mitsorge.foundation.people.models import Account


@transaction.atomic
def save_term(
    *,
    draft: rules.TermDraft,
    by: Account | None,
    at: datetime,
    term_id: int | None = None,
    seen: str | None = None,
) -> TaxonomyTerm:
    """A new term, or the changed one with exactly these everyday words. Raises `EntryRefused`.

    `seen` is the `version_of` the draft that was edited; raises `ChangedMeanwhile` where it stands no more.
    """
    permissions.check_may_edit_taxonomy(by)
    same = TaxonomyTerm.objects.filter(kind=draft.kind, code=draft.code).exclude(pk=term_id or 0)
    refuse([*rules.problems_of_words(draft), *_taken(same, "code"), *_circles(draft, term_id)])
    term = TaxonomyTerm.objects.select_for_update().filter(pk=term_id or 0).first()
    term = term or TaxonomyTerm(kind=draft.kind)
    before = draft_of_term(term) if term.pk else rules.TermDraft(draft.kind, "", "")
    if changes := differing(before, draft):
        _check_version(term, before, draft, seen=seen, at=at)
        _assign(term, draft, changes, "synonyms")
        if "synonyms" in changes:
            _write_synonyms(term.pk, draft.synonyms)
        _record("term.saved", term, changes, by=by, at=at)
        refresh_services(attributes__term_id=term.pk)
    return term


@transaction.atomic
def retire_term(*, term_id: int, by: Account | None, at: datetime) -> TaxonomyTerm:
    """No longer offered in forms and filters; offers that have it keep it."""
    return _set_retired(term_id, True, by, at)


@transaction.atomic
def restore_term(*, term_id: int, by: Account | None, at: datetime) -> TaxonomyTerm:
    """Offered again."""
    return _set_retired(term_id, False, by, at)


@transaction.atomic
def save_life_situation(
    *,
    draft: rules.LifeSituationDraft,
    by: Account | None,
    at: datetime,
    situation_id: int | None = None,
    seen: str | None = None,
) -> LifeSituation:
    """A new Lebenslage, or the changed one with exactly these terms in this order. `seen` as in `save_term`."""
    permissions.check_may_edit_taxonomy(by)
    same = LifeSituation.objects.filter(slug=draft.slug).exclude(pk=situation_id or 0)
    refuse([*rules.problems_of_words(draft), *_taken(same, "slug")])
    found = LifeSituation.objects.select_for_update().filter(pk=situation_id or 0).first()
    situation = found or LifeSituation()
    before = draft_of_life_situation(found) if found else rules.LifeSituationDraft("", "", "", "")
    if changes := differing(before, draft):
        _check_version(situation, before, draft, seen=seen, at=at)
        _assign(situation, draft, changes, "terms")
        if "terms" in changes:
            situation.terms.clear()
            for term_id in draft.terms:
                situation.terms.add(term_id)
        _record("situation.saved", situation, changes, by=by, at=at)
    return situation


def _set_retired(term_id: int, retired: bool, by: Account | None, at: datetime) -> TaxonomyTerm:
    permissions.check_may_edit_taxonomy(by)
    rows = TaxonomyTerm.objects.filter(pk=term_id, is_retired=not retired)
    if not rows.update(is_retired=retired):
        raise AlreadyDone(_("Das ist schon so eingetragen."))
    term = TaxonomyTerm.objects.get(pk=term_id)
    event = "term.retired" if retired else "term.restored"
    _record(event, term, {"is_retired": [not retired, retired]}, by=by, at=at)
    return term


def _check_version(
    record: models.Model, before: Any, draft: Any, *, seen: str | None, at: datetime
) -> None:
    """The moment of the other change stands in the journal (1 query, only where there was one)."""
    if record.pk is None or seen is None or seen == rules.version_of(before):
        return
    last = history(record).first()
    raise ChangedMeanwhile(changed_at=last.at if last else at, at=at, theirs=before, yours=draft)


def _assign(record: models.Model, draft: Any, changes: dict[str, list[Any]], skipped: str) -> None:
    for name in changes.keys() - {skipped}:
        setattr(record, name, getattr(draft, name))
    record.save()


def _write_synonyms(term_id: int, phrases: tuple[str, ...]) -> None:
    kept = TermSynonym.objects.filter(term_id=term_id)
    kept.exclude(phrase__in=phrases).delete()
    known = set(kept.values_list("phrase", flat=True))
    TermSynonym.objects.bulk_create(
        TermSynonym(term_id=term_id, phrase=phrase)
        for phrase in dict.fromkeys(phrases)
        if phrase not in known
    )


def _circles(draft: rules.TermDraft, term_id: int | None) -> list[rules.Problem]:
    """No term stands above itself."""
    above = draft.parent_id
    while above is not None and term_id is not None:
        if above == term_id:
            return [rules.Problem("parent_id", rules.Fault.OWN_PARENT)]
        above = TaxonomyTerm.objects.values_list("parent_id", flat=True).get(pk=above)
    return []


def _taken(same: models.QuerySet, field: str) -> list[rules.Problem]:
    return [rules.Problem(field, rules.Fault.CODE_TAKEN)] if same.exists() else []


def _record(
    event: str,
    subject: models.Model,
    changes: dict[str, list[Any]],
    *,
    by: Account | None,
    at: datetime,
) -> None:
    journal.record(
        event=f"directory.{event}", subject=subject, by=by, at=at, changes=as_json(changes)
    )
    search.refresh_taxonomy()
