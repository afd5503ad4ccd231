"""The form with which a partner, or the office for it, says how it took a recommendation into account."""

from django import forms
from django.utils.translation import gettext_lazy as _

from mitsorge.domain.recommendations import wording


class ConsiderForm(forms.Form):
    """One recommendation at a time; the page shows one form per row."""

    recommendation_id = forms.IntegerField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(label=_("Stand"), choices=list(wording.ANSWER_KIND.items()))
    text = forms.CharField(
        label=_("Wie wurde sie berücksichtigt?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Schreiben Sie dazu ein, zwei Sätze.")},
    )
