"""Editorial rooms: pages, news, and the network's own texts."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from mitsorge.domain.directory.rules.days import HIDING_CHOICES
from mitsorge.domain.stories import actions as stories
from mitsorge.domain.stories.models import News, Page
from mitsorge.domain.stories.queries import version_of_network
from mitsorge.doors.office.conflict import Conflict, conflict_of_fields
from mitsorge.doors.office.deeds import moment, posted
from mitsorge.face.guards import SignedInRequest, only_for
from mitsorge.foundation.identity.models import Network
from mitsorge.foundation.identity.queries import network as the_network
from mitsorge.foundation.journal.queries import history
from mitsorge.foundation.people.rules import Role

editors = only_for(Role.COORDINATION)


class PageForm(forms.ModelForm):
    """What stands on a page, and where it is linked."""

    class Meta:
        model = Page
        fields = ("title", "text", "easy_text", "is_published", "in_footer")
        widgets = {
            "text": forms.Textarea(attrs={"rows": 18}),
            "easy_text": forms.Textarea(attrs={"rows": 10}),
        }
        help_texts = {
            "text": gettext_lazy(
                "Überschriften beginnen mit ##, Listen mit -, Wichtiges steht zwischen **Sternchen**."
            ),
            "easy_text": gettext_lazy(
                "Kurze Sätze, eine Aussage je Zeile. Leer lassen, wenn es noch keinen gibt."
            ),
        }


class NewsForm(forms.ModelForm):
    class Meta:
        model = News
        fields = ("title", "text", "published_on", "ends_on")
        widgets = {
            "text": forms.Textarea(attrs={"rows": 4}),
            "published_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "ends_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        start, end = values.get("published_on"), values.get("ends_on")
        if start and end and end <= start:
            self.add_error(
                "ends_on", _("Das Ende liegt vor dem Anfang. Wählen Sie einen späteren Tag.")
            )
        return values


HIDING = [
    ("", gettext_lazy("nie, nur blasser zeigen")),
    *((months, f"{months}") for months in HIDING_CHOICES),
]


class NetworkForm(forms.ModelForm):
    hide_after_months = forms.TypedChoiceField(
        label=Network._meta.get_field("hide_after_months").verbose_name,
        choices=HIDING,
        coerce=int,
        empty_value=None,
        required=False,
        help_text=gettext_lazy(
            "Hat so lange niemand ein Angebot bestätigt, sieht es die Öffentlichkeit nicht mehr. Eine Bestätigung "
            "holt es sofort zurück. Welche es sind, steht im Verzeichnis unter „Aktualität“."
        ),
    )

    class Meta:
        model = Network
        fields = (
            *("name", "place_name", "is_public_body", "carrier", "office_name"),
            *("street", "postcode", "town", "phone", "phone_hours", "email"),
            *("start_question", "start_lead", "about_heading", "about_text"),
            *("report_days", "review_months", "hide_after_months", "changes_by_two"),
        )
        widgets = {
            "about_text": forms.Textarea(attrs={"rows": 5}),
        }
        help_texts = {
            "about_heading": gettext_lazy(
                "{partners} wird durch die heutige Zahl der Partner ersetzt."
            ),
            "changes_by_two": gettext_lazy(
                "Vier Augen: Schreibt die Koordination für eine Organisation, gibt es jemand anderes frei."
            ),
            "review_months": gettext_lazy(
                "So lange gilt eine Bestätigung. Eine Angebotsart kann eine eigene Frist haben."
            ),
        }


@editors
@require_http_methods(["GET"])
def pages(request: SignedInRequest) -> HttpResponse:
    return render(
        request, "office/pages/list.html", {"section": "seiten", "pages": Page.objects.all()}
    )


@editors
@require_http_methods(["GET", "POST"])
def page(request: SignedInRequest, slug: str) -> HttpResponse:
    """One page; who saves second sees both versions."""
    subject = get_object_or_404(Page, slug=slug)
    seen = request.POST.get("seen") or subject.modified_at.isoformat()
    form = PageForm(posted(request), instance=subject)
    refused = None
    if request.method == "POST" and form.is_valid():
        refused = _change_page(request, form, seen)
        if not form.errors and refused is None:
            thanks = _("Gespeichert. Die Seite „%(title)s“ ist so öffentlich.")
            messages.success(request, thanks % {"title": form.cleaned_data["title"]})
            return redirect("office:page", slug)
    conflict = _conflict(refused, refused.current.modified_at.isoformat()) if refused else None
    context = {
        "section": "seiten",
        "form": form,
        "page": subject,
        "current": refused.current if refused else None,
        "conflict": conflict,
        "seen": conflict.seen if conflict else seen,
        "history": history(subject)[:20],
    }
    return render(request, "office/pages/edit.html", context, status=409 if conflict else 200)


def _change_page(
    request: SignedInRequest, form: PageForm, seen: str
) -> stories.ChangedMeanwhile | None:
    """Saves, or puts the problem into the form, or returns that somebody else was first."""
    now = timezone.now()
    page = Page.objects.get(pk=form.instance.pk)  # the form has written into its own
    try:
        stories.change_page(
            page=page, values=form.cleaned_data, seen=moment(seen) or now, by=request.user, at=now
        )
    except stories.PageKept as refused:
        form.add_error("is_published", str(refused))
    except stories.ChangedMeanwhile as refused:
        return refused
    return None


def _conflict(refused: stories.ChangedMeanwhile, seen: str) -> Conflict:
    return conflict_of_fields(refused, refused.changes, type(refused.current), seen=seen)


@editors
@require_http_methods(["GET", "POST"])
def news(request: SignedInRequest) -> HttpResponse:
    form = NewsForm(request.POST or None, initial={"published_on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        stories.publish_news(**form.cleaned_data, by=request.user, at=timezone.now())
        messages.success(request, _("Die Neuigkeit steht auf der Startseite."))
        return redirect("office:news")
    rows = News.objects.all()[:50]
    return render(
        request,
        "office/news/list.html",
        {"section": "seiten", "form": form, "rows": rows, "today": timezone.localdate()},
    )


@editors
@require_POST
def end_news(request: SignedInRequest, pk: int) -> HttpResponse:
    stories.end_news(news=get_object_or_404(News, pk=pk), by=request.user, at=timezone.now())
    messages.success(request, _("Die Neuigkeit ist von der Startseite genommen."))
    return redirect("office:news")


@editors
@require_http_methods(["GET", "POST"])
def network(request: SignedInRequest) -> HttpResponse:
    """The network's own texts; who saves second sees both versions."""
    subject = the_network()
    if subject is None:
        raise Http404
    seen = request.POST.get("seen") or version_of_network(subject)
    form = NetworkForm(posted(request), instance=subject)
    conflict = None
    if request.method == "POST" and form.is_valid():
        try:
            stories.change_network(
                values=form.cleaned_data, seen=seen, by=request.user, at=timezone.now()
            )
        except stories.ChangedMeanwhile as refused:
            conflict = _conflict(refused, version_of_network(Network.objects.get()))
        else:
            messages.success(request, _("Gespeichert. Die Angaben stehen auf allen Seiten."))
            return redirect("office:network")
    context = {
        "section": "seiten",
        "form": form,
        "conflict": conflict,
        "seen": conflict.seen if conflict else seen,
        "history": history(subject)[:20],
    }
    return render(request, "office/network/edit.html", context, status=409 if conflict else 200)
