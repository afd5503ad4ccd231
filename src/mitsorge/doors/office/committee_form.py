"""The form of a committee."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mitsorge.domain.directory.models import Organization
from mitsorge.domain.directory.rules import slug
from mitsorge.domain.governance import wording
from mitsorge.domain.governance.models import Committee
from mitsorge.domain.governance.rules import Classification, Composition
from mitsorge.domain.governance.rules.drafts import CommitteeDraft
from mitsorge.doors.office.fields import Chosen, Day, Paragraphs, Text, offer_choices
from mitsorge.doors.office.typed import TypedOne
from mitsorge.foundation.places.models import PlanningArea

POINTERS = ("parent", "planning_area", "led_by_organization")
"""Fields that hold the number of another record."""


class CommitteeForm(forms.Form):
    """A committee; its address is made once from its name."""

    name = Text(gettext_lazy("Name"), 160, required=True)
    classification = forms.ChoiceField(
        label=gettext_lazy("Art"), choices=list(wording.CLASSIFICATION.items())
    )
    purpose = Paragraphs(
        gettext_lazy("Auftrag"),
        help_text=gettext_lazy(
            "Wozu es da ist, in ein bis drei Sätzen. Das steht auch öffentlich."
        ),
    )
    parent = Chosen(label=gettext_lazy("Gehört zu"))
    composition = forms.ChoiceField(
        label=gettext_lazy("Wer sitzt darin?"),
        choices=list(wording.COMPOSITION.items()),
        help_text=gettext_lazy("Was sich ergibt, tragen Sie nicht ein: Es stimmt von selbst auf den Tag."),
    )  # fmt: skip
    planning_area = Chosen(label=gettext_lazy("Planungsraum"))
    led_by_organization = TypedOne(
        label=gettext_lazy("Geleitet von"),
        help_text=gettext_lazy(
            "Leer lassen: die Koordination. Wer für die Organisation spricht, führt das Gremium selbst."
        ),
    )
    led_by = Text(
        gettext_lazy("Geleitet von, in Worten"),
        160,
        help_text=gettext_lazy("Wenn die Stelle nicht im Verzeichnis steht."),
    )
    active_from = Day(label=gettext_lazy("Besteht seit"))

    def __init__(self, *args: Any, own: int | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = Committee.objects.filter(active_to=None).exclude(pk=own or 0)
        offer_choices(self, "parent", others.values_list("pk", "name"), _("steht für sich"))
        areas = PlanningArea.objects.values_list("pk", "name")
        offer_choices(self, "planning_area", areas, _("das ganze Netzwerk"))
        houses = Organization.objects.order_by("name", "pk").values_list("pk", "name")
        offer_choices(self, "led_by_organization", houses, _("der Koordination"))

    def draft(self, found: Committee | None) -> CommitteeDraft:
        """What was typed; call it when the form is valid."""
        values = dict(self.cleaned_data)
        keys = {f"{name}_id": values.pop(name) for name in POINTERS}
        return CommitteeDraft(
            code=found.code if found else slug(values["name"])[:60],
            classification=Classification(values.pop("classification")),
            composition=Composition(values.pop("composition")),
            position=found.position if found else 0,
            **keys,
            **values,
        )
