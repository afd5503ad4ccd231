"""The rules of a committee: every version, a new one, a coming one taken back."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from mitsorge.domain.governance.actions import rule_sets as deeds
from mitsorge.domain.governance.models import Committee, RuleSet
from mitsorge.domain.governance.queries import meetings, rule_sets
from mitsorge.doors.office.committee_page import address, asked, done, everybody, frame, inside
from mitsorge.doors.office.committee_rules_form import GROUPS, RulesForm
from mitsorge.doors.office.committees import keepers
from mitsorge.doors.office.deeds import posted
from mitsorge.doors.office.rule_lines import lines_of
from mitsorge.face.guards import SignedInRequest
from mitsorge.foundation.journal.models import Entry


@dataclass(frozen=True)
class Version:
    """A rule set as it is shown; `state` is now, coming or past."""

    row: RuleSet
    lines: list[tuple[str, str]]
    state: str
    may_withdraw: bool


def _versions(found: Committee) -> list[Version]:
    today = timezone.localdate()
    return [
        Version(
            row,
            lines_of(rule_sets.as_rules(row)),
            _state(row, today),
            row.valid_to is None and row.valid_from > today,
        )
        for row in rule_sets.history(found)
    ]


def _state(row: RuleSet, today: Any) -> str:
    if row.valid_from > today:
        return "coming"
    return "now" if row.valid_to is None or row.valid_to > today else "past"


@require_safe
@everybody
def rules(request: SignedInRequest, code: str) -> HttpResponse:
    """Every version, and what the journal knows of them."""
    found = inside(code, request)
    versions = _versions(found)
    entries = Entry.objects.filter(
        subject_type=RuleSet._meta.label_lower, subject_id__in=[one.row.pk for one in versions]
    )
    context = frame(request, found, "rules") | {
        "versions": versions,
        "history": entries[:20],
    }
    return render(request, "office/committees/rules.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@keepers
def new_rules(request: SignedInRequest, code: str) -> HttpResponse:
    """A new version from a day on, filled with the newest one."""
    found = inside(code, request)
    newest = rule_sets.history(found).first()
    form = RulesForm(posted(request), initial=_initial(newest))
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data

        def deed() -> RuleSet:
            return deeds.set_rules(
                committee_id=found.pk,
                rules=form.rules(),
                valid_from=values["valid_from"],
                why=values["why"],
                by=request.user,
                at=timezone.now(),
            )

        if done(request, form, deed, _("Die neue Fassung ist gespeichert.")):
            return redirect(address(found, "regeln"))
    groups = [(title, [form[name] for name in names]) for title, names in GROUPS]
    context = frame(request, found, "rules") | {
        "form": form,
        "groups": groups,
        "back": address(found, "regeln"),
        "ahead": meetings.upcoming(timezone.now()).filter(
            committee=found, invited_at__isnull=False
        ),
    }
    return render(request, "office/committees/rules_form.html", context)


def _initial(newest: RuleSet | None) -> dict[str, Any]:
    values = vars(rule_sets.as_rules(newest))
    return values | {"valid_from": timezone.localdate(), "why": ""}


@require_http_methods(["GET", "HEAD", "POST"])
@keepers
def withdraw(request: SignedInRequest, code: str, pk: int) -> HttpResponse:
    found = inside(code, request)
    row = get_object_or_404(RuleSet, committee=found, pk=pk)
    words = {
        "question": _("Diese Fassung zurücknehmen?"),
        "consequence": _("Es gilt dann wieder die Fassung davor. Genommen wird: %(source)s")
        % {"source": row.source},
        "button": _("Zurücknehmen"),
    }
    return asked(
        request,
        forms.Form(posted(request)),
        lambda _values: deeds.withdraw_rules(rule_set_id=pk, by=request.user, at=timezone.now()),
        back=address(found, "regeln"),
        thanks=_("Zurückgenommen."),
        words=words,
    )
