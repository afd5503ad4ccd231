"""Who may: `check_may_…` raises `NotAllowed` with a German sentence, `may_…` asks.

Beside the roles of `rules.deeds`, whoever runs a committee on that day may draft its recommendations (a sub-network
is run by another office), and whoever records a meeting may sort its impulses.
"""

from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from mitsorge.domain.governance.models import Committee, Meeting
from mitsorge.domain.governance.permissions import may_record, may_run_committee, run_by
from mitsorge.domain.recommendations.rules.deeds import PERFORMERS, Deed, may
from mitsorge.foundation.people.models import Account
from mitsorge.foundation.people.permissions import check_holds
from mitsorge.foundation.people.queries import organizations_of, roles_of
from mitsorge.foundation.people.rules import NotAllowed, Role


def may_collect_impulses(account: Account, meeting: Meeting | None, on: date) -> bool:
    """Write down what was said, seen or sent; `meeting`: the one it was said in, whoever records that may, too."""
    return _may_there(account, Deed.COLLECT_IMPULSES, meeting, on)


def check_may_collect_impulses(account: Account | None, meeting: Meeting | None, on: date) -> None:
    if account is None or not may_collect_impulses(account, meeting, on):
        check_holds(None, ())


def may_sort_impulses(account: Account, meeting: Meeting | None, on: date) -> bool:
    """Group, merge, close and publish impulses; keep topics. `meeting` as above."""
    return _may_there(account, Deed.SORT_IMPULSES, meeting, on)


def check_may_sort_impulses(account: Account | None, meeting: Meeting | None, on: date) -> None:
    if account is None or not may_sort_impulses(account, meeting, on):
        check_holds(None, ())


def may_read(account: Account) -> bool:
    """All recommendations with drafts and internal impulses."""
    return may(roles_of(account), Deed.READ)


def check_may_read(account: Account | None) -> None:
    check_holds(account, PERFORMERS[Deed.READ])


def may_draft(account: Account, committee: Committee, on: date) -> bool:
    """Write and change the words of a recommendation of this committee, settle proposals."""
    return _may(account, Deed.DRAFT, committee, on)


def may_draft_somewhere(account: Account, on: date) -> bool:
    """Whether there is a committee she may draft for (0 queries for the coordination, else at most 3)."""
    return may(roles_of(account), Deed.DRAFT) or bool(run_by(account, on))


def check_may_draft(account: Account | None, committee: Committee, on: date) -> None:
    _check(account, Deed.DRAFT, committee, on)


def may_consult(account: Account, committee: Committee, on: date) -> bool:
    """Rate, merge, give back and forward what lies before this committee."""
    return _may(account, Deed.CONSULT, committee, on)


def check_may_consult(account: Account | None, committee: Committee, on: date) -> None:
    _check(account, Deed.CONSULT, committee, on)


def may_adopt(account: Account, committee: Committee, on: date) -> bool:
    """Enter that this committee adopted or rejected a recommendation."""
    return _may(account, Deed.ADOPT, committee, on)


def check_may_adopt(account: Account | None, committee: Committee, on: date) -> None:
    _check(account, Deed.ADOPT, committee, on)


def may_withdraw(account: Account, committee: Committee, on: date) -> bool:
    """Take back a recommendation of this committee."""
    return _may(account, Deed.WITHDRAW, committee, on)


def check_may_withdraw(account: Account | None, committee: Committee, on: date) -> None:
    _check(account, Deed.WITHDRAW, committee, on)


def may_comment(
    account: Account, committee: Committee, on: date, organization: UUID | None
) -> bool:
    """Comment: readers, whoever runs the committee, and a MEMBER for its own organization (its uid)."""
    if may_read(account) or may_draft(account, committee, on):
        return True
    return organization is not None and speaks_for(account, organization)


def check_may_comment(
    account: Account | None, committee: Committee, on: date, organization: UUID | None
) -> None:
    if account is None or not may_comment(account, committee, on, organization):
        raise NotAllowed(_("Dazu äußern sich die Partner des Netzwerks und das Gremium selbst."))


def may_sign_for_others(account: Account) -> bool:
    """Enter the word a partner gave on paper or by telephone."""
    return may(roles_of(account), Deed.SIGN_FOR_OTHERS)


def check_may_sign(account: Account | None, organization: UUID) -> None:
    """A MEMBER signs for its own organization (its uid), the office for others (at most 2 queries)."""
    if account and (may_sign_for_others(account) or speaks_for(account, organization)):
        return
    raise NotAllowed(_("Sie können nur für Ihre eigene Organisation erklären, was sie mitträgt."))


def speaks_for(account: Account, organization: UUID) -> bool:
    """Whether the account is a MEMBER account of this organization (at most 2 queries)."""
    return Role.MEMBER in roles_of(account) and organization in organizations_of(account)


def _may(account: Account, deed: Deed, committee: Committee | None, on: date) -> bool:
    if may(roles_of(account), deed):
        return True
    return committee is not None and may_run_committee(account, committee, on)


def _may_there(account: Account, deed: Deed, meeting: Meeting | None, on: date) -> bool:
    if may(roles_of(account), deed):
        return True
    return meeting is not None and may_record(account, meeting, on)


def _check(account: Account | None, deed: Deed, committee: Committee | None, on: date) -> None:
    if account is None or not _may(account, deed, committee, on):
        check_holds(None, ())
