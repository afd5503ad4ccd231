from datetime import timedelta

from django.utils import timezone

from mitsorge.domain.directory.models import ServiceCapacity
from mitsorge.domain.directory.rules import Places
from mitsorge.face.templatetags.face import places


def test_an_offer_that_never_reported_places_has_no_light():
    assert places(Places.UNKNOWN, None) == "<span></span>"


def test_an_old_report_is_unknown_not_full():
    old = ServiceCapacity(available=2, updated_at=timezone.now() - timedelta(days=90))
    html = places(Places.UNKNOWN, old)
    assert "ms-places--unknown" in html
    assert "Keine aktuelle Meldung" in html
    assert "bitte anrufen" in html
