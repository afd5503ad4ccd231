import pytest

from mitsorge.domain.governance.rules import STEPS, MeetingStatus, may_step, sources_of

S = MeetingStatus
ALLOWED = {
    (S.DRAFT, S.INVITED),
    (S.DRAFT, S.RUNNING),
    (S.DRAFT, S.CANCELLED),
    (S.INVITED, S.RUNNING),
    (S.INVITED, S.CANCELLED),
    (S.RUNNING, S.MINUTES_OPEN),
    (S.MINUTES_OPEN, S.OBJECTION_PERIOD),
    (S.OBJECTION_PERIOD, S.MINUTES_OPEN),
    (S.OBJECTION_PERIOD, S.APPROVED),
}


def test_every_state_is_in_the_table():
    assert set(STEPS) == set(MeetingStatus)


@pytest.mark.parametrize("before", MeetingStatus)
@pytest.mark.parametrize("after", MeetingStatus)
def test_step(before, after):
    assert may_step(before, after) is ((before, after) in ALLOWED)
    assert (before in sources_of(after)) is ((before, after) in ALLOWED)
