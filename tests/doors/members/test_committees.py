"""Whoever sits in a committee or runs it, without any role of the office: what is shown, and what a POST does."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from mitsorge.domain.governance.actions import invitations
from mitsorge.domain.governance.models import AgendaItem, Attendee, Meeting
from mitsorge.domain.governance.rules import MeetingStatus, MemberRole, Reply
from mitsorge.domain.recommendations.models import Recommendation
from mitsorge.foundation.people.models import Account
from tests.cast import account
from tests.domain.governance.factories import (
    a_committee,
    a_meeting,
    a_membership,
    a_person,
    an_organization,
)
from tests.network import a_network
from tests.sign_in import signed_in

pytestmark = pytest.mark.django_db
HERE, OFFICE = "/konto/gremien/", "/schreibtisch/"
R = MemberRole
LONG_AGO = timezone.localdate() - timedelta(days=400)
YESTERDAY = timezone.localdate() - timedelta(days=1)
SOON = timezone.localdate() + timedelta(days=10)

WHO = {
    "chair": {"role": R.CHAIR},
    "deputy chair": {"role": R.DEPUTY_CHAIR},
    "spokesperson": {"role": R.SPOKESPERSON},
    "plain member": {"role": R.MEMBER},
    "guest expert": {"role": R.EXPERT},
    "stranger": None,
    "ended chair": {"role": R.CHAIR, "active_to": YESTERDAY},
    "chair elsewhere": None,
}
RUNS = ("chair", "deputy chair", "spokesperson")
SITS = (*RUNS, "plain member", "guest expert")


@pytest.fixture
def group():
    a_network()
    return a_committee("AG Demenz")


def visitor(who: str, group) -> Client:
    """A browser of an account without any role that is this in the committee."""
    tilda = account("tilda")
    tilda.person = a_person("Tilda Brandt")
    tilda.save(update_fields=["person"])
    if WHO[who] is not None:
        a_membership(group, tilda.person, **{"active_from": LONG_AGO, **WHO[who]})
    if who == "chair elsewhere":
        a_membership(a_committee("AG Andere"), tilda.person, role=R.CHAIR)
    client = Client()
    client.force_login(tilda)
    return client


def text(page) -> str:
    body = page.content.decode()
    main = body[body.index("<main") : body.index("</main>")]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def invited(group, **more) -> Meeting:
    meeting = a_meeting(group, SOON, status=MeetingStatus.INVITED, place="Rathaus", **more)
    meeting.invited_at = timezone.now()
    meeting.save(update_fields=["invited_at"])
    return meeting


def draft(group) -> Meeting:
    meeting = a_meeting(group, SOON, place="Rathaus")
    AgendaItem.objects.create(
        committee=group,
        meeting=meeting,
        title="Wege",
        kind="DISCUSSION",
        modified_at=timezone.now(),
    )
    return meeting


def rooms(group, meeting: Meeting, row: Recommendation) -> dict[str, str]:
    return {
        "committee": f"{OFFICE}gremien/{group.code}/",
        "meetings": f"{OFFICE}gremien/{group.code}/sitzungen/",
        "meeting": f"{OFFICE}sitzungen/{meeting.uid}/",
        "live": f"{OFFICE}sitzungen/{meeting.uid}/protokollieren/",
        "recommendation": f"{OFFICE}empfehlungen/{row.uid}/",
        "write": f"{OFFICE}empfehlungen/{row.uid}/schreiben/",
        "step": f"{OFFICE}empfehlungen/{row.uid}/weiter/",
        "desk": OFFICE,
        "impulses": f"{OFFICE}impulse/",
        "partners": f"{OFFICE}partner/",
        "register": f"{OFFICE}gremien/{group.code}/beschluesse/",
        "decisions": f"{OFFICE}beschluesse/",
        "accounts": f"{OFFICE}konten/",
    }


def recommended(group) -> Recommendation:
    from mitsorge.domain.recommendations.actions import drafting
    from tests.domain.recommendations.networks import words

    frieda = account("frieda")
    return drafting.draft(
        committee=group, title="Anlaufstelle", addressee="Stadtrat", words=words(),
        by=frieda, at=timezone.now(),
    )  # fmt: skip


OPEN = {
    **dict.fromkeys(RUNS, ("committee", "meetings", "meeting", "live", "recommendation", "write", "step", "register")),
    **dict.fromkeys(("plain member", "guest expert"), ("committee", "meetings", "meeting", "register")),
    "stranger": (),
    "ended chair": (),
    "chair elsewhere": (),
}  # fmt: skip


@pytest.mark.parametrize("who", WHO)
def test_exactly_the_rooms_of_the_own_committee_open(who, group):
    meeting, row = draft(group), recommended(group)
    client = visitor(who, group)
    found = {name: client.get(at).status_code for name, at in rooms(group, meeting, row).items()}
    assert tuple(name for name, status in found.items() if status == 200) == OPEN[who]
    assert {status for status in found.values() if status != 200} <= {403, 404}


@pytest.mark.parametrize("who", WHO)
def test_who_runs_it_invites_and_nobody_else(who, group):
    meeting = draft(group)
    a_membership(group, "Nadia Berg")
    visitor(who, group).post(f"{OFFICE}sitzungen/{meeting.uid}/einladung/", {})
    meeting.refresh_from_db()
    assert (meeting.status == MeetingStatus.INVITED) == (who in RUNS)


@pytest.mark.parametrize("who", WHO)
def test_who_runs_it_writes_on_the_agenda_and_nobody_else(who, group):
    meeting = draft(group)
    data = {"kind": "DISCUSSION", "title": "Neu", "text": ""}
    visitor(who, group).post(f"{OFFICE}sitzungen/{meeting.uid}/punkte/neu/", data)
    assert meeting.items.filter(title="Neu").exists() == (who in RUNS)


@pytest.mark.parametrize("who", WHO)
def test_who_runs_it_begins_the_meeting_and_nobody_else(who, group):
    now = timezone.now()
    meeting = invited(group)
    Meeting.objects.filter(pk=meeting.pk).update(
        starts_at=now, ends_at=now + timedelta(hours=2), invited_at=now - timedelta(days=30)
    )
    visitor(who, group).post(f"{OFFICE}sitzungen/{meeting.uid}/protokollieren/beginnen/", {})
    meeting.refresh_from_db()
    assert (meeting.status == MeetingStatus.RUNNING) == (who in RUNS)


@pytest.mark.parametrize("who", WHO)
def test_who_runs_it_drafts_for_this_committee_alone(who, group):
    other = a_committee("AG Fremd")
    client = visitor(who, group)
    data = {"title": "Lotsen", "addressee": "Stadtrat", "text": "Lotsen einsetzen."}
    for committee in (group, other):
        client.post(f"{OFFICE}empfehlungen/neu/", {**data, "committee": committee.pk})
    made = list(Recommendation.objects.values_list("committee__name", flat=True))
    assert made == (["AG Demenz"] if who in RUNS else [])


@pytest.mark.parametrize("who", WHO)
def test_who_runs_it_writes_the_recommendation_and_nobody_else(who, group):
    row = recommended(group)
    data = {"title": "Anders", "addressee": "Stadtrat", "text": "Anders.", "seen": row.row_version}
    visitor(who, group).post(f"{OFFICE}empfehlungen/{row.uid}/schreiben/", data)
    row.refresh_from_db()
    assert (row.title == "Anders") == (who in RUNS)


@pytest.mark.parametrize("who", WHO)
def test_who_sits_there_proposes_a_topic_once(who, group):
    client = visitor(who, group)
    form = {f"t{group.pk}-title": "Nachtpflege", f"t{group.pk}-text": ""}
    first = client.post(f"{HERE}ag-demenz/thema/", form)
    second = client.post(f"{HERE}ag-demenz/thema/", form, follow=True)
    seated = who in SITS
    assert (first.status_code, second.status_code) == ((302, 200) if seated else (404, 404))
    assert AgendaItem.objects.filter(title="Nachtpflege", meeting=None).count() == int(seated)
    if seated:
        assert "Dieses Thema haben Sie schon vorgeschlagen." in second.content.decode()
        assert "1 Thema wartet auf eine Sitzung Nachtpflege von Tilda" in text(client.get(HERE))


@pytest.mark.parametrize("who", WHO)
def test_the_page_shows_what_fits(who, group):
    draft(group)
    page = text(visitor(who, group).get(HERE))
    assert ("AG Demenz" in page) == (who in SITS)
    assert ("Einladen: " in page) == (who in RUNS)
    assert ("Sitzung planen" in page) == (who in (*RUNS, "chair elsewhere"))
    nothing = "Sie sitzen in keinem Gremium" in page
    assert nothing == (who in ("stranger", "ended chair"))


def test_who_runs_it_finds_closed_decisions_of_the_own_committee_alone(group):
    other = a_committee("AG Fremd")
    for place, committee in enumerate((group, other), 1):
        AgendaItem.objects.create(
            committee=committee, meeting=draft(committee), title=f"Vertraulich {place}",
            kind="DECISION", is_public=False, result="ADOPTED", decided_at=timezone.now(),
            register_number=f"{committee.code.upper()} 2026/01", modified_at=timezone.now(),
        )  # fmt: skip
    client = visitor("chair", group)
    assert f"{OFFICE}gremien/ag-demenz/beschluesse/" in client.get(HERE).content.decode()
    page = text(client.get(f"{OFFICE}gremien/ag-demenz/beschluesse/"))
    assert "Vertraulich 1" in page
    assert "nicht öffentlich" in page
    assert "Vertraulich 2" not in page
    assert client.get(f"{OFFICE}gremien/ag-fremd/beschluesse/").status_code == 404


def test_every_link_of_the_page_opens(group):
    client = visitor("chair", group)
    invited(group)
    draft(group)
    recommended(group)
    seen, waiting = set(), [HERE]
    while waiting and len(seen) < 60:
        address = waiting.pop(0).partition("#")[0].partition("?")[0]
        if address in seen or not address.startswith((HERE, OFFICE)):
            continue
        seen.add(address)
        page = client.get(address)
        assert page.status_code == 200, address
        if "text/html" in page["Content-Type"]:
            waiting += re.findall(r'<a [^>]*href="([^"]+)"', page.content.decode())
    assert len(seen) > 10


def seat(meeting: Meeting, client_account: Account, **more) -> Attendee:
    return Attendee.objects.create(
        meeting=meeting, person=client_account.person, name="Tilda Brandt", role=R.MEMBER, **more
    )


def test_answers_for_the_own_seat_and_changes_it(group):
    client = visitor("plain member", group)
    own = seat(invited(group), Account.objects.get(name="Tilda"))
    assert "Kommen Sie?" in text(client.get(HERE))
    for reply, words in (("YES", "kommt"), ("NO", "kommt nicht")):
        assert client.post(f"{HERE}antwort/{own.uid}/", {"reply": reply}).status_code == 302
        own.refresh_from_db()
        assert own.reply == reply
        assert f"Ihre Antwort: {own.get_reply_display()}" in text(client.get(HERE)), words


def test_nobody_answers_for_somebody_else(group):
    other = Attendee.objects.create(
        meeting=invited(group), person=a_person("Nadia Berg"), name="Nadia Berg", role=R.MEMBER
    )
    client = visitor("chair", group)
    assert client.post(f"{HERE}antwort/{other.uid}/", {"reply": "NO"}).status_code == 404
    other.refresh_from_db()
    assert other.reply == Reply.NONE


def test_an_organization_sends_a_deputy_and_what_was_typed_stays(group):
    house = an_organization("Haus")
    a_membership(group, organization=house, active_from=LONG_AGO)
    row = Attendee.objects.create(
        meeting=invited(group), organization=house, name="Haus", role=R.MEMBER
    )
    paul = signed_in("paul", organization=house)
    name, mail = f"s{row.pk}-deputy_name", f"s{row.pk}-deputy_email"
    wrong = paul.post(f"{HERE}antwort/{row.uid}/", {"reply": "DEPUTY", name: "Ina", mail: "ina@"})
    assert wrong.status_code == 422
    assert 'value="ina@"' in wrong.content.decode()
    assert "Das ist keine E-Mail-Adresse." in text(wrong)
    paul.post(f"{HERE}antwort/{row.uid}/", {"reply": "DEPUTY", name: "Ina", mail: ""})
    row.refresh_from_db()
    assert (row.reply, row.deputy_name) == (Reply.DEPUTY, "Ina")


def test_too_late_is_told_in_a_sentence(group):
    client = visitor("plain member", group)
    meeting = invited(group)
    own = seat(meeting, Account.objects.get(name="Tilda"))
    Meeting.objects.filter(pk=meeting.pk).update(starts_at=timezone.now() - timedelta(minutes=1))
    page = client.post(f"{HERE}antwort/{own.uid}/", {"reply": "YES"})
    assert page.status_code == 422
    own.refresh_from_db()
    assert own.reply == Reply.NONE


def test_a_topic_without_a_title_comes_back(group):
    client = visitor("plain member", group)
    form = {f"t{group.pk}-title": " ", f"t{group.pk}-text": "Weil es drängt"}
    page = client.post(f"{HERE}ag-demenz/thema/", form)
    assert page.status_code == 422
    assert "Geben Sie dem Punkt bitte einen Titel." in text(page)
    assert "Weil es drängt" in text(page)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_costs_the_same_for_many(rows, group, django_assert_num_queries):
    client = visitor("chair", group)
    tilda = Account.objects.get(name="Tilda")
    for number in range(rows):
        more = a_committee(f"AG {number}")
        a_membership(more, tilda.person, role=R.CHAIR)
        seat(invited(more), tilda)
    client.get(HERE)
    with django_assert_num_queries(QUERIES):
        assert client.get(HERE).status_code == 200


QUERIES = 28


def test_the_office_shows_its_factor_first(group):
    stella = account("stella")
    client = Client()
    client.force_login(stella)
    assert client.get(HERE)["Location"].startswith("/konto/neu-anmelden/?")


def test_what_an_earlier_chair_left_the_next_one_finishes(group):
    past = timezone.now() - timedelta(days=30)
    meeting = a_meeting(group, past.date(), status=MeetingStatus.MINUTES_OPEN, closed_at=past)
    old = visitor("ended chair", group)
    a_membership(a_committee("AG Andere"), Account.objects.get(name="Tilda").person)
    new = account("nadia")
    new.person = a_person("Nadia Berg")
    new.save(update_fields=["person"])
    a_membership(group, new.person, role=R.CHAIR, active_from=YESTERDAY)
    client = Client()
    client.force_login(new)
    address = f"{OFFICE}sitzungen/{meeting.uid}/niederschrift/"
    old.post(f"{address}erstellen/")
    assert not hasattr(Meeting.objects.get(pk=meeting.pk), "minutes")
    assert "Niederschrift: " in text(client.get(HERE))
    client.post(f"{address}erstellen/")
    assert hasattr(Meeting.objects.get(pk=meeting.pk), "minutes")


def test_invitations_reply_is_the_action_behind_it(group):
    """The same rule as the link in the letter: a person without a deputy sends nobody."""
    client = visitor("plain member", group)
    own = seat(invited(group), Account.objects.get(name="Tilda"))
    with pytest.raises(invitations.ReplyRefused):
        invitations.reply(uid=own.uid, reply="DEPUTY", deputy_name="Ina", at=timezone.now())
    page = client.post(
        f"{HERE}antwort/{own.uid}/", {"reply": "DEPUTY", f"s{own.pk}-deputy_name": "Ina"}
    )
    assert page.status_code == 422
