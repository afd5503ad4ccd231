"""Words the search must take whole: false friends, and abbreviations with their long form."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from mitsorge.domain.directory import permissions
from mitsorge.domain.directory.actions.whole_words import remove_whole_word, save_whole_word
from mitsorge.domain.directory.models import WholeWord
from mitsorge.doors.office.deeds import attempt, editors, posted
from mitsorge.doors.office.fields import Text
from mitsorge.face.guards import SignedInRequest
from mitsorge.face.paging import paged


class WholeWordForm(forms.Form):
    """A word; with a long form it is an abbreviation."""

    word = Text(
        gettext_lazy("Wort oder Abkürzung"),
        80,
        required=True,
        help_text=gettext_lazy(
            "Die Suche zerlegt es nicht: „Grünpflege“ ist keine Pflege von Menschen."
        ),
    )
    long_form = Text(
        gettext_lazy("Langform"),
        120,
        help_text=gettext_lazy("Nur bei Abkürzungen: KZP steht für Kurzzeitpflege."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@editors
def whole_words(request: SignedInRequest) -> HttpResponse:
    """The list and the form for one more (2 queries beside the session)."""
    form = WholeWordForm(posted(request))
    if request.method == "POST" and form.is_valid():
        thanks = _("Gespeichert. Die Suche richtet sich ab sofort danach.")
        if attempt(request, save_whole_word, thanks, **form.cleaned_data):
            return redirect("office:whole_words")
    context = {
        "section": "verzeichnis",
        "form": form,
        "paged": paged(WholeWord.objects.all(), request, per_page=100),
        "may_edit": permissions.may_edit_taxonomy(request.user),
    }
    return render(request, "office/terms/whole_words.html", context)


@require_POST
@editors
def remove_word(request: SignedInRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(WholeWord, pk=pk)
    thanks = _("„%(word)s“ ist gestrichen.") % {"word": found.word}
    attempt(request, remove_whole_word, thanks, word_id=pk)
    return redirect("office:whole_words")
