import pytest

from mitsorge.domain.governance.models import Attendee, Meeting, Membership
from mitsorge.domain.partners.models import Partnership
from mitsorge.foundation.people.models import Account
from tests.domain.partners.joining import AT, LATER, organization, partner, seat, working_group
from tests.network import a_network
from tests.sign_in import signed_in

pytestmark = pytest.mark.django_db
PAGE = "/konto/netzwerk/"


def text(answer) -> str:
    return answer.content.decode()


def test_a_member_keeps_its_own_partnership():
    a_network()
    made, group = partner(), working_group()
    paul = signed_in("paul", organization=made.organization)
    assert "Mein Netzwerk" in text(paul.get("/konto/"))
    own = f"{PAGE}{made.pk}/"
    saved = paul.post(f"{own}arbeitsgruppen/", {f"g{made.pk}-committees": [group.pk]}, follow=True)
    assert "Gespeichert." in text(saved)
    assert Membership.objects.get().committee == group
    names = {f"v{made.pk}-name": "Rita Probe", f"v{made.pk}-email": "rita@haus.example"}
    assert "Rita Probe" in text(paul.post(f"{own}vertretung/", names, follow=True))
    assert not Account.objects.filter(email="rita@haus.example").exists()
    rita = made.representatives.get(person__name="Rita Probe")
    paul.post(f"{own}vertretung/{rita.pk}/beenden/")
    paul.post(f"{own}mitarbeit/", {"mitarbeit": "INACTIVE"})
    made.refresh_from_db()
    assert (made.participation, made.representatives.filter(active_to=None).count()) == (
        "INACTIVE",
        1,
    )
    assert not Membership.objects.exists()
    again = paul.post(f"{own}mitarbeit/", {"mitarbeit": "INACTIVE"}, follow=True)
    assert "ist schon informiert" in text(again)


def test_it_shows_what_the_work_gave():
    a_network()
    made = partner()
    meeting = Meeting.objects.create(
        committee=working_group(), number=1, starts_at=AT, ends_at=LATER, modified_at=AT
    )
    words = {"meeting": meeting, "organization": made.organization, "role": "MEMBER"}
    Attendee.objects.create(name="Paul", present_from=AT, **words)
    shown = text(signed_in("paul", organization=made.organization).get(PAGE))
    assert "Wir waren bei 1 Sitzung dabei." in shown
    assert "Ag-Demenz" in shown


def test_leaving_needs_a_tick_and_says_what_goes_when():
    a_network()
    made = partner()
    seat(working_group(), made)
    paul = signed_in("paul", organization=made.organization)
    page = f"{PAGE}{made.pk}/austritt/"
    assert "Antrag und Beitrittserklärung werden gelöscht." in text(paul.get(page))
    unsure = text(paul.post(page, {"grund": "Schließt"}))
    assert "Bestätigen Sie bitte mit dem Haken" in unsure
    assert 'value="Schließt"' in unsure
    assert Partnership.objects.get().active_to is None
    done = paul.post(page, {"sicher": "ja", "grund": "Schließt"}, follow=True)
    assert "Sie sind ausgetreten." in text(done)
    assert "ist zurzeit kein Partner" in text(done)
    again = paul.post(page, {"sicher": "ja"}, follow=True)
    assert "ist schon ausgetreten" in text(again)


def test_nobody_touches_what_belongs_to_another():
    a_network()
    made, other = partner(), organization("Haus Ulme")
    otto = signed_in("otto", organization=other)
    assert "Haus Abendsonne" not in text(otto.get(PAGE))
    own = f"{PAGE}{made.pk}/"
    row = made.representatives.get().pk
    addresses = (
        "mitarbeit/",
        "arbeitsgruppen/",
        "vertretung/",
        f"vertretung/{row}/beenden/",
        "austritt/",
    )
    codes = [otto.post(own + address, {"sicher": "ja"}).status_code for address in addresses]
    assert codes == [404] * 5
    assert otto.get(f"{own}austritt/").status_code == 404
    assert Partnership.objects.get().version == 0


def test_a_name_is_needed():
    a_network()
    made = partner()
    paul = signed_in("paul", organization=made.organization)
    phone = {f"v{made.pk}-phone": "030 23125-155"}
    answer = paul.post(f"{PAGE}{made.pk}/vertretung/", phone)
    assert answer.status_code == 422
    assert "Nennen Sie, wer für Ihre Organisation spricht." in text(answer)
    assert 'value="030 23125-155"' in answer.content.decode()


def test_who_speaks_for_nobody_has_no_such_page():
    a_network()
    assert signed_in("tilda").get(PAGE).status_code == 403
