"""The next step of a recommendation, one page each: submit, rate and pass on, enter the decision, withdraw."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from mitsorge.domain.governance.models import AgendaItem, Committee
from mitsorge.domain.governance.permissions import run_by
from mitsorge.domain.governance.queries.rule_sets import rules_on
from mitsorge.domain.recommendations import permissions
from mitsorge.domain.recommendations.actions import consulting
from mitsorge.domain.recommendations.models import Consultation, Recommendation
from mitsorge.domain.recommendations.queries.consulting import (
    decisions_of,
    next_committees,
    open_stations,
)
from mitsorge.domain.recommendations.queries.reading import readable
from mitsorge.domain.recommendations.queries.sheets import sheet
from mitsorge.domain.recommendations.rules.course import ENDED
from mitsorge.domain.recommendations.rules.fates import NextDeed
from mitsorge.doors.office.deeds import posted
from mitsorge.doors.office.recommendation_deeds import attempt, row_for, seen_version, writers
from mitsorge.face.forms import offer, offer_records
from mitsorge.face.guards import SignedInRequest

RATINGS = [
    ("5", gettext_lazy("5 – unbedingt")),
    ("4", gettext_lazy("4 – ja")),
    ("3", gettext_lazy("3 – mit Änderungen")),
    ("2", gettext_lazy("2 – eher nicht")),
    ("1", gettext_lazy("1 – nein")),
]


class SubmitForm(forms.Form):
    committee = forms.ChoiceField(label=gettext_lazy("Wer berät als Nächstes?"))

    def __init__(self, *args: Any, committees: list[tuple[Committee, bool]], **more: Any) -> None:
        super().__init__(*args, **more)
        named = [
            (str(row.pk), _("%(name)s (beschließt)") % {"name": row} if adopts else str(row))
            for row, adopts in committees
        ]
        offer(self, "committee", named)


class ConsultForm(SubmitForm):
    """Everything a committee can do with what lies before it; the button says which."""

    rating = forms.ChoiceField(
        label=gettext_lazy("Wie wichtig ist diese Empfehlung?"),
        choices=RATINGS,
        required=False,
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=gettext_lazy("Begründung"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Die Gruppe liest sie. Beim Zurückgeben ist sie nötig."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    into = forms.ModelChoiceField(
        Recommendation.objects.none(),
        label=gettext_lazy("Mit welcher zusammenführen?"),
        required=False,
        empty_label=gettext_lazy("Bitte wählen"),
    )

    def __init__(
        self, *args: Any, row: Recommendation, among: QuerySet[Recommendation], **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.fields["committee"].required = False
        others = among.exclude(pk=row.pk).exclude(status__in=ENDED)
        offer_records(self, "into", others.order_by("-created_at", "-pk"))


class DecisionForm(forms.Form):
    """The agenda item under which the committee decided."""

    item = forms.ModelChoiceField(
        AgendaItem.objects.none(),
        label=gettext_lazy("Unter welchem Tagesordnungspunkt wurde entschieden?"),
        empty_label=gettext_lazy("Bitte wählen"),
        error_messages={"required": gettext_lazy("Wählen Sie den Tagesordnungspunkt.")},
    )

    def __init__(self, *args: Any, here: Consultation, **more: Any) -> None:
        super().__init__(*args, **more)
        field: Any = self.fields["item"]
        field.queryset = decisions_of(here.committee)
        field.label_from_instance = _item_words
        field.initial = here.item_id


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Warum?"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": gettext_lazy("Schreiben Sie, warum die Empfehlung zurückgezogen wird.")
        },
    )


@dataclass(frozen=True)
class Page:
    """What a step page is made of."""

    row: Recommendation
    here: Consultation | None
    form: forms.Form
    template: str


@writers
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: SignedInRequest, uid: str) -> HttpResponse:
    """The page of the one next step; where there is none, the recommendation itself."""
    row = row_for(request, uid)
    whole = sheet(row)
    make = PAGES.get(whole.next_deed)
    if make is None:
        return redirect("office:recommendation", row.uid)
    page = make(request, row, whole.here)
    if request.method == "POST" and page.form.is_valid() and _done(request, page):
        return redirect("office:recommendation", row.uid)
    context = {
        "section": "empfehlungen",
        "row": row,
        "sheet": whole,
        "here": page.here,
        "form": page.form,
        "seen": request.POST.get("seen", row.row_version),
        "rules": rules_on(page.here.committee, timezone.localdate()) if page.here else None,
    }
    return render(request, page.template, context)


@writers
@require_safe
def before_us(request: SignedInRequest) -> HttpResponse:
    """What lies before which committee: "Was liegt uns vor?" (3 queries beside the session)."""
    today = timezone.localdate()
    rows = list(open_stations())
    if not permissions.may_read(request.user):
        own = run_by(request.user, today)
        rows = [row for row in rows if row.committee_id in own]
    committees = {row.committee_id: row.committee for row in rows}
    mine = {
        pk
        for pk, committee in committees.items()
        if permissions.may_consult(request.user, committee, today)
    }
    groups = [
        (committee, [row for row in rows if row.committee_id == pk], pk in mine)
        for pk, committee in committees.items()
    ]
    context = {"section": "empfehlungen", "groups": groups, "today": today, "total": len(rows)}
    return render(request, "office/recommendations/before_us.html", context)


@writers
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: SignedInRequest, uid: str) -> HttpResponse:
    row = row_for(request, uid)
    form = WithdrawForm(posted(request))
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(
            request,
            consulting.withdraw,
            _("Zurückgezogen. Unter der Nummer steht, warum."),
            form=form,
            recommendation_id=row.pk,
            row_version=seen_version(request),
            **form.cleaned_data,
        )
    ):
        return redirect("office:recommendation", row.uid)
    context = {
        "section": "empfehlungen",
        "question": _("%(number)s zurückziehen?") % {"number": row.number},
        "consequence": _("Sie bleibt unter ihrer Nummer lesbar, mit Ihrer Begründung."),
        "button": _("Zurückziehen"),
        "seen": request.POST.get("seen", row.row_version),
        "form": form,
        "back": f"/schreibtisch/empfehlungen/{row.uid}/",
    }
    return render(request, "office/confirm.html", context)


def _submit_page(request: HttpRequest, row: Recommendation, _here: Consultation | None) -> Page:
    committees = next_committees(timezone.localdate(), without=row.committee_id)
    form = SubmitForm(_data(request), committees=committees)
    return Page(row, None, form, "office/recommendations/submit.html")


def _consult_page(request: SignedInRequest, row: Recommendation, here: Consultation | None) -> Page:
    committees = next_committees(timezone.localdate(), without=here.committee_id if here else None)
    deciding = [pair for pair in committees if pair[1]]
    others = [pair for pair in committees if not pair[1]]
    initial = {"rating": here.rating, "reason": here.reason} if here else {}
    among, offered = readable(request.user, timezone.localdate()), [*deciding, *others]
    form = ConsultForm(_data(request), row=row, among=among, committees=offered, initial=initial)
    return Page(row, here, form, "office/recommendations/consult.html")


def _decision_page(request: HttpRequest, row: Recommendation, here: Consultation | None) -> Page:
    if here is None:
        raise ValueError("it lies before the committee that decides")
    form = DecisionForm(_data(request), here=here)
    return Page(row, here, form, "office/recommendations/decide.html")


PAGES: dict[NextDeed, Callable[..., Page]] = {
    NextDeed.SUBMIT: _submit_page,
    NextDeed.CONSULT: _consult_page,
    NextDeed.ADOPT: _decision_page,
}


def _data(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _done(request: SignedInRequest, page: Page) -> bool:
    """Does what the button says; whether it is done now."""
    said = page.form.cleaned_data
    asked = request.POST.get("tat", "")
    found = _deed(asked, said)
    if isinstance(found, str):
        page.form.add_error(None, found)
        return False
    deed, thanks, what = found
    return attempt(
        request,
        deed,
        thanks,
        form=page.form,
        recommendation_id=page.row.pk,
        row_version=seen_version(request),
        **what,
    )


Found = tuple[Callable[..., Any], str, dict[str, Any]]


def _deed(asked: str, said: dict[str, Any]) -> Found | str:
    """Deed, thanks and values of a button; a sentence where something is missing for it."""
    reason = said.get("reason", "")
    if asked == "bewerten":
        if not said["rating"]:
            return _("Wählen Sie eine Bewertung von 1 bis 5.")
        rated = {"rating": int(said["rating"]), "reason": reason}
        return consulting.rate, _("Die Bewertung ist festgehalten."), rated
    if asked == "zurueck":
        return consulting.give_back, _("Zurückgegeben, mit Ihrer Begründung."), {"reason": reason}
    if asked == "zusammen":
        if said["into"] is None:
            return _("Wählen Sie, mit welcher Empfehlung sie zusammengeführt wird.")
        merged = {"into_id": said["into"].pk, "reason": reason}
        return consulting.merge, _("Zusammengeführt. Nichts ist verloren."), merged
    if asked == "beschlossen":
        return consulting.adopt, _("Beschlossen."), {"item": said["item"]}
    if asked == "abgelehnt":
        return consulting.reject, _("Als nicht beschlossen eingetragen."), {"item": said["item"]}
    if not said.get("committee"):
        return _("Wählen Sie das nächste Gremium.")
    passed: dict[str, Any] = {"committee": Committee.objects.get(pk=said["committee"])}
    if asked == "weiter":
        return consulting.forward, _("Weitergegeben."), passed | {"reason": reason}
    return (
        consulting.submit,
        _("Zur Beratung gegeben. Diese Fassung bleibt jetzt, wie sie ist."),
        passed,
    )


def _item_words(item: Any) -> str:
    day = date_format(timezone.localtime(item.decided_at), "DATE_FORMAT")
    return f"{day}: {item.title} ({item.get_result_display()})"
