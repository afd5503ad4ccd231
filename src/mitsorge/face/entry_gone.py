"""An entry is no more: by letter and from an account."""

from django import forms
from django.utils.translation import gettext_lazy


class GoneForm(forms.Form):
    """Why an entry is no more, if they like to say."""

    message = forms.CharField(
        label=gettext_lazy("Was sollen wir wissen?"),
        help_text=gettext_lazy("Zum Beispiel: geschlossen zum Jahresende, Nachfolge ist …"),
        max_length=300,
        required=False,
    )
