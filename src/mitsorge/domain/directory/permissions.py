"""Who may: `check_may_…` raises `NotAllowed` with a German sentence, `may_…` asks (1 query, then 0)."""

import uuid

from django.utils.translation import gettext as _

from mitsorge.domain.directory.rules.deeds import PERFORMERS, Deed, may
from mitsorge.foundation.people.models import Account
from mitsorge.foundation.people.permissions import check_holds
from mitsorge.foundation.people.queries import holds, organizations_of, roles_of
from mitsorge.foundation.people.rules import NotAllowed, Role


def may_edit(account: Account) -> bool:
    """Organizations, offers, locations, free places: create, change, close, retire."""
    return may(roles_of(account), Deed.EDIT)


def check_may_edit(
    account: Account | None, *, vouched_by: uuid.UUID | None = None, owner: uuid.UUID | None = None
) -> None:
    """Also for an organization and its own entry: `vouched_by` is the uid of the organization whose letter or account
    was proved by the caller, `owner` that of the entry's.
    """
    _check_deed(account, Deed.EDIT, vouched_by, owner)


def may_assure(account: Account) -> bool:
    """Say that an entry is correct today."""
    return may(roles_of(account), Deed.ASSURE)


def check_may_assure(
    account: Account | None, *, vouched_by: uuid.UUID | None = None, owner: uuid.UUID | None = None
) -> None:
    """As `check_may_edit`."""
    _check_deed(account, Deed.ASSURE, vouched_by, owner)


def _check_deed(
    account: Account | None, deed: Deed, vouched_by: uuid.UUID | None, owner: uuid.UUID | None
) -> None:
    if vouched_by is None or vouched_by != owner:
        check_holds(account, PERFORMERS[deed])


def may_answer_reports(account: Account) -> bool:
    """Answer what citizens report."""
    return may(roles_of(account), Deed.ANSWER_REPORT)


def check_may_answer_reports(account: Account | None) -> None:
    check_holds(account, PERFORMERS[Deed.ANSWER_REPORT])


def may_edit_responsibility(account: Account) -> bool:
    """Keep the map of responsibilities."""
    return may(roles_of(account), Deed.EDIT_RESPONSIBILITY)


def check_may_edit_responsibility(account: Account | None) -> None:
    check_holds(account, PERFORMERS[Deed.EDIT_RESPONSIBILITY])


def may_edit_taxonomy(account: Account) -> bool:
    """Keep terms, everyday words and Lebenslagen."""
    return may(roles_of(account), Deed.EDIT_TAXONOMY)


def check_may_edit_taxonomy(account: Account | None) -> None:
    check_holds(account, PERFORMERS[Deed.EDIT_TAXONOMY])


def may_read_office(account: Account) -> bool:
    """Lists with drafts and retired entries."""
    return may(roles_of(account), Deed.READ_OFFICE)


def check_may_read_office(account: Account | None) -> None:
    check_holds(account, PERFORMERS[Deed.READ_OFFICE])


def may_read_internal(account: Account) -> bool:
    """Protected addresses and reports of citizens."""
    return may(roles_of(account), Deed.READ_INTERNAL)


def check_may_read_internal(account: Account | None) -> None:
    check_holds(account, PERFORMERS[Deed.READ_INTERNAL])


def may_propose(account: Account, organization: uuid.UUID) -> bool:
    """Propose a change for an organization (its uid): a MEMBER for its own only (at most 2 queries)."""
    if not may(roles_of(account), Deed.PROPOSE):
        return False
    return holds(account, {Role.COORDINATION}) or organization in organizations_of(account)


def check_may_propose(account: Account | None, organization: uuid.UUID) -> None:
    if account is None or not may_propose(account, organization):
        raise NotAllowed(_("Sie können nur für Ihre eigene Organisation Änderungen vorschlagen."))
