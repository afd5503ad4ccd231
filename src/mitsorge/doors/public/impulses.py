"""Giving an impulse: a text, no name. What is written here is read by the office, never shown as it is."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from mitsorge.domain.recommendations.actions import impulses
from mitsorge.domain.recommendations.actions.impulses import TEXT_LIMIT
from mitsorge.domain.recommendations.rules import ImpulseSource
from mitsorge.doors.public.forms import new_key
from mitsorge.face.guards import open_to_all, sender_of
from mitsorge.foundation.access import attempts


class ImpulseForm(forms.Form):
    """A text and a key: sent twice, it is one impulse."""

    text = forms.CharField(
        label=gettext_lazy("Was fällt Ihnen auf, was fehlt, was wäre gut?"),
        max_length=TEXT_LIMIT,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy(
            "Bitte ohne Namen und ohne Angaben zur Gesundheit einzelner Menschen."
        ),
        error_messages={
            "required": gettext_lazy("Schreiben Sie in ein paar Worten, worum es geht."),
            "max_length": gettext_lazy("Bitte kürzen Sie den Impuls auf 2.000 Zeichen."),
        },
    )
    key = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)


@open_to_all
@require_http_methods(["GET", "HEAD", "POST"])
def give(request: HttpRequest) -> HttpResponse:
    """The form; what was typed stays in it whatever happens."""
    form = ImpulseForm(
        request.POST if request.method == "POST" else None, initial={"key": new_key()}
    )
    if request.method == "POST" and form.is_valid() and _is_heard(request, form):
        now = timezone.now()
        impulses.collect(
            text=form.cleaned_data["text"],
            source=ImpulseSource.FORM,
            key=_key(form),
            happened_on=timezone.localdate(now),
            by=None,
            at=now,
        )
        return redirect("public:impulse_thanks")
    context = {"section": "mitmachen", "form": form}
    status = 429 if form.non_field_errors() else 200
    return render(request, "public/impulse/form.html", context, status=status)


@open_to_all
@require_safe
def thanks(request: HttpRequest) -> HttpResponse:
    return render(request, "public/impulse/thanks.html", {"section": "mitmachen"})


def _key(form: ImpulseForm) -> str:
    """The same form with the same text is one impulse; whoever goes back and writes more is heard again."""
    said = form.cleaned_data
    return f"{said['key'] or new_key()}\n{said['text']}"


def _is_heard(request: HttpRequest, form: ImpulseForm) -> bool:
    """False, with a sentence in the form, where one sender sent too much in an hour."""
    now = timezone.now()
    if attempts.may_send(deed="impulse", sender=sender_of(request), what=_key(form), at=now):
        return True
    words = _(
        "Aus Ihrem Netz kamen in der letzten Stunde schon %(limit)s Impulse. Ihr Text steht noch hier. "
        "Schicken Sie ihn später ab oder rufen Sie uns an."
    )
    form.add_error(None, words % {"limit": attempts.LIMIT})
    return False
