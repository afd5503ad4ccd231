"""Forms about the members of a committee."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mitsorge.domain.directory.models import Organization
from mitsorge.domain.governance import permissions, wording
from mitsorge.domain.governance.models import Committee
from mitsorge.domain.governance.rules import Composition, MemberRole
from mitsorge.domain.governance.rules.composition import COMPUTED
from mitsorge.doors.office.fields import Day, Text, offer_choices
from mitsorge.doors.office.typed import TypedOne
from mitsorge.face.forms import offer
from mitsorge.face.guards import SignedInRequest
from mitsorge.foundation.people.actions import add_person
from mitsorge.foundation.people.models import Person
from mitsorge.foundation.people.permissions import may_keep_contacts

WHY = {
    "help_text": gettext_lazy("Nötig, wenn die Änderung vor dem heutigen Tag beginnt."),
}


class SomebodyForm(forms.Form):
    """A person we know, or a new name for whoever may keep contacts."""

    person = TypedOne(label=gettext_lazy("Person"))
    new_person = Text(
        gettext_lazy("Oder ein neuer Name"),
        120,
        help_text=gettext_lazy("Nur, wenn die Person noch nicht vorgeschlagen wird."),
    )
    active_from = Day(label=gettext_lazy("Ab"), required=True)
    why = Text(gettext_lazy("Grund"), 300, **WHY)

    def __init__(self, *args: Any, request: SignedInRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = Person.objects.order_by("name", "pk").values_list("pk", "name")
        offer_choices(self, "person", people, _("bitte wählen"))
        if not may_keep_contacts(request.user):
            del self.fields["new_person"]

    def who(self, values: dict[str, Any], request: SignedInRequest) -> int | None:
        """The key of the chosen person, or of one just written down; takes both out of the values."""
        person, name = values.pop("person"), values.pop("new_person", "").strip()
        if person is None and name:
            person = add_person(name=name, by=request.user, at=timezone.now()).pk
        return person


class MemberForm(SomebodyForm):
    """Somebody, perhaps for an organization, as something."""

    organization = TypedOne(
        label=gettext_lazy("Für die Organisation"),
        help_text=gettext_lazy("Tippen Sie einen Teil des Namens. Leer lassen: für sich selbst."),
    )
    role = forms.ChoiceField(label=gettext_lazy("Aufgabe"))
    votes = forms.BooleanField(label=gettext_lazy("stimmberechtigt"), required=False)
    delegated_by = Text(
        gettext_lazy("Entsandt von"),
        help_text=gettext_lazy("Zum Beispiel der Sozialausschuss. Er kann jederzeit abberufen."),
    )
    field_order = (
        *("person", "new_person", "organization", "role", "votes"),
        *("active_from", "delegated_by", "why"),
    )

    def __init__(self, *args: Any, committee: Committee, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        houses = Organization.objects.order_by("name", "pk").values_list("pk", "name")
        offer_choices(self, "organization", houses, _("für sich selbst"))
        offer(self, "role", roles(committee, kwargs["request"]))


class DeputyForm(SomebodyForm):
    """Who stands in."""

    field_order = ("person", "new_person", "active_from", "why")


class RoleForm(forms.Form):
    """What somebody becomes, and from when."""

    role = forms.ChoiceField(label=gettext_lazy("Neue Aufgabe"))
    votes = forms.BooleanField(label=gettext_lazy("stimmberechtigt"), required=False)
    on = Day(label=gettext_lazy("Ab"), required=True)
    why = Text(gettext_lazy("Grund"), 300, **WHY)


class EndForm(forms.Form):
    """The first day without the seat."""

    on = Day(
        label=gettext_lazy("Endet mit Beginn des"),
        required=True,
        help_text=gettext_lazy("Der erste Tag, an dem der Sitz nicht mehr besteht."),
    )
    why = Text(gettext_lazy("Grund"), 300, **WHY)


class ReasonForm(forms.Form):
    why = Text(gettext_lazy("Grund"), 300, required=True)


def roles(committee: Committee, request: SignedInRequest) -> list[tuple[str, Any]]:
    """The roles this account may give here."""
    computed = Composition(committee.composition) in COMPUTED
    return [
        (role, words)
        for role, words in wording.MEMBER_ROLE.items()
        if permissions.may_give_role(request.user, role)
        and not (computed and role is MemberRole.MEMBER)
    ]
