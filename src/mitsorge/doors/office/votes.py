"""Two buttons at an application: put it to the vote, carry out what was voted."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mitsorge.domain.partners.actions import voting
from mitsorge.domain.partners.models import Application
from mitsorge.domain.partners.permissions import DECIDERS
from mitsorge.doors.office.deeds import attempt
from mitsorge.face.guards import SignedInRequest, only_for

deciders = only_for(*DECIDERS)


@require_POST
@deciders
def put_to_the_vote(request: SignedInRequest, pk: int) -> HttpResponse:
    """A second click finds the item where the first one put it."""
    get_object_or_404(Application, pk=pk)
    thanks = _("Der Antrag steht zur Abstimmung.")
    attempt(request, voting.put_to_the_vote, thanks, application_id=pk)
    return redirect("office:application", pk)


@require_POST
@deciders
def carry_out(request: SignedInRequest, pk: int) -> HttpResponse:
    """Accepts or declines as the committee voted."""
    get_object_or_404(Application, pk=pk)
    thanks = _("Wie beschlossen. Der Brief ist unterwegs.")
    attempt(request, voting.carry_out, thanks, application_id=pk)
    return redirect("office:application", pk)
