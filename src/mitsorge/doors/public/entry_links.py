"""What the link of a letter opens: "Stimmt das noch?" GET shows, POST acts; a mail scanner changes nothing."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mitsorge.domain.directory.actions import ChangedMeanwhile
from mitsorge.domain.governance.actions.outcomes import AlreadyDone, Refused
from mitsorge.domain.upkeep.actions import answers, reach
from mitsorge.domain.upkeep.actions.links import send_fresh_link
from mitsorge.domain.upkeep.letters import inquiries
from mitsorge.domain.upkeep.models import Inquiry, Reach
from mitsorge.domain.upkeep.queries.entries import EntryLine, entry_lines
from mitsorge.domain.upkeep.rules import Ending, Via
from mitsorge.doors.public.entry_pass import Letter, by_letter, closed
from mitsorge.face.entry_gone import GoneForm
from mitsorge.face.entry_reach import RhythmForm
from mitsorge.face.entry_room import seen_versions
from mitsorge.face.entry_troubles import mendings
from mitsorge.face.guards import open_to_all, sender_of
from mitsorge.foundation.access import attempts


class ElsewhereForm(forms.Form):
    """Who is responsible: an address of a function."""

    email = forms.EmailField(
        label=gettext_lazy("E-Mail-Adresse der zuständigen Stelle"),
        help_text=gettext_lazy("Am besten ein Postfach, das mehrere lesen."),
        error_messages={
            "required": gettext_lazy("Schreiben Sie uns, an wen wir uns wenden sollen."),
            "invalid": gettext_lazy("Geben Sie eine E-Mail-Adresse wie name@anbieter.example ein."),
        },
    )
    words = forms.CharField(
        label=gettext_lazy("Wer ist das?"),
        help_text=gettext_lazy("Die Aufgabe genügt: Pflegedienstleitung, Verwaltung."),
        max_length=300,
        required=False,
    )


@open_to_all
@never_cache
@require_safe
@by_letter
def link(request: HttpRequest, letter: Letter) -> HttpResponse:
    """What stands in the directory, and three ways to answer."""
    lines = entry_lines(letter.organization, on=timezone.localdate())
    context = _words(letter, lines) | {"mendings": _mendings(letter)}
    return render(request, "public/entries/link.html", context)


@open_to_all
@never_cache
@require_POST
@by_letter
def confirm(request: HttpRequest, letter: Letter) -> HttpResponse:
    """Everything on the page is correct, in the version that was shown."""
    try:
        answers.confirm(
            inquiry_id=letter.inquiry.pk,
            seen=seen_versions(request),
            via=Via.LINK,
            by=None,
            at=timezone.now(),
        )
    except (AlreadyDone, Refused) as refused:
        messages.info(request, str(refused))
    except ChangedMeanwhile as refused:
        again = _("Bitte sehen Sie die neue Fassung an und bestätigen Sie dann.")
        messages.warning(request, f"{refused} {again}")
    else:
        messages.success(request, _("Danke. Ihre Einträge gelten ab heute als bestätigt."))
    return redirect(letter.address("entry_link"))


@open_to_all
@never_cache
@require_safe
@by_letter
def choose_gone(request: HttpRequest, letter: Letter) -> HttpResponse:
    """Which of several entries is no more."""
    lines = entry_lines(letter.organization, on=timezone.localdate())
    if len(lines) == 1:
        return redirect(letter.address("entry_gone", lines[0].uid))
    return render(request, "public/entries/choose_gone.html", _words(letter, lines))


@open_to_all
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@by_letter
def gone(request: HttpRequest, letter: Letter, uid: UUID) -> HttpResponse:
    """Asks first; then the office asks once more before anything disappears."""
    line = line_of(letter, uid)
    form = GoneForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        _tell_gone(request, letter, line, form.cleaned_data["message"])
        return redirect(letter.address("entry_link"))
    context = {"letter": letter, "line": line, "form": form}
    return render(request, "public/entries/gone.html", context)


@open_to_all
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@by_letter
def elsewhere(request: HttpRequest, letter: Letter) -> HttpResponse:
    """Somebody else is responsible: the office decides where letters go from now on."""
    form = ElsewhereForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            reach.say_who(
                inquiry_id=letter.inquiry.pk,
                **form.cleaned_data,
                via=Via.LINK,
                by=None,
                at=timezone.now(),
            )
        except (AlreadyDone, Refused) as refused:
            messages.info(request, str(refused))
        else:
            messages.success(
                request,
                _("Danke. Wir prüfen das. Bis dahin gehen Briefe an die bisherige Adresse."),
            )
        return redirect(letter.address("entry_link"))
    context = {"letter": letter, "form": form}
    return render(request, "public/entries/elsewhere.html", context)


@open_to_all
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@by_letter
def rhythm(request: HttpRequest, letter: Letter) -> HttpResponse:
    """How often to ask and when to call; where letters go only the office and accounts decide."""
    known = Reach.objects.filter(organization=letter.organization).first()
    form = RhythmForm(request.POST if request.method == "POST" else None, known=known)
    if request.method == "POST" and form.is_valid():
        reach.choose_rhythm(
            organization_id=letter.organization.pk,
            **form.cleaned_data,
            via=Via.LINK,
            by=None,
            at=timezone.now(),
        )
        messages.success(request, _("Gespeichert. So fragen wir Sie ab jetzt."))
        return redirect(letter.address("entry_link"))
    return render(request, "public/entries/rhythm.html", {"letter": letter, "form": form})


@open_to_all
@never_cache
@require_POST
def fresh(request: HttpRequest, token: str) -> HttpResponse:
    """A new link to the address we know; the page says the same to everybody."""
    try:
        found = inquiries.opened(token)
    except inquiries.BadLink:
        return closed(request, token, may_renew=False)
    now = timezone.now()
    heard = attempts.may_send(deed="entry_link", sender=sender_of(request), what=token, at=now)
    if heard:
        inquiry = Inquiry.objects.only("pk").get(uid=found.inquiry_uid)
        send_fresh_link(inquiry_id=inquiry.pk, at=now)
    status = 200 if heard else 429
    return render(request, "public/entries/fresh.html", {"heard": heard}, status=status)


def line_of(letter: Letter, uid: UUID) -> EntryLine:
    """One of their own entries; everybody else's is not found."""
    for line in entry_lines(letter.organization, on=timezone.localdate()):
        if line.uid == str(uid):
            return line
    raise Http404


def _mendings(letter: Letter) -> Any:
    """Only what is public anyway: a forwarded letter shows no address for letters."""
    return mendings(
        letter.organization, lambda uid, key: letter.address("entry_step", uid, key), reach=""
    )


def _tell_gone(request: HttpRequest, letter: Letter, line: EntryLine, message: str) -> None:
    try:
        answers.gone(
            inquiry_id=letter.inquiry.pk,
            service_id=line.service_id,
            message=message,
            via=Via.LINK,
            by=None,
            at=timezone.now(),
        )
    except (AlreadyDone, Refused) as refused:
        messages.info(request, str(refused))
    else:
        messages.success(request, _("Danke. Wir fragen nach, bevor etwas verschwindet."))


def _words(letter: Letter, lines: list[EntryLine]) -> dict[str, Any]:
    return {
        "letter": letter,
        "lines": lines,
        "due": sum(line.is_due for line in lines),
        "answered": letter.inquiry.ended_at,
        "may_confirm": letter.inquiry.ending == Ending.CHANGED,
        "ending": letter.inquiry.get_ending_display(),
        "section": "eintrag",
    }
