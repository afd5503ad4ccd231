"""Who sits in a committee: appoint, end, change the role, take away what was entered by mistake.

Every change from a day before today needs a reason; the journal keeps it with the committee.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mitsorge.domain.governance import permissions, wording
from mitsorge.domain.governance.actions.member_rows import (
    create,
    day_words,
    end,
    followed,
    in_place,
    words,
)
from mitsorge.domain.governance.actions.outcomes import AlreadyDone, Refused
from mitsorge.domain.governance.models import Committee, Membership
from mitsorge.domain.governance.rules import Composition, MemberRole
from mitsorge.domain.governance.rules.composition import COMPUTED, Stint, overlap, runs, same
from mitsorge.domain.governance.seating import stint
from mitsorge.foundation.journal import actions as journal
from mitsorge.foundation.people.models import Account


@dataclass(frozen=True)
class _Deed:
    """Who does it, when, and why."""

    by: Account | None
    at: datetime
    why: str

    @property
    def today(self) -> date:
        return timezone.localdate(self.at)


@transaction.atomic
def appoint(
    *,
    committee_id: int,
    role: MemberRole,
    active_from: date,
    active_to: date | None = None,
    person_id: int | None = None,
    organization_id: int | None = None,
    votes: bool = True,
    deputy_of: int | None = None,
    delegated_by: str = "",
    why: str = "",
    by: Account | None,
    at: datetime,
) -> Membership:
    """Somebody is something in a committee from a day on; `deputy_of` is the membership she stands in for.

    A deputy takes the role she stands in for, a guest has no vote. Raises `Refused` with a sentence:
    twice the same, a plain member where seats are computed, a day before today without a reason.
    """
    deed = _Deed(by, at, why)
    committee = _locked(committee_id)
    permissions.check_may_run_committee(by, committee, deed.today)
    wished = Stint(
        pk=0,
        committee_id=committee_id,
        person_id=person_id,
        organization_id=organization_id,
        role=role,
        active_from=active_from,
        active_to=active_to,
        votes=votes and role is not MemberRole.GUEST,
        deputy_of=deputy_of,
        sent_by=delegated_by.strip(),
    )
    if deputy_of is None:
        permissions.check_may_give_role(by, role)
        _check_may_be_named(committee, wished)
    else:
        wished = _as_deputy(wished)
    _check_days(committee, wished)
    _check_reason(deed, active_from)
    _check_once(wished)
    row = create(wished)
    _record("added", row, [[], [words(row)]], deed)
    return row


@transaction.atomic
def end_membership(
    *, membership_id: int, on: date, why: str = "", by: Account | None, at: datetime
) -> Membership:
    """`on` is the first day without the seat; deputies end with it. Raises `Refused`, `AlreadyDone`."""
    deed = _Deed(by, at, why)
    row = _open(membership_id, deed)
    _check_may_end(row, deed)
    if on <= row.active_from:
        raise Refused(
            _(
                "Die Mitgliedschaft beginnt erst am %(day)s. Entfernen Sie den Eintrag, wenn er falsch ist."
            )
            % {"day": day_words(row.active_from)}
        )
    if row.active_to is not None and on > row.active_to:
        raise Refused(
            _(
                "Die Mitgliedschaft endet schon am %(day)s. Tragen Sie die Person für danach neu ein."
            )
            % {"day": day_words(row.active_to)}
        )
    _check_reason(deed, on)
    before = words(row)
    end(row, on)
    _record("ended", row, [[before], [words(row)]], deed)
    return row


@transaction.atomic
def change_role(
    *,
    membership_id: int,
    role: MemberRole,
    on: date,
    votes: bool = True,
    why: str = "",
    by: Account | None,
    at: datetime,
) -> Membership:
    """The same somebody is something else from `on`: the old row ends, a new one with the same deputies begins.

    From the very day it began, the row itself is put right. Raises `Refused`, `AlreadyDone`.
    """
    deed = _Deed(by, at, why)
    row = _open(membership_id, deed)
    permissions.check_may_give_role(by, role)
    _check_may_end(row, deed)
    if row.deputy_of_id is not None:
        raise Refused(_("Eine Vertretung hat immer die Aufgabe, die sie vertritt."))
    wished = replace(
        stint(row), pk=0, role=role, active_from=on, votes=votes and role is not MemberRole.GUEST
    )
    _check_may_be_named(row.committee, wished)
    _check_reason(deed, on)
    if on < row.active_from or (row.active_to is not None and on >= row.active_to):
        raise Refused(_("An diesem Tag gibt es die Mitgliedschaft nicht."))
    _check_once(wished, beside=row.pk)
    before = words(row)
    after = in_place(row, wished) if on == row.active_from else followed(row, wished)
    _record("changed", after, [[before], [words(after)]], deed)
    return after


@transaction.atomic
def remove_membership(*, membership_id: int, why: str, by: Account | None, at: datetime) -> None:
    """An entry that was never true goes, with its deputies; always with a reason. Raises `Refused`."""
    deed = _Deed(by, at, why)
    row = _row(membership_id)
    permissions.check_may_run_committee(by, row.committee, deed.today)
    _check_may_end(row, deed)
    if not why.strip():
        raise Refused(_("Nennen Sie bitte den Grund, er steht später im Verlauf."))
    _record("removed", row, [[words(row)], []], deed)
    row.delete()


def _locked(committee_id: int) -> Committee:
    """The committee; whoever writes its members at the same time waits."""
    return Committee.objects.select_for_update().get(pk=committee_id)


def _row(membership_id: int) -> Membership:
    rows = Membership.objects.select_related("committee", "person", "organization")
    row = rows.filter(pk=membership_id).first()
    if row is None:
        raise AlreadyDone(_("Dieser Eintrag wurde gerade entfernt."))
    return row


def _open(membership_id: int, deed: _Deed) -> Membership:
    """A membership that has not ended yet, for somebody who may change it; the committee is locked."""
    row = _row(membership_id)
    _locked(row.committee_id)
    row = _row(membership_id)
    permissions.check_may_run_committee(deed.by, row.committee, deed.today)
    if row.active_to is not None and row.active_to <= deed.today:
        raise AlreadyDone(_("Diese Mitgliedschaft ist schon beendet."))
    return row


def _check_may_end(row: Membership, deed: _Deed) -> None:
    """Whoever runs a committee may step down; others in office are the coordination's to change."""
    own = deed.by is not None and row.person_id is not None and deed.by.person_id == row.person_id
    if row.deputy_of_id is None and not own:
        permissions.check_may_give_role(deed.by, MemberRole(row.role))


