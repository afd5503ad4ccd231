"""The committees of the network: their tree, one committee's order and rules, its form."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from mitsorge.domain.governance import permissions
from mitsorge.domain.governance.actions import committees as deeds
from mitsorge.domain.governance.actions.outcomes import ItemChanged
from mitsorge.domain.governance.actions.status_notes import note_status
from mitsorge.domain.governance.models import Committee
from mitsorge.domain.governance.queries import committees, meetings, rule_sets
from mitsorge.domain.governance.queries.committees import Branch
from mitsorge.domain.governance.queries.duty_reports import owed_by, sent_by
from mitsorge.domain.governance.rules import Classification, Composition, MemberRole
from mitsorge.domain.governance.rules.composition import OFFICES, Seat
from mitsorge.domain.governance.rules.procedure import latest_dispatch, next_due, report_due
from mitsorge.doors.office.committee_form import POINTERS, CommitteeForm
from mitsorge.doors.office.committee_page import (
    SECTION,
    address,
    asked,
    done,
    everybody,
    frame,
    inside,
    named_like,
    run_by,
    with_words,
)
from mitsorge.doors.office.conflict import Conflict, conflict_of_fields
from mitsorge.doors.office.deeds import posted
from mitsorge.doors.office.duty_reports import in_words, key_in_address
from mitsorge.doors.office.fields import Day, Paragraphs, Text
from mitsorge.doors.office.rule_lines import lines_of
from mitsorge.face.guards import SignedInRequest, only_for
from mitsorge.face.paging import paged
from mitsorge.foundation.journal.queries import history
from mitsorge.foundation.people.rules import Role

keepers = only_for(Role.COORDINATION)
SHORT = 15
"""So many committees are seen at a glance; above that one can search for a name."""


class CloseForm(forms.Form):
    """From which day on it is no longer there, and why."""

    on = Day(label=gettext_lazy("Beendet ab"), required=True)
    why = Text(gettext_lazy("Grund"), 300, required=True)


class StatusForm(forms.Form):
    """Three lines on how it stands."""

    text = Paragraphs(
        gettext_lazy("Wie steht es?"),
        3,
        help_text=gettext_lazy("Höchstens drei Zeilen. Alle, die hier sitzen, sehen sie."),
    )


@require_safe
@everybody
def overview(request: SignedInRequest) -> HttpResponse:
    """The tree of committees, 50 a page; whoever is not of the office sees those where she sits."""
    branches = committees.tree(at=timezone.now())
    sees_all = permissions.may_read_all(request.user)
    if not sees_all:
        branches = [branch for branch in branches if _is_own(request, branch)]
    name = request.GET.get("name", "").strip()[:100]
    is_long = len(branches) > SHORT
    branches = [branch for branch in branches if named_like(name, branch.committee.name)]
    context = {
        "name": name,
        "is_long": is_long,
        "section": SECTION,
        "paged": paged([branch for branch in branches if not branch.is_over], request),
        "over": [branch for branch in branches if branch.is_over],
        "sees_all": sees_all,
        "may_keep": permissions.may_keep_committees(request.user),
    }
    return render(request, "office/committees/list.html", context)


def _is_own(request: SignedInRequest, branch: Branch) -> bool:
    runs = permissions.may_run_committee(request.user, branch.committee, timezone.localdate())
    return runs or permissions.sits(request.user, branch.seats)


@require_safe
@everybody
def committee(request: SignedInRequest, code: str) -> HttpResponse:
    """Order and rules of a committee."""
    found = inside(code, request)
    now = timezone.now()
    context = {
        **frame(request, found, "rules"),
        **_procedure(found, now),
        "children": committees.children(found, at=now),
        "owed": [
            (in_words(due), key_in_address(due)) for due in owed_by(found, timezone.localdate(now))
        ],
        "reported": sent_by(found).select_related("by", "committee")[:10],
        "notes": found.status_notes.select_related("by")[:3],
        "history": history(found)[:10],
    }
    context["leading"] = with_words([seat for seat in context["seats"] if _leads(seat)])
    return render(request, "office/committees/committee.html", context)


def _leads(seat: Seat) -> bool:
    """Runs this committee; whoever speaks for a group below only sits here."""
    return seat.role in OFFICES and not (seat.role is MemberRole.SPOKESPERSON and seat.sent_by)


def _procedure(found: Committee, now: datetime) -> dict[str, Any]:
    """The rules of today and the days that follow; for a meeting those of its own day count (at most 7 queries)."""
    today = timezone.localdate(now)
    rule_set = rule_sets.rules_on(found, today)
    rules = rule_sets.as_rules(rule_set)
    ahead = committees.next_meeting(found, at=now)
    last = meetings.last_before(found, now)
    met_on = meetings.day_of(last) if last else None
    return {
        "rule_set": rule_set,
        "rules": rules,
        "lines": lines_of(rules),
        "next_meeting": ahead,
        "send_by": _send_by(found, meetings.day_of(ahead)) if ahead else None,
        "due": next_due(met_on, rules) if met_on else None,
        "report": _report(found, met_on, today) if met_on else None,
    }


def _send_by(found: Committee, meeting_day: date) -> date:
    return latest_dispatch(meeting_day, rule_sets.values_on(found, meeting_day))


def _report(found: Committee, met_on: date, today: date) -> date | None:
    """When the report on the last meeting is due, while that lies ahead."""
    due = report_due(met_on, rule_sets.values_on(found, met_on))
    return due if due and due >= today else None


@require_http_methods(["GET", "HEAD", "POST"])
@everybody
def status(request: SignedInRequest, code: str) -> HttpResponse:
    """Write how it stands."""
    found = run_by(code, request)
    last = found.status_notes.first()
    form = StatusForm(posted(request), initial={"text": last.text if last else ""})
    return asked(
        request,
        form,
        lambda values: note_status(
            committee_id=found.pk, by=request.user, at=timezone.now(), **values
        ),
        back=address(found),
        thanks=_("Der Zwischenstand ist gespeichert."),
        words={
            "question": _("%(name)s: Wie steht es?") % {"name": found.name},
            "consequence": "",
            "button": _("Speichern"),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@keepers
def new_committee(request: SignedInRequest) -> HttpResponse:
    initial = {"classification": Classification.WORKING_GROUP, "composition": Composition.NAMED}
    form = CommitteeForm(posted(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        made = _saved(request, form, None, None)
        if isinstance(made, Committee):
            return redirect(address(made))
    return _form_page(request, form, None, "", None)


@require_http_methods(["GET", "HEAD", "POST"])
@keepers
def edit_committee(request: SignedInRequest, code: str) -> HttpResponse:
    """Change it; whoever saves second sees both versions (409)."""
    found = inside(code, request)
    initial = {name: getattr(found, name) for name in CommitteeForm.base_fields}
    initial |= {name: getattr(found, f"{name}_id") for name in POINTERS}
    form = CommitteeForm(posted(request), initial=initial, own=found.pk)
    seen = request.POST.get("seen") or (found.modified_at.isoformat() if found.modified_at else "")
    if request.method == "POST" and form.is_valid():
        saved = _saved(request, form, found, _moment(seen))
        if isinstance(saved, Committee):
            return redirect(address(saved))
        if isinstance(saved, Conflict):
            return _form_page(request, form, found, saved.seen, saved)
    return _form_page(request, form, found, seen, None)


def _saved(
    request: SignedInRequest, form: CommitteeForm, found: Committee | None, seen: datetime | None
) -> Committee | Conflict | None:
    """The committee, or the other version; None where something is wrong with the form."""
    draft, by, at = form.draft(found), request.user, timezone.now()

    def deed() -> Committee:
        if found is None:
            return deeds.create_committee(draft=draft, by=by, at=at)
        return deeds.change_committee(committee_id=found.pk, draft=draft, seen=seen, by=by, at=at)

    try:
        return done(request, form, deed, _("Gespeichert."))
    except ItemChanged as refused:
        pairs = {
            name: [_text(refused.theirs[name]), _text(yours)]
            for name, yours in refused.yours.items()
            if refused.theirs[name] != yours
        }
        return conflict_of_fields(refused, pairs, Committee, seen=refused.changed_at.isoformat())


def _text(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _moment(typed: str) -> datetime | None:
    try:
        return parse_datetime(typed)
    except ValueError:
        return None


def _form_page(
    request: SignedInRequest,
    form: CommitteeForm,
    found: Committee | None,
    seen: str,
    conflict: Conflict | None,
) -> HttpResponse:
    context = {
        "section": SECTION,
        "form": form,
        "committee": found,
        "seen": seen,
        "conflict": conflict,
        "back": address(found) if found else "/schreibtisch/gremien/",
    }
    return render(request, "office/committees/edit.html", context, status=409 if conflict else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@keepers
def close_committee(request: SignedInRequest, code: str) -> HttpResponse:
    found = inside(code, request)
    form = CloseForm(posted(request), initial={"on": timezone.localdate()})
    return asked(
        request,
        form,
        lambda values: deeds.close_committee(
            committee_id=found.pk, by=request.user, at=timezone.now(), **values
        ),
        back=address(found),
        thanks=_("Das Gremium ist beendet. Sitzungen und Beschlüsse bleiben nachzulesen."),
        words={
            "question": _("%(name)s beenden?") % {"name": found.name},
            "consequence": _(
                "Alle Mitgliedschaften enden mit diesem Tag. Sitzungen, Unterlagen und Beschlüsse bleiben."
            ),
            "button": _("Gremium beenden"),
        },
    )
