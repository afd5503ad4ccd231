"""Reports a committee owes: written down as sent, taken back with a reason."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from mitsorge.domain.governance.actions import duty_reports as deeds
from mitsorge.domain.governance.models import Committee, DutyReport
from mitsorge.domain.governance.queries.calendar import Due
from mitsorge.domain.governance.queries.duty_reports import owed_by
from mitsorge.doors.office.committee_page import SECTION, address, asked, done, everybody, run_by
from mitsorge.doors.office.deeds import posted
from mitsorge.doors.office.fields import Day, Text
from mitsorge.face.forms import offer
from mitsorge.face.guards import SignedInRequest
from mitsorge.face.templatetags.face import long_date


class SentForm(forms.Form):
    """Which report, when and how it left the house."""

    report = forms.ChoiceField(
        label=gettext_lazy("Welcher Bericht?"),
        error_messages={"required": gettext_lazy("Wählen Sie bitte den Bericht.")},
    )
    sent_on = Day(label=gettext_lazy("Versandt am"), required=True)
    how = Text(
        gettext_lazy("Wie?"), required=True, help_text=gettext_lazy("Zum Beispiel: E-Mail, Post.")
    )

    def __init__(self, *args: Any, dues: dict[str, Due], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "report", [(key, in_words(due)) for key, due in dues.items()])


class BackForm(forms.Form):
    """Why an entry is taken back."""

    why = Text(gettext_lazy("Was stimmt daran nicht?"), 300, required=True)


def key_in_address(due: Due) -> str:
    """`2026-11-30` for a yearly report, `2026-11-30~2026-08-30` for one on a meeting."""
    after = due.report.after
    return f"{due.report.day}~{after}" if after else str(due.report.day)


def in_words(due: Due) -> str:
    words = {"to": due.report.to, "day": long_date(due.report.day)}
    if due.report.after is None:
        return _("An %(to)s, fällig bis %(day)s") % words
    words["met"] = long_date(due.report.after)
    return _("An %(to)s, fällig bis %(day)s (Sitzung vom %(met)s)") % words


@require_http_methods(["GET", "HEAD", "POST"])
@everybody
def sent(request: SignedInRequest, code: str) -> HttpResponse:
    """The form; what is written down leaves the desk."""
    found = run_by(code, request)
    today = timezone.localdate()
    dues = {key_in_address(due): due for due in owed_by(found, today)}
    initial = {"report": request.GET.get("bericht", ""), "sent_on": today}
    form = SentForm(posted(request), dues=dues, initial=initial)
    if request.method == "POST" and form.is_valid() and _noted(request, form, dues):
        return redirect(address(found) + "#berichte")
    context = {"section": SECTION, "committee": found, "form": form, "dues": dues}
    return render(request, "office/committees/report.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@everybody
def back(request: SignedInRequest, code: str, pk: int) -> HttpResponse:
    """Asks for the reason; then the report is owed again."""
    found = run_by(code, request)
    row = get_object_or_404(DutyReport, pk=pk, committee=found)
    return asked(
        request,
        BackForm(posted(request)),
        lambda values: deeds.withdraw(
            report_id=row.pk, by=request.user, at=timezone.now(), **values
        ),
        back=address(found) + "#berichte",
        thanks=_("Zurückgenommen. Der Bericht steht wieder auf dem Schreibtisch."),
        words=_question(found, row),
    )


def _question(found: Committee, row: DutyReport) -> dict[str, Any]:
    words = {"to": row.to, "day": long_date(row.sent_on)}
    return {
        "question": _("Versand an %(to)s vom %(day)s zurücknehmen?") % words,
        "consequence": _(
            "Der Bericht gilt wieder als offen. Beides bleibt im Verlauf von %(name)s."
        )
        % {"name": found.name},
        "button": _("Zurücknehmen"),
    }


def _noted(request: SignedInRequest, form: SentForm, dues: dict[str, Due]) -> Any:
    said = form.cleaned_data
    return done(
        request,
        form,
        lambda: deeds.note_sent(
            due=dues[said["report"]],
            sent_on=said["sent_on"],
            how=said["how"],
            by=request.user,
            at=timezone.now(),
        ),
        _("Eingetragen."),
    )
