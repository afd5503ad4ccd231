"""What tells a page made of deeds that something was done."""

import pytest
from django.db import transaction

from mitsorge.foundation.journal.actions import record
from mitsorge.foundation.journal.models import Entry
from mitsorge.foundation.journal.queries import stamp
from tests.cast import NOW
from tests.network import a_network


@pytest.mark.django_db
def test_a_late_entry_with_a_lower_number_is_seen(django_assert_num_queries):
    assert stamp() == (0, 0)
    network = a_network()
    with transaction.atomic():
        first = record(event="identity.network.changed", subject=network, by=None, at=NOW)
    Entry.objects.bulk_create(
        [Entry(pk=first.pk + 5, at=NOW, event="x", subject_type="x", subject_id=1)]
    )
    before = stamp()
    Entry.objects.bulk_create(
        [Entry(pk=first.pk + 2, at=NOW, event="x", subject_type="x", subject_id=1)]
    )
    with django_assert_num_queries(1):
        assert stamp() == (before[0], before[1] + 1)
