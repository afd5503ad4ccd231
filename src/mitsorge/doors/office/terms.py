"""The words of the directory: every vocabulary as a tree, with the everyday words that lead to it."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from mitsorge.domain.directory import actions, permissions, rules, wording
from mitsorge.domain.directory import queries as directory
from mitsorge.domain.directory.models import TaxonomyTerm
from mitsorge.doors.office.conflict import Conflict, conflict_of
from mitsorge.doors.office.deeds import asked_first, editors, posted, readers, show_problems
from mitsorge.doors.office.fields import Chosen, Lines, Text, offer_choices
from mitsorge.face.guards import SignedInRequest
from mitsorge.foundation.journal.queries import history

SECTION = "verzeichnis"
DRAFTED = {"parent_id": "parent", "code": "name"}


@dataclass(frozen=True)
class Branch:
    """A term in its tree; `depth` 0 for a top word."""

    term: TaxonomyTerm
    depth: int


class TermForm(forms.Form):
    """A word with what leads to it. Its code is made once from its name and stays."""

    name = Text(gettext_lazy("Name"), 120, required=True)
    description = Text(
        gettext_lazy("In einem Satz"),
        300,
        help_text=gettext_lazy("So erklären Sie es jemandem, der das Wort zum ersten Mal hört."),
    )
    law = Text(
        gettext_lazy("Rechtsgrundlage"),
        120,
        help_text=gettext_lazy("Zum Beispiel § 41 SGB XI. Leer lassen, wenn es keine gibt."),
    )
    parent = Chosen(label=gettext_lazy("Gehört zu"))
    review_months = forms.IntegerField(
        label=gettext_lazy("Bestätigung fällig nach Monaten"),
        min_value=1,
        max_value=60,
        required=False,
        help_text=gettext_lazy(
            "Nur für Angebotsarten: So lange gilt eine Bestätigung, dann fragen wir nach. Leer lassen: wie beim "
            "Oberbegriff, sonst wie im ganzen Netzwerk."
        ),
    )
    position = forms.IntegerField(
        label=gettext_lazy("Reihenfolge"),
        min_value=0,
        max_value=32000,
        initial=0,
        help_text=gettext_lazy("Kleine Zahlen stehen oben."),
    )
    synonyms = Lines(
        label=gettext_lazy("Alltagswörter"),
        rows=8,
        help_text=gettext_lazy(
            "Wie die Leute es nennen, ein Wort oder eine Wendung je Zeile. Die Suche findet es damit."
        ),
    )

    def __init__(self, *args: Any, kind: rules.TermKind, own: int | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        parent = self.initial.get("parent")
        others = [(pk, words) for pk, words in _paths(kind, parent) if pk != own]
        offer_choices(self, "parent", others, _("steht selbst oben"))

    def draft(self, kind: rules.TermKind, code: str) -> rules.TermDraft:
        values = dict(self.cleaned_data)
        parent = values.pop("parent")
        code = code or rules.slug(values["name"])[:60]
        return rules.TermDraft(kind=kind, code=code, parent_id=parent, **values)


def kind_asked(request: SignedInRequest) -> rules.TermKind:
    """The vocabulary the address names; nonsense means the kinds of offers."""
    asked = request.GET.get("verzeichnis", "")
    return rules.TermKind(asked) if asked in rules.TermKind.__members__ else rules.TermKind.CARE


def tree(kind: rules.TermKind) -> list[Branch]:
    """All words of a vocabulary, children below their parents (2 queries)."""
    below: dict[int | None, list[TaxonomyTerm]] = {}
    for term in directory.office_terms(kind):
        below.setdefault(term.parent_id, []).append(term)

    def walk(parent: int | None, depth: int) -> list[Branch]:
        return [
            branch
            for term in below.get(parent, ())
            for branch in (Branch(term, depth), *walk(term.pk, depth + 1))
        ]

    return walk(None, 0)


def _paths(kind: rules.TermKind, also: int | None) -> list[tuple[int, str]]:
    """The words that may stand above, with the one that stands there now, also if retired (1 query)."""
    found = directory.terms_to_choose(kind) | TaxonomyTerm.objects.filter(pk=also or 0)
    found = found.select_related("parent")
    return [(t.pk, f"{t.parent.name}: {t.name}" if t.parent else t.name) for t in found]


@require_safe
@readers
def terms(request: SignedInRequest) -> HttpResponse:
    """One vocabulary as a tree with the number of offers (2 queries beside the session)."""
    kind = kind_asked(request)
    context = {
        "section": SECTION,
        "kind": kind,
        "kinds": wording.TERM_KIND.items(),
        "branches": tree(kind),
        "may_edit": permissions.may_edit_taxonomy(request.user),
    }
    return render(request, "office/terms/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@editors
def new_term(request: SignedInRequest) -> HttpResponse:
    return _edit(request, None, kind_asked(request))


@require_http_methods(["GET", "HEAD", "POST"])
@editors
def term(request: SignedInRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(TaxonomyTerm, pk=pk)
    return _edit(request, found, rules.TermKind(found.kind))


def _edit(
    request: SignedInRequest, found: TaxonomyTerm | None, kind: rules.TermKind
) -> HttpResponse:
    draft = directory.draft_of_term(found) if found else None
    initial = {**vars(draft), "parent": draft.parent_id} if draft else {}
    form = TermForm(posted(request), initial=initial, kind=kind, own=found.pk if found else None)
    seen = request.POST.get("seen") or rules.version_of(draft)
    saved: TaxonomyTerm | Conflict | None = None
    if request.method == "POST" and form.is_valid():
        which = {"term_id": found.pk, "seen": seen} if found else {}
        saved = _saved(request, form, form.draft(kind, found.code if found else ""), which)
        if isinstance(saved, TaxonomyTerm):
            return redirect(f"{_list_address(kind)}#wort-{saved.pk}")
    conflict = saved if isinstance(saved, Conflict) else None
    context = {
        "section": SECTION,
        "form": form,
        "term": found,
        "kind": kind,
        "kind_words": wording.TERM_KIND[kind],
        "back": _list_address(kind),
        "history": history(found)[:20] if found else (),
        "conflict": conflict,
        "seen": conflict.seen if conflict else seen,
    }
    return render(request, "office/terms/edit.html", context, status=409 if conflict else 200)


def _saved(
    request: SignedInRequest, form: TermForm, draft: rules.TermDraft, which: dict[str, Any]
) -> TaxonomyTerm | Conflict | None:
    """The word, or the other version; None where something is wrong with the form."""
    try:
        saved = actions.save_term(draft=draft, by=request.user, at=timezone.now(), **which)
    except actions.EntryRefused as refused:
        show_problems(form, refused, DRAFTED)
        return None
    except actions.ChangedMeanwhile as refused:
        return conflict_of(refused, TaxonomyTerm, seen=rules.version_of(refused.theirs))
    messages.success(request, _("Gespeichert. Die Suche kennt die Wörter ab sofort."))
    return saved


def _list_address(kind: rules.TermKind) -> str:
    return f"/schreibtisch/angebotsarten/?verzeichnis={kind}"


@require_http_methods(["GET", "HEAD", "POST"])
@editors
def retire_term(request: SignedInRequest, pk: int) -> HttpResponse:
    """No longer to be chosen, or to be chosen again: whichever it is not."""
    found = get_object_or_404(TaxonomyTerm, pk=pk)
    uses = found.attributes.count()
    words = {
        "section": SECTION,
        "question": _("„%(name)s“ nicht mehr zur Wahl stellen?") % {"name": found.name},
        "consequence": _(
            "Angebote, die das Wort schon tragen, behalten es: %(n)s. Sie können es jederzeit wieder anbieten."
        )
        % {"n": uses},
        "button": _("Nicht mehr anbieten"),
    }
    return asked_first(
        request,
        forms.Form(posted(request)),
        actions.retire_term,
        _("Das Wort steht nicht mehr zur Wahl."),
        back=_list_address(rules.TermKind(found.kind)),
        words=words,
        term_id=pk,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@editors
def restore_term(request: SignedInRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(TaxonomyTerm, pk=pk)
    words = {
        "section": SECTION,
        "question": _("„%(name)s“ wieder zur Wahl stellen?") % {"name": found.name},
        "consequence": "",
        "button": _("Wieder anbieten"),
    }
    return asked_first(
        request,
        forms.Form(posted(request)),
        actions.restore_term,
        _("Das Wort steht wieder zur Wahl."),
        back=_list_address(rules.TermKind(found.kind)),
        words=words,
        term_id=pk,
    )
