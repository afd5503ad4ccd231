"""What citizens reported: open with its deadline, answered once, with a letter where an address was left."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from mitsorge.domain.directory import actions, permissions
from mitsorge.domain.directory import queries as directory
from mitsorge.domain.directory.models import Report
from mitsorge.domain.directory.queries.reports import answered_reports
from mitsorge.doors.office.deeds import attempt, insiders, posted
from mitsorge.face.guards import SignedInRequest
from mitsorge.face.paging import paged
from mitsorge.foundation.journal.queries import history


class AnswerForm(forms.Form):
    """What the office says to a report."""

    answer = forms.CharField(
        label=gettext_lazy("Ihre Antwort"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={
            "required": gettext_lazy("Schreiben Sie, was aus dem Hinweis geworden ist.")
        },
    )


@require_safe
@insiders
def reports(request: SignedInRequest) -> HttpResponse:
    """Open ones by deadline or answered ones by day, 50 a page (3 queries beside the session)."""
    answered = request.GET.get("stand") == "beantwortet"
    context = {
        "section": "verzeichnis",
        "answered": answered,
        "paged": paged(answered_reports() if answered else directory.open_reports(), request),
        "open": directory.open_reports().count(),
        "today": timezone.localdate(),
    }
    return render(request, "office/reports/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@insiders
def report(request: SignedInRequest, pk: int) -> HttpResponse:
    """One report with its answer, or the form for it."""
    subject = get_object_or_404(Report.objects.select_related("service", "answered_by"), pk=pk)
    form = AnswerForm(posted(request))
    if request.method == "POST" and form.is_valid():
        thanks = (
            _("Beantwortet. Der Brief ist unterwegs.")
            if subject.reply_to
            else _("Als erledigt eingetragen.")
        )
        answer = form.cleaned_data["answer"]
        if attempt(request, actions.answer_report, thanks, report_id=pk, answer=answer):
            return redirect(reverse("office:reports"))
        subject.refresh_from_db()
    context = {
        "section": "verzeichnis",
        "report": subject,
        "form": form,
        "may_answer": permissions.may_answer_reports(request.user),
        "today": timezone.localdate(),
        "history": history(subject)[:20],
    }
    return render(request, "office/reports/report.html", context)
