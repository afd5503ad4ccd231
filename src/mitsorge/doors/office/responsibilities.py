"""Who is responsible for what, where: one table of topics and places, and the forms behind it."""

from collections import defaultdict
from dataclasses import dataclass, fields
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mitsorge.domain.directory import actions, permissions, rules
from mitsorge.domain.directory import queries as directory
from mitsorge.domain.directory.models import Responsibility, ResponsibilityTopic
from mitsorge.doors.office.conflict import Conflict, conflict_of
from mitsorge.doors.office.deeds import (
    asked_first,
    attempt,
    editors,
    moment,
    posted,
    readers,
    show_problems,
)
from mitsorge.doors.office.fields import Text, offer_choices
from mitsorge.face.forms import offer_records
from mitsorge.face.guards import SignedInRequest
from mitsorge.face.places_chosen import place_ids, place_key, places
from mitsorge.foundation.identity.queries import network
from mitsorge.foundation.journal.queries import history
from mitsorge.foundation.places.queries import areas_in_force

SECTION = "zustaendigkeiten"
DRAFTED = {"topic_id": "topic", "planning_area_id": "place", "municipality_id": "place"}


@dataclass(frozen=True)
class Topic:
    """One block of the table: who answers where, and which areas fall back on the whole network."""

    topic: ResponsibilityTopic
    rows: tuple[tuple[Responsibility, rules.Freshness], ...]
    without: tuple[tuple[str, str], ...]
    has_whole: bool


