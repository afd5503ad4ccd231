"""The demo shows rounds of letters in every state, and its worker has nothing left to write on the first day."""

from datetime import timedelta

import pytest
from django.utils import timezone

from mitsorge.domain.upkeep.actions.rounds import open_due
from mitsorge.domain.upkeep.models import Inquiry, Reach, Trouble
from mitsorge.domain.upkeep.queries.calls import call_list, running
from mitsorge.domain.upkeep.rules import TroubleKind
from mitsorge.domain.upkeep.rules.rounds import WhyCall
from mitsorge.doors.setup.demo.asking import ask_around
from tests.cast import account
from tests.doors.networks import AT, build

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("preset", ["netzwerk-soziale-dienste", "leikop"])
def test_every_state_is_there(preset):
    build(preset)
    account("frieda")
    rounds = ask_around(at=AT)
    on = timezone.localdate(AT)
    today = [row.reason for row in call_list(on)]
    assert sorted(today) == [WhyCall.BOUNCED, *[WhyCall.SILENT] * 3]
    assert [row.reason for row in call_list(on, waiting=True)] == [WhyCall.SILENT]
    assert len(running(on)) == rounds == Inquiry.objects.count() > 20
    assert Reach.objects.exclude(wished_at=None).count() == 1
    assert Trouble.objects.filter(kind=TroubleKind.EMAIL).count() == 1
    assert open_due(at=AT) == 0
    assert open_due(at=AT + timedelta(days=6)) > 20
