"""What every page of a committee shares: who gets in, the head with its tabs, forms that never lose what was typed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from mitsorge.domain.governance import permissions
from mitsorge.domain.governance.actions.committees import DraftRefused
from mitsorge.domain.governance.actions.outcomes import AlreadyDone, Refused
from mitsorge.domain.governance.models import Committee
from mitsorge.domain.governance.queries import committees
from mitsorge.domain.governance.queries.seats import Seat, seats_on
from mitsorge.domain.governance.rules.standing import Standing
from mitsorge.domain.governance.wording import FAULT, MEMBER_ROLE
from mitsorge.face.guards import SignedInRequest, only_for
from mitsorge.foundation.people.rules import NotAllowed, Role

SECTION = "gremien"
FIELDS = {"code": "name"}
"""Where a problem stands whose field is not typed: an address is made from the name."""
everybody = only_for(*Role, standing=Standing.SITS)
"""Whoever has a role or sits somewhere may knock; `inside` then asks for the committee itself."""


@dataclass(frozen=True)
class Tab:
    """One tab: a link of its own; `count` None shows no number."""

    key: str
    words: str
    address: str
    count: int | None = None


def inside(code: str, request: SignedInRequest) -> Committee:
    """The committee of an address, for those who may see it from inside (at most 5 queries); 404 or 403 else."""
    found = committees.by_code(code)
    if found is None:
        raise Http404
    if not permissions.may_read_internal(request.user, found, timezone.localdate()):
        raise PermissionDenied
    return found


def run_by(code: str, request: SignedInRequest) -> Committee:
    """The same for those who run it."""
    found = inside(code, request)
    if not permissions.may_run_committee(request.user, found, timezone.localdate()):
        raise PermissionDenied
    return found


def address(committee: Committee, *rest: object) -> str:
    """`/schreibtisch/gremien/<code>/…/`"""
    return "/".join(["/schreibtisch/gremien", committee.code, *map(str, rest)]) + "/"


def frame(request: SignedInRequest, committee: Committee, tab: str) -> dict[str, Any]:
    """The context of a committee's head: `office/committees/_head.html` draws it (2 queries and the seats)."""
    today = timezone.localdate()
    seats = seats_on(committee, today)
    return {
        "section": SECTION,
        "committee": committee,
        "seats": seats,
        "tabs": _tabs(committee, seats),
        "tab": tab,
        "may_run": permissions.may_run_committee(request.user, committee, today),
        "may_keep": permissions.may_keep_committees(request.user),
        "is_over": committee.active_to is not None and committee.active_to <= today,
    }


def named_like(typed: str, *names: str) -> bool:
    """Whether one of the names holds what was typed; nothing typed fits on everything."""
    return any(typed.casefold() in name.casefold() for name in names)


def with_words(seats: list[Seat]) -> list[tuple[Seat, str]]:
    """Each seat with what somebody is there, in words."""
    return [(seat, str(MEMBER_ROLE[seat.role])) for seat in seats]


def _tabs(committee: Committee, seats: list[Seat]) -> list[Tab]:
    numbers = committees.counts(committee)
    return [
        Tab("rules", _("Auftrag und Regeln"), address(committee)),
        Tab("members", _("Mitglieder"), address(committee, "mitglieder"), len(seats)),
        Tab("meetings", _("Sitzungen"), address(committee, "sitzungen"), numbers.meetings),
        Tab("papers", _("Unterlagen"), address(committee, "unterlagen"), numbers.papers),
        Tab("decisions", _("Beschlüsse"), address(committee, "beschluesse"), numbers.decisions),
    ]


def done(
    request: SignedInRequest, form: forms.Form, deed: Callable[[], Any], thanks: str
) -> Any | None:
    """What the deed returns, all or nothing; None where it was refused: the sentence stands at the form."""
    try:
        with transaction.atomic():
            found = deed()
    except DraftRefused as refused:
        for problem in refused.problems:
            name = FIELDS.get(problem.field, problem.field.removesuffix("_id"))
            form.add_error(name if name in form.fields else None, str(FAULT[problem.fault]))
        return None
    except (Refused, NotAllowed, AlreadyDone) as refused:
        form.add_error(None, str(refused))
        return None
    messages.success(request, thanks)
    return found or True


def asked(
    request: SignedInRequest,
    form: forms.Form,
    deed: Callable[[dict[str, Any]], Any],
    *,
    back: str,
    thanks: str,
    words: dict[str, Any],
) -> HttpResponse:
    """A page with one question and one form: GET asks, POST acts, a refusal keeps what was typed."""
    is_sent = request.method == "POST" and form.is_valid()
    if is_sent and done(request, form, lambda: deed(dict(form.cleaned_data)), thanks):
        return redirect(back)
    context = {"section": SECTION, **words, "form": form, "back": back}
    return render(request, "office/confirm.html", context)
