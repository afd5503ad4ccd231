"""The members of a committee on a chosen day, and the deeds that change them."""

from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from mitsorge.domain.governance import wording
from mitsorge.domain.governance.actions import members as deeds
from mitsorge.domain.governance.models import Committee, Membership
from mitsorge.domain.governance.queries import committees, rule_sets
from mitsorge.domain.governance.queries.seats import seats_on, votes
from mitsorge.domain.governance.queries.terms import terms_over
from mitsorge.domain.governance.rules import Composition, MemberRole, Voters
from mitsorge.domain.governance.rules.composition import COMPUTED
from mitsorge.domain.governance.rules.procedure import quorum_needed
from mitsorge.doors.office.committee_member_forms import (
    DeputyForm,
    EndForm,
    MemberForm,
    ReasonForm,
    RoleForm,
    roles,
)
from mitsorge.doors.office.committee_page import (
    SECTION,
    address,
    asked,
    everybody,
    frame,
    inside,
    named_like,
    run_by,
    with_words,
)
from mitsorge.doors.office.deeds import posted
from mitsorge.face.forms import offer
from mitsorge.face.guards import SignedInRequest
from mitsorge.face.paging import Paged, paged

PAGE = 50


@require_safe
@everybody
def members(request: SignedInRequest, code: str) -> HttpResponse:
    """Who sits there on a day, `?am=2026-05-22`; nonsense means today."""
    found = inside(code, request)
    context = frame(request, found, "members")
    today = timezone.localdate()
    on = _day(request.GET.get("am", "")) or today
    name = request.GET.get("name", "").strip()[:100]
    seats = context["seats"] if on == today else seats_on(found, on)
    shown = [seat for seat in seats if named_like(name, seat.name, seat.organization_name)]
    rules = rule_sets.values_on(found, on)
    number = votes(seats, rules.voters)
    context |= {
        "on": on,
        "is_today": on == today,
        "name": name,
        "is_long": len(seats) > PAGE or bool(name),
        "paged": paged(with_words(shown), request, per_page=PAGE),
        "votes": number,
        "quorum": quorum_needed(number, rules),
        "everyone_votes": rules.voters is Voters.EVERYONE,
        "entries": _entries(request, found, name) if context["may_run"] else None,
        "today": today,
        "terms_over": {term.membership.pk for term in terms_over(today, committee=found)},
        "composition": wording.COMPOSITION[Composition(found.composition)],
        "is_computed": Composition(found.composition) in COMPUTED,
    }
    return render(request, "office/committees/members.html", context)


def _entries(request: SignedInRequest, found: Committee, name: str) -> Paged[Membership]:
    """What was entered, a page of its own beside that of the seats (as many queries as `memberships`)."""
    rows = [
        row
        for row in committees.memberships(found)
        if named_like(name, str(row.person or ""), str(row.organization or ""))
    ]
    return paged(rows, request, per_page=PAGE, parameter="eintrag")


def _day(typed: str) -> date | None:
    try:
        return parse_date(typed)
    except ValueError:
        return None


@require_http_methods(["GET", "HEAD", "POST"])
@everybody
def appoint(request: SignedInRequest, code: str) -> HttpResponse:
    """Somebody new."""
    found = run_by(code, request)
    initial = {"active_from": timezone.localdate(), "votes": True}
    form = MemberForm(posted(request), initial=initial, request=request, committee=found)

    def deed(values: dict[str, Any]) -> Membership:
        return deeds.appoint(
            committee_id=found.pk,
            person_id=form.who(values, request),
            organization_id=values.pop("organization"),
            role=MemberRole(values.pop("role")),
            by=request.user,
            at=timezone.now(),
            **values,
        )

    words = {
        "question": _("%(name)s: Mitglied eintragen") % {"name": found.name},
        "consequence": _("Wer eingetragen ist, wird ab diesem Tag eingeladen."),
        "button": _("Eintragen"),
    }
    return asked(request, form, deed, back=address(found, "mitglieder"), thanks=_("Eingetragen."), words=words)  # fmt: skip