def _check_may_be_named(committee: Committee, wished: Stint) -> None:
    composition = Composition(committee.composition)
    if composition in COMPUTED and wished.role is MemberRole.MEMBER:
        raise Refused(
            _("Wer hier Mitglied ist, ergibt sich von selbst: %(rule)s. Eintragen können Sie Sitzungsleitung, Fachleute und Gäste.")
            % {"rule": wording.COMPOSITION[composition]}
        )  # fmt: skip
    if wished.person_id is None and wished.organization_id is None:
        raise Refused(_("Wählen Sie eine Person oder eine Organisation."))


def _as_deputy(wished: Stint) -> Stint:
    """A deputy as her principal: the same role and vote, and not longer than the seat itself."""
    principal = _row(wished.deputy_of or 0)
    if principal.committee_id != wished.committee_id or principal.deputy_of_id is not None:
        raise Refused(_("Vertreten werden kann nur, wer selbst in diesem Gremium sitzt."))
    if wished.person_id is None or wished.person_id == principal.person_id:
        raise Refused(_("Wählen Sie eine andere Person für die Vertretung."))
    if not runs(principal.active_from, principal.active_to, wished.active_from):
        raise Refused(_("An diesem Tag gibt es den Sitz nicht, der vertreten werden soll."))
    return replace(
        wished,
        role=MemberRole(principal.role),
        votes=principal.votes,
        organization_id=wished.organization_id or principal.organization_id,
        active_to=wished.active_to or principal.active_to,
    )


def _check_days(committee: Committee, wished: Stint) -> None:
    if wished.active_to is not None and wished.active_to <= wished.active_from:
        raise Refused(_("Das Ende liegt nach dem Anfang."))
    if not runs(committee.active_from, committee.active_to, wished.active_from):
        raise Refused(_("An diesem Tag gibt es das Gremium nicht."))


def _check_reason(deed: _Deed, day: date) -> None:
    if day < deed.today and not deed.why.strip():
        raise Refused(_("Für eine Änderung, die zurückliegt, nennen Sie bitte den Grund."))


def _check_once(wished: Stint, *, beside: int = 0) -> None:
    """Nobody is the same twice on one day; `beside` is the row that makes way."""
    rows = Membership.objects.filter(committee_id=wished.committee_id, role=wished.role)
    for row in rows.exclude(pk=beside).select_related("person", "organization"):
        if same(stint(row), wished) and overlap(stint(row), wished):
            raise Refused(_("Das gibt es schon: %(entry)s.") % {"entry": words(row)})


def _record(event: str, row: Membership, pair: list[list[str]], deed: _Deed) -> None:
    journal.record(
        event=f"governance.membership.{event}",
        subject=Committee.objects.get(pk=row.committee_id),
        by=deed.by,
        at=deed.at,
        changes={"memberships": list(pair)},
        why=deed.why,
    )
