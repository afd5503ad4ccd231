"""The import that waits in every demo: rows of each fate, nothing written."""

import pytest

from mitsorge.domain.directory.models import Service
from mitsorge.doors.imports.models import ImportRun
from mitsorge.doors.imports.planning.kinds import State
from mitsorge.doors.setup.accounts import create_demo_accounts
from mitsorge.doors.setup.demo.waiting import leave_import
from tests.doors.networks import AT, build


@pytest.mark.django_db
def test_waits_for_a_decision_and_has_written_nothing(settings) -> None:
    settings.DEMO = True
    build("pflegestammtisch-hildburghausen")
    create_demo_accounts(at=AT)
    before = Service.objects.count()
    leave_import(at=AT)
    run = ImportRun.objects.get()
    assert run.state == State.PREVIEW
    assert str(run.created_by) == "Frieda"
    assert run.counts == {"NEW": 4, "CHANGED": 1, "UNCHANGED": 1, "SUSPICIOUS": 2, "REFUSED": 1}
    assert Service.objects.count() == before