class ResponsibilityForm(forms.Form):
    """One office for one topic and one place."""

    topic = forms.ModelChoiceField(
        ResponsibilityTopic.objects.none(),
        label=gettext_lazy("Thema"),
        empty_label=gettext_lazy("bitte wählen"),
    )
    place = forms.ChoiceField(
        label=gettext_lazy("Gilt für"),
        required=False,
        help_text=gettext_lazy("Das Engste gilt: erst die Gemeinde, dann der Planungsraum."),
    )
    office = Text(gettext_lazy("Stelle"), required=True)
    function = Text(
        gettext_lazy("Funktion"),
        120,
        required=True,
        help_text=gettext_lazy("Die Aufgabe, nicht der Name einer Person."),
    )
    phone = Text(gettext_lazy("Telefon"), 40, required=True)
    hours = Text(gettext_lazy("Sprechzeiten"))
    deputy = Text(
        gettext_lazy("Vertretung"),
        120,
        help_text=gettext_lazy("Die Funktion, die einspringt, wenn niemand abnimmt."),
    )
    deputy_phone = Text(gettext_lazy("Telefon der Vertretung"), 40)
    email = forms.EmailField(label=gettext_lazy("E-Mail"), required=False)
    address = Text(gettext_lazy("Adresse"))

    def __init__(self, *args: Any, also: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_records(self, "topic", ResponsibilityTopic.objects.all())
        offer_choices(self, "place", places(also=[also]), _("das ganze Netzwerk"))

    def draft(self) -> rules.ResponsibilityDraft:
        """What was typed; call it when the form is valid."""
        values = dict(self.cleaned_data)
        municipality, area = place_ids(values.pop("place"))
        return rules.ResponsibilityDraft(
            topic_id=values.pop("topic").pk,
            municipality_id=municipality,
            planning_area_id=area,
            **values,
        )


class TopicForm(forms.Form):
    """A topic of the map."""

    name = Text(gettext_lazy("Thema"), 120, required=True)
    explanation = Text(
        gettext_lazy("Erklärung"),
        300,
        help_text=gettext_lazy("Ein Satz für alle, die das Fachwort nicht kennen."),
    )
    position = forms.IntegerField(
        label=gettext_lazy("Reihenfolge"),
        min_value=0,
        max_value=999,
        initial=0,
        help_text=gettext_lazy("Kleine Zahlen stehen oben."),
    )


@require_safe
@readers
def responsibilities(request: SignedInRequest) -> HttpResponse:
    """The whole table (4 queries beside the session, for any number of rows)."""
    context = {
        "section": SECTION,
        "topics": table(),
        "may_edit": permissions.may_edit_responsibility(request.user),
    }
    return render(request, "office/responsibilities/list.html", context)


def table() -> list[Topic]:
    """Every topic with its offices, the whole network first (4 queries)."""
    here, today = network(), timezone.localdate()
    areas = list(areas_in_force(today).filter(parent=None).values_list("pk", "name"))
    rows: dict[int, list[Responsibility]] = defaultdict(list)
    for row in directory.office_responsibilities():
        rows[row.topic_id].append(row)
    months = here.review_months if here else 6
    return [_block(topic, rows[topic.pk], areas, months) for topic in _topics()]


def _topics() -> Any:
    return ResponsibilityTopic.objects.all()


def _block(
    topic: ResponsibilityTopic,
    rows: list[Responsibility],
    areas: list[tuple[int, str]],
    months: int,
) -> Topic:
    named = {row.planning_area_id for row in rows}
    ordered = sorted(rows, key=lambda row: (bool(row.municipality_id), bool(row.planning_area_id)))
    return Topic(
        topic,
        tuple((row, _freshness(row, months)) for row in ordered),
        tuple((place_key(None, pk), name) for pk, name in areas if pk not in named),
        any(not row.planning_area_id and not row.municipality_id for row in rows),
    )


def _freshness(row: Responsibility, months: int) -> rules.Freshness:
    assured = timezone.localdate(row.assured_at) if row.assured_at else None
    return rules.freshness(assured_on=assured, on=timezone.localdate(), review_months=months)


@require_http_methods(["GET", "HEAD", "POST"])
@editors
def new_responsibility(request: SignedInRequest) -> HttpResponse:
    """An office for a cell of the table; the address may name topic and place."""
    asked = {"topic": request.GET.get("thema"), "place": request.GET.get("ort", "")}
    form = ResponsibilityForm(posted(request), initial=asked)
    if request.method == "POST" and form.is_valid() and _saved(request, form):
        return redirect("office:responsibilities")
    return render(request, "office/responsibilities/edit.html", {"section": SECTION, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@editors
def responsibility(request: SignedInRequest, pk: int) -> HttpResponse:
    """One office; who saves second sees both versions."""
    row = get_object_or_404(
        Responsibility.objects.select_related("topic", "municipality", "planning_area"), pk=pk
    )
    first = _initial(row)
    form = ResponsibilityForm(posted(request), initial=first, also=first["place"])
    seen = request.POST.get("seen") or row.modified_at.isoformat()
    conflict = None
    if request.method == "POST" and form.is_valid():
        try:
            if _saved(request, form, responsibility_id=pk, seen=moment(seen) or timezone.now()):
                return redirect("office:responsibilities")
        except actions.ChangedMeanwhile as refused:
            conflict = conflict_of(refused, Responsibility)
    context = {
        "section": SECTION,
        "form": form,
        "row": row,
        "seen": conflict.seen if conflict else seen,
        "conflict": conflict,
        "history": history(row)[:20],
    }
    return _page(request, context, conflict)


def _page(
    request: SignedInRequest, context: dict[str, Any], conflict: Conflict | None
) -> HttpResponse:
    status = 409 if conflict else 200
    return render(request, "office/responsibilities/edit.html", context, status=status)


def _initial(row: Responsibility) -> dict[str, Any]:
    names = {field.name for field in fields(rules.ResponsibilityDraft)} - DRAFTED.keys()
    place = place_key(row.municipality_id, row.planning_area_id)
    return {name: getattr(row, name) for name in names} | {"topic": row.topic_id, "place": place}


def _saved(request: SignedInRequest, form: ResponsibilityForm, **which: Any) -> bool:
    """Saves and thanks, or leaves the problems in the form."""
    try:
        actions.save_responsibility(draft=form.draft(), by=request.user, at=timezone.now(), **which)
    except actions.EntryRefused as refused:
        show_problems(form, refused, DRAFTED)
        return False
    messages.success(request, _("Gespeichert. So zeigt es auch „Wer ist zuständig?“."))
    return True


@require_POST
@editors
def assure_responsibility(request: SignedInRequest, pk: int) -> HttpResponse:
    """ "Stimmt noch": this office was asked and still answers."""
    get_object_or_404(Responsibility, pk=pk)
    thanks = _("Danke. Die Angabe gilt ab heute als bestätigt.")
    seen = moment(request.POST.get("seen", ""))
    attempt(request, actions.assure_responsibility, thanks, responsibility_id=pk, seen=seen)
    return redirect("office:responsibilities")


@require_http_methods(["GET", "HEAD", "POST"])
@editors
def remove_responsibility(request: SignedInRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Responsibility.objects.select_related("topic"), pk=pk)
    words = {
        "section": SECTION,
        "question": _("„%(office)s“ bei „%(topic)s“ streichen?")
        % {"office": row.office, "topic": row.topic.name},
        "consequence": _("Danach gilt, was für das größere Gebiet eingetragen ist."),
        "button": _("Streichen"),
    }
    seen = moment(request.POST.get("seen", "")) or row.modified_at
    return asked_first(
        request,
        forms.Form(posted(request)),
        actions.remove_responsibility,
        _("Gestrichen."),
        back="office:responsibilities",
        words=words | {"seen": row.modified_at.isoformat()},
        responsibility_id=pk,
        seen=seen,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@editors
def new_topic(request: SignedInRequest) -> HttpResponse:
    return _topic(request, "")


@require_http_methods(["GET", "HEAD", "POST"])
@editors
def topic(request: SignedInRequest, slug: str) -> HttpResponse:
    return _topic(request, slug)


def _topic(request: SignedInRequest, slug: str) -> HttpResponse:
    """New without a slug, else renamed and moved."""
    found = get_object_or_404(ResponsibilityTopic, slug=slug) if slug else None
    names = ("name", "explanation", "position")
    initial = {name: getattr(found, name) for name in names} if found else {}
    form = TopicForm(posted(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        slug = slug or rules.slug(form.cleaned_data["name"])[:60]
        if not found and ResponsibilityTopic.objects.filter(slug=slug).exists():
            form.add_error("name", _("Dieses Thema gibt es schon."))
        elif attempt(
            request,
            actions.save_responsibility_topic,
            _("Das Thema ist gespeichert."),
            slug=slug,
            **form.cleaned_data,
        ):
            return redirect("office:responsibilities")
    context = {"section": SECTION, "form": form, "topic": found}
    return render(request, "office/responsibilities/topic.html", context)
