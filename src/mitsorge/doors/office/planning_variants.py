"""Forecasts: the list, one with its table, how a number came about, a new one, a changed one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote
from uuid import UUID

from django import forms
from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from mitsorge.domain.governance.actions.outcomes import AlreadyDone, ItemChanged, Refused
from mitsorge.domain.planning import wording
from mitsorge.domain.planning.actions.variants import change_variant, draft_of, save_variant
from mitsorge.domain.planning.models import Variant
from mitsorge.domain.planning.permissions import PLANNERS, READERS, may_plan
from mitsorge.domain.planning.queries import need as queries
from mitsorge.domain.planning.rules import CareKind
from mitsorge.domain.planning.wording.remarks import age_words
from mitsorge.doors.office.conflict import Conflict, conflict_of_fields
from mitsorge.doors.office.deeds import posted
from mitsorge.doors.office.planning_table import MEASURES, Choice, Shown, asked, shown
from mitsorge.doors.office.planning_variant_form import VariantForm, initial, label, scale
from mitsorge.face.exports.served import file_links
from mitsorge.face.forms import save_over
from mitsorge.face.guards import SignedInRequest, only_for
from mitsorge.face.planning.numbers import people_words, plain, share_words, whole
from mitsorge.foundation.journal.queries import history
from mitsorge.foundation.people.rules import NotAllowed

MOST_COMPARED = 8
readers = only_for(*READERS)
planners = only_for(*PLANNERS)


@dataclass(frozen=True)
class Compared:
    """`rows`: a forecast, its table, its sums of all areas in the years, in words."""

    choice: Choice
    years: Sequence[int]
    rows: Sequence[tuple[Variant, Shown, Sequence[str]]]


@require_safe
@readers
def variants(request: SignedInRequest) -> HttpResponse:
    """All forecasts by name (1 query beside the session)."""
    context = {
        "section": "planung",
        "variants": list(queries.variants()),
        "may_plan": may_plan(request.user),
    }
    return render(request, "office/planning/variants.html", context)


@require_safe
@readers
def variant(request: SignedInRequest, uid: UUID) -> HttpResponse:
    """One forecast: ?art= the kind of care, ?zahl= persons, places or posts (6 queries beside the session)."""
    found = variant_found(uid)
    table = shown(found, asked(request.GET))
    context = {
        "section": "planung",
        "variant": found,
        "shown": table,
        "measures": [(code, words) for code, words in MEASURES.items()],
        "assumed": list(assumed(found)),
        "below": settings.SUPPRESS_BELOW,
        "may_plan": may_plan(request.user),
        "history": history(found)[:20],
        "files": file_links(_stem("variant_file", found.uid)),
    }
    return render(request, "office/planning/variant.html", context)


@require_safe
@readers
def comparison(request: SignedInRequest) -> HttpResponse:
    """All forecasts side by side, all areas together (5 queries for each beside the session, 9 where years are missing)."""
    found = compared(asked(request.GET))
    context = {
        "section": "planung",
        "rows": found.rows,
        "years": found.years,
        "measures": list(MEASURES.items()),
        "choice": found.choice,
        "kinds": sorted({kind for _each, table, _words in found.rows for kind in table.kinds}),
        "files": file_links(
            _stem("compare_variants_file"),
            query=f"art={found.choice.care}&zahl={found.choice.measure}",
        ),
    }
    return render(request, "office/planning/comparison.html", context)


def compared(choice: Choice) -> Compared:
    tables = [(each, shown(each, choice)) for each in queries.variants()[:MOST_COMPARED]]
    years = sorted({year for _each, table in tables for year in table.years})
    return Compared(choice, years, [(each, table, table.total_of(years)) for each, table in tables])


def _stem(name: str, *args: object) -> str:
    """The address of a file up to its ending."""
    return reverse(f"office:{name}", args=[*args, "csv"]).removesuffix(".csv")


def variant_found(uid: UUID) -> Variant:
    """404 for one nobody stored (1 query)."""
    found = queries.variants().filter(uid=uid).first()
    if found is None:
        raise Http404
    return found


@dataclass(frozen=True)
class Assumed:
    """One assumption as the page shows it."""

    name: str
    number: str
    source: str


def assumed(found: Variant) -> Iterator[Assumed]:
    """The path and every number with its source."""
    draft = draft_of(found)
    yearly = draft.parameters.yearly
    words = str(wording.RATE_PATH[draft.path])
    number = (
        _("%(share)s je Jahr") % {"share": share_words(yearly.number * 100, 2)} if yearly else ""
    )
    yield Assumed(_("Quoten: %(path)s") % {"path": words}, number, yearly.source if yearly else "")
    for kind, each in draft.parameters.care.items():
        for name, value in each.as_json().items():
            shown_number = plain(float(value["number"]) * scale(name), 3).rstrip("0").rstrip(",")
            name_words = f"{wording.CARE_KIND[kind]}: {label(kind, name)}"
            yield Assumed(name_words, shown_number, value["source"])


@require_safe
@readers
def working(request: SignedInRequest, uid: UUID) -> HttpResponse:
    """How one number came about, by age and sex, with numerator and denominator (5 queries beside the session)."""
    found = variant_found(uid)
    table, area, year = step_asked(request, found)
    context = {"section": "planung", "variant": found, "shown": table, "year": year}
    context |= working_of(table, area, year)
    query = f"raum={quote(area)}&jahr={year}&art={table.choice.care}"
    context["files"] = file_links(_stem("working_file", uid), query=query)
    return render(request, "office/planning/working.html", context)


def step_asked(request: SignedInRequest, found: Variant) -> tuple[Shown, str, int]:
    """The table, ?raum= and ?jahr=; 404 for what it does not have."""
    table = shown(found, asked(request.GET))
    area, year = request.GET.get("raum", ""), request.GET.get("jahr", "")
    if table.need is None or year not in {str(each) for each in table.need.years}:
        raise Http404
    if area not in {region.code for region in table.need.regions}:
        raise Http404
    return table, area, int(year)


def working_of(table: Shown, area: str, year: int) -> dict[str, Any]:
    """What the page and the file say of one number."""
    need = table.need
    assert need is not None  # noqa: S101 - the caller has looked
    indicator = need.indicator(area, year, table.choice.care)
    steps = need.steps(area, year, table.choice.care)
    total = need.cell(area, year, CareKind.ALL).persons if CareKind.ALL in need.care else None
    cell = need.cell(area, year, table.choice.care)
    return {
        "region": next(region for region in need.regions if region.code == area),
        "steps": [
            (
                *(age_words(step.band), wording.SEX[step.sex], people_words(step.people)),
                *(share_words(step.rate and step.rate * 100, 2), plain(step.factor, 3)),
                people_words(step.persons),
            )
            for step in steps
        ],
        "numerator": people_words(indicator.numerator, at_least=indicator.at_least),
        "denominator": people_words(indicator.denominator),
        "share": share_words(indicator.value),
        "by_share": _by_share(total, cell.persons, table),
    }


def _by_share(total: float | None, persons: float | None, table: Shown) -> str:
    """The last step of a kind that is a share of all: "117 × 33,3 % = 39"."""
    need, care = table.need, table.choice.care
    if need is None or care in need.outlook.rates.care or not total or persons is None:
        return ""
    return f"{whole(total)} × {share_words(persons / total * 100)} = {people_words(persons)}"


@require_http_methods(["GET", "HEAD", "POST"])
@planners
def new(request: SignedInRequest) -> HttpResponse:
    """A new forecast; ?von= copies the numbers of another."""
    form = VariantForm(posted(request), initial=_copied(request.GET.get("von", "")))
    if request.method == "POST" and form.is_valid():
        try:
            made = save_variant(draft=form.draft(), by=request.user, at=timezone.now())
            return redirect("office:variant", made.uid)
        except (Refused, NotAllowed) as refused:
            form.add_error(None, str(refused))
    return _form_page(request, form, None)


def _copied(uid: str) -> dict[str, object]:
    try:
        source = queries.variants().filter(uid=UUID(uid)).first()
    except ValueError:
        return {}
    return initial(draft_of(source)) | {"name": ""} if source else {}


@require_http_methods(["GET", "HEAD", "POST"])
@planners
def change(request: SignedInRequest, uid: UUID) -> HttpResponse:
    """One forecast changed; who saves second sees both versions."""
    found = variant_found(uid)
    start = initial(draft_of(found)) | {"version": found.version}
    form = VariantForm(posted(request), initial=start)
    both = None
    if request.method == "POST" and form.is_valid():
        try:
            _change(request, form, found)
            return redirect("office:variant", uid)
        except ItemChanged as overtaken:
            both = _conflict(overtaken)
            save_over(form, int(overtaken.theirs["version"]))
        except (Refused, AlreadyDone, NotAllowed) as refused:
            form.add_error(None, str(refused))
    return _form_page(request, form, found, both)


def _change(request: SignedInRequest, form: VariantForm, found: Variant) -> None:
    version = form.cleaned_data["version"]
    change_variant(
        variant_id=found.pk,
        version=-1 if version is None else version,
        draft=form.draft(),
        by=request.user,
        at=timezone.now(),
    )


def _conflict(overtaken: ItemChanged) -> Conflict:
    """Names, words and path side by side; series and numbers stand in the form."""
    pairs = {
        name: [overtaken.theirs[name], overtaken.yours[name]]
        for name in ("name", "assumptions", "path")
        if overtaken.theirs[name] != overtaken.yours[name]
    }
    seen = str(overtaken.theirs["version"])
    return conflict_of_fields(overtaken, pairs, Variant, seen=seen)


def _form_page(
    request: SignedInRequest,
    form: forms.Form,
    found: Variant | None,
    both: Conflict | None = None,
) -> HttpResponse:
    context = {"section": "planung", "form": form, "variant": found, "conflict": both}
    status = 409 if both else 200
    return render(request, "office/planning/variant_form.html", context, status=status)
