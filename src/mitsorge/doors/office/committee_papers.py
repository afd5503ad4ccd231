"""The documents of a committee."""

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from mitsorge.domain.governance.actions import committee_papers as deeds
from mitsorge.domain.governance.models import Committee, Paper
from mitsorge.domain.governance.permissions import may_read_meeting
from mitsorge.domain.governance.queries import committees
from mitsorge.doors.office.committee_page import (
    address,
    asked,
    done,
    everybody,
    frame,
    inside,
    run_by,
)
from mitsorge.doors.office.deeds import posted
from mitsorge.doors.office.fields import Text
from mitsorge.face.guards import SignedInRequest
from mitsorge.foundation.files import vault
from mitsorge.foundation.files.actions import read_upload
from mitsorge.foundation.files.rules import FORM, Kind


class PaperForm(forms.Form):
    """A document with its title."""

    file = forms.FileField(
        label=gettext_lazy("Datei"),
        help_text=gettext_lazy("PDF bis 20 MB, oder eine Tabelle (XLSX, ODS, CSV)."),
    )
    name = Text(gettext_lazy("Titel"), 200, help_text=gettext_lazy("Leer gilt der Name der Datei."))
    is_public = forms.BooleanField(
        label=gettext_lazy("öffentlich"),
        required=False,
        help_text=gettext_lazy("Sonst sehen sie nur Mitglieder und das Büro."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@everybody
def papers(request: SignedInRequest, code: str) -> HttpResponse:
    """All documents, and for those who run the committee the form for one more."""
    found = run_by(code, request) if request.method == "POST" else inside(code, request)
    form = PaperForm(posted(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        file = values.pop("file")

        def deed() -> Paper:
            return deeds.file_paper(
                committee_id=found.pk,
                data=read_upload(file),
                file_name=file.name,
                by=request.user,
                at=timezone.now(),
                **values,
            )

        if done(request, form, deed, _("Die Unterlage ist da.")):
            return redirect(address(found, "unterlagen"))
    context = frame(request, found, "papers") | {"form": form, "papers": committees.papers(found)}
    return render(request, "office/committees/papers.html", context)


def _paper(found: Committee, pk: int) -> Paper:
    paper = committees.papers(found).filter(pk=pk).first()
    if paper is None:
        raise Http404
    return paper


def _readable(code: str, request: SignedInRequest, pk: int) -> Paper:
    """Members of all committees that meet together read what lies before their meeting."""
    found = committees.by_code(code)
    if found is None:
        raise Http404
    paper = _paper(found, pk)
    today = timezone.localdate()
    if not (paper.meeting and may_read_meeting(request.user, paper.meeting, today)):
        inside(code, request)
    return paper


@require_safe
@everybody
def paper(request: SignedInRequest, code: str, pk: int) -> HttpResponse:
    """The file itself, for whoever may see the committee, or the meeting it lies before, from inside; always as a
    download.
    """
    file = _readable(code, request, pk).file
    try:
        with vault.open_file(file.stored_as) as stored:
            content = stored.read()
    except FileNotFoundError as error:
        raise Http404 from error
    headers: dict[str, Any] = {
        "Content-Disposition": str(content_disposition_header(True, file.name)),
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "default-src 'none'; sandbox",
    }
    return HttpResponse(content, content_type=FORM[Kind(file.kind)].media_type, headers=headers)


@require_http_methods(["GET", "HEAD", "POST"])
@everybody
def remove(request: SignedInRequest, code: str, pk: int) -> HttpResponse:
    found = run_by(code, request)
    words = {
        "question": _("„%(name)s“ entfernen?") % {"name": _paper(found, pk).name},
        "consequence": "",
        "button": _("Entfernen"),
    }
    return asked(
        request,
        forms.Form(posted(request)),
        lambda _values: deeds.remove_paper(paper_id=pk, by=request.user, at=timezone.now()),
        back=address(found, "unterlagen"),
        thanks=_("Entfernt."),
        words=words,
    )