def _entry(request: SignedInRequest, code: str, pk: int) -> tuple[Committee, Membership]:
    """An entry of a committee, for those who run it."""
    found = run_by(code, request)
    row = committees.membership_by_pk(found, pk)
    if row is None:
        raise Http404
    return found, row


@require_safe
@everybody
def membership(request: SignedInRequest, code: str, pk: int) -> HttpResponse:
    """One entry with its deputies and what can be done with it."""
    found, row = _entry(request, code, pk)
    context = {
        "section": SECTION,
        "committee": found,
        "row": row,
        "back": address(found, "mitglieder"),
        "here": address(found, "mitglieder", pk),
        "is_over": row.active_to is not None and row.active_to <= timezone.localdate(),
        "deputies": row.deputies.select_related("person", "organization"),
    }
    return render(request, "office/committees/membership.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@everybody
def end(request: SignedInRequest, code: str, pk: int) -> HttpResponse:
    found, row = _entry(request, code, pk)
    words = {
        "question": _("Mitgliedschaft von %(who)s beenden?") % {"who": _name(row)},
        "consequence": _("Auch die Vertretungen enden. Alles Vergangene bleibt, wie es war."),
        "button": _("Beenden"),
    }
    return asked(
        request,
        EndForm(posted(request), initial={"on": timezone.localdate()}),
        lambda values: deeds.end_membership(
            membership_id=pk, by=request.user, at=timezone.now(), **values
        ),
        back=address(found, "mitglieder"),
        thanks=_("Beendet."),
        words=words,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@everybody
def change_role(request: SignedInRequest, code: str, pk: int) -> HttpResponse:
    found, row = _entry(request, code, pk)
    initial = {"role": row.role, "votes": row.votes, "on": timezone.localdate()}
    form = RoleForm(posted(request), initial=initial)
    offer(form, "role", roles(found, request))

    def deed(values: dict[str, Any]) -> Membership:
        role = MemberRole(values.pop("role"))
        return deeds.change_role(
            membership_id=pk, role=role, by=request.user, at=timezone.now(), **values
        )

    words = {
        "question": _("Was wird %(who)s?") % {"who": _name(row)},
        "consequence": _("Bis zu diesem Tag bleibt die Aufgabe, wie sie war."),
        "button": _("Ändern"),
    }
    return asked(request, form, deed, back=address(found, "mitglieder"), thanks=_("Geändert."), words=words)  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@everybody
def add_deputy(request: SignedInRequest, code: str, pk: int) -> HttpResponse:
    found, row = _entry(request, code, pk)
    initial = {"active_from": timezone.localdate()}
    form = DeputyForm(posted(request), initial=initial, request=request)

    def deed(values: dict[str, Any]) -> Membership:
        return deeds.appoint(
            committee_id=found.pk,
            person_id=form.who(values, request),
            role=MemberRole(row.role),
            deputy_of=pk,
            by=request.user,
            at=timezone.now(),
            **values,
        )

    words = {
        "question": _("Wer vertritt %(who)s?") % {"who": _name(row)},
        "consequence": _("Die Vertretung hat dieselbe Aufgabe und dieselbe Stimme."),
        "button": _("Eintragen"),
    }
    back = address(found, "mitglieder", pk)
    return asked(request, form, deed, back=back, thanks=_("Eingetragen."), words=words)


@require_http_methods(["GET", "HEAD", "POST"])
@everybody
def remove(request: SignedInRequest, code: str, pk: int) -> HttpResponse:
    found, row = _entry(request, code, pk)
    words = {
        "question": _("Eintrag von %(who)s entfernen?") % {"who": _name(row)},
        "consequence": _(
            "Nur für Einträge, die nie gestimmt haben. Wer geht, dessen Mitgliedschaft beenden Sie."
        ),
        "button": _("Eintrag entfernen"),
    }
    return asked(
        request,
        ReasonForm(posted(request)),
        lambda values: deeds.remove_membership(
            membership_id=pk, by=request.user, at=timezone.now(), **values
        ),
        back=address(found, "mitglieder"),
        thanks=_("Entfernt."),
        words=words,
    )


def _name(row: Membership) -> str:
    return str(row.person or row.organization)
