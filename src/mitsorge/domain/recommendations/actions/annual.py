"""The annual report: composed in one click, then edited; composing again never overwrites unasked."""

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from mitsorge.domain.governance.actions.outcomes import ItemChanged, Refused
from mitsorge.domain.recommendations.models import AnnualReport
from mitsorge.domain.recommendations.queries.annual import AnnualFacts, facts
from mitsorge.domain.recommendations.queries.effects import IndicatorView
from mitsorge.domain.recommendations.rules.duties import KEEPERS, Duty
from mitsorge.domain.recommendations.wording import annual as words
from mitsorge.foundation.journal import actions as journal
from mitsorge.foundation.people.models import Account
from mitsorge.foundation.people.permissions import check_holds


@transaction.atomic
def compose(*, year: int, anew: bool = False, by: Account, at: datetime) -> AnnualReport:
    """The report of a year as text. An existing one stays, unless `anew`. Raises `Refused` for a year to come."""
    check_holds(by, KEEPERS[Duty.KEEP_ANSWERS])
    if year > timezone.localdate(at).year:
        raise Refused(_("Dieses Jahr hat noch nicht begonnen."))
    known = AnnualReport.objects.filter(year=year).first()
    if known and not anew:
        return known
    values = {"text": composed(facts(year)), "composed_at": at, "modified_at": at}
    report, _created = AnnualReport.objects.update_or_create(year=year, defaults=values)
    AnnualReport.objects.filter(pk=report.pk).update(version=F("version") + 1)
    event = "recommendations.annual.composed"
    journal.record(event=event, subject=report, by=by, at=at)
    report.refresh_from_db()
    return report


def composed(found: AnnualFacts) -> str:
    """The five sections with their headings (0 queries)."""
    bodies = (
        words.meetings([(c.name, c.meetings, c.average, c.decisions) for c in found.committees]),
        words.recommendations(
            found.impulses, [(r.number, r.title, r.addressee) for r in found.adopted]
        ),
        words.answers(
            [
                (a.recommendation.number, a.get_kind_display(), a.by_office, a.answered_on)
                for a in found.answers
            ],
            found.waiting,
        ),
        words.effects(
            [(m.title, m.get_status_display(), _said(views)) for m, views in found.measures]
        ),
        words.partners(found.partners_before, found.joined, found.left, found.partners_after),
    )
    sections = zip(words.headings(), bodies, strict=True)
    return "\n\n".join(
        [words.opening(found.year), *(f"## {name}\n\n{body}" for name, body in sections)]
    )


def _said(views: tuple[IndicatorView, ...]) -> list[str]:
    """Before and after where both are known, else the newest value."""
    said = []
    for view in views:
        if view.effect:
            said.append(words.compared(view.name, view.effect.before, view.effect.after))
        elif view.newest:
            said.append(f"{view.name}: {view.newest.told}.")
    return said


@transaction.atomic
def change(*, year: int, version: int, text: str, by: Account, at: datetime) -> None:
    """Saves the edited text if nobody did since `version`; else `ItemChanged`. Raises `Refused` for no text."""
    check_holds(by, KEEPERS[Duty.KEEP_ANSWERS])
    if not text.strip():
        raise Refused(
            _("Der Bericht ist leer. Stellen Sie ihn neu zusammen, wenn Sie das möchten.")
        )
    report = AnnualReport.objects.get(year=year)
    mine = AnnualReport.objects.filter(pk=report.pk, version=version)
    if not mine.update(text=text, version=F("version") + 1, modified_at=at):
        theirs = {"text": report.text, "version": report.version}
        raise ItemChanged(theirs=theirs, yours={"text": text}, changed_at=report.modified_at)
    event = "recommendations.annual.changed"
    journal.record(event=event, subject=report, by=by, at=at)
