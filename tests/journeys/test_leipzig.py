"""An organization joins by a vote, its speaker leads a working group, whose recommendation reaches the council."""

import re
from datetime import date, timedelta
from io import BytesIO

import pytest
from django.utils import timezone
from django.utils.formats import date_format
from docx import Document
from playwright.sync_api import Page
from pypdf import PdfReader

from tests.journeys import acting, sitting
from tests.journeys.acting import fill, follow, menu, press, says, tab
from tests.journeys.background import joined, speaks
from tests.sign_in import with_password

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
HOUSE, PAULA, MAIL = "Haus Lindenhof", "Paula Brandt", "paula@lindenhof.example"
TITLE = "Lotsen nach dem Krankenhaus"
TEXT = "Die Stadt richtet zwei Stellen für Lotsen ein."
STEERING, GROUP, PLENUM = "Steuerungsgruppe", "AG Überleitungsmanagement", "Netzwerkkonferenz"
SPEAKERS = {
    "Karla Weiß": ("Klinikum Auental", "karla@auental.example", "ag-bestandsanalyse"),
    "Bernd Sommer": ("Pflegedienst Parthe", "bernd@parthe.example", "ag-fachkraefte"),
    "Ines Vogel": ("Treffpunkt Elster", "ines@elster.example", "unw-demenz"),
}
NURSE = ("Tom Winter", "Sozialdienst Pleiße", "tom@pleisse.example")


@pytest.fixture
def clock(monkeypatch) -> acting.Clock:
    return acting.clock_of(monkeypatch)


@pytest.fixture
def office(page: Page, live_server) -> Page:
    """Three speakers of other groups sit in the steering group; one colleague waits in the group to come."""
    acting.found("leikop")
    frieda, _ = with_password("frieda"), with_password("stella")
    for name, (house, email, group) in SPEAKERS.items():
        seat = joined(house=house, speaker=name, email=email, group=group, by=frieda)
        speaks(seat, by=frieda)
    name, house, email = NURSE
    joined(house=house, speaker=name, email=email, group="ag-ueberleitung", by=frieda)
    page.set_default_timeout(60_000)
    return page


def apply(page: Page, accessible) -> None:
    """From the front page to the confirmed application, by the link in the letter."""
    acting.open_to_all(page)
    menu(page, "Mitmachen")
    accessible()
    fill(page, organization_name=HOUSE, street="Musterweg 4", postcode="04103", town="Leipzig")
    page.get_by_label("Aktiv: wir arbeiten").check()
    page.get_by_label(GROUP).check()
    fill(page, speaker_name=PAULA, speaker_email=MAIL)
    page.get_by_label("Wir haben die Erklärung gelesen").check()
    press(page, "Antrag absenden")
    page.get_by_role("heading", name=re.compile("Fast geschafft")).wait_for()
    page.goto(acting.path_of(acting.letter_to(MAIL).text, "/mitmachen/bestaetigen/"))
    accessible()
    press(page, "Ja, Antrag bestätigen")
    page.get_by_role("heading", name="Danke, Ihr Antrag ist bei uns.").wait_for()


def application(page: Page) -> None:
    menu(page, "Partner")
    tab(page, "Partner", "Anträge")
    follow(page, HOUSE)


def admit(page: Page, clock: acting.Clock, accessible) -> None:
    """Three seats, two of them for it; then the application is accepted with this decision."""
    title = f"Aufnahme: {HOUSE}"
    day = sitting.plan(page, STEERING, days=20)
    application(page)
    press(page, "Auf die Tagesordnung")
    says(page, "Der Antrag steht zur Abstimmung.")
    accessible()
    page.get_by_role("region", name="Abstimmung").get_by_role("link").click()
    sitting.invite(page, list(SPEAKERS))
    sitting.answer_yes(page, SPEAKERS["Karla Weiß"][1])
    sitting.come(page, clock, day, STEERING)
    sitting.tick(page, list(SPEAKERS), of=3)
    sitting.turn_to(page, title)
    sitting.vote(page, yes=2, no=1, foreseen="So wäre es angenommen.")
    says(page, "Angenommen mit 2 von 3 Stimmen.")
    accessible()
    sitting.close(page)

    application(page)
    accessible()
    press(page, "Beschluss ausführen: aufnehmen")
    says(page, "Wie beschlossen. Der Brief ist unterwegs.")
    follow(page, "Zum Partner")
    seats = page.get_by_role("region", name="Wo sie mitarbeiten")
    seat = f"{GROUP}: {PAULA} Mitglied, seit {date_format(day)}"
    assert seats.get_by_role("listitem").all_inner_texts() == [seat]
    accessible()


def see_oneself(page: Page, accessible) -> None:
    """Paula signs in by her letter and reads what her house is."""
    acting.member_enters(page, MAIL)
    follow(page, "Mein Netzwerk")
    today = date_format(timezone.localdate())
    says(page, f"aktiv · Partner seit {today}")
    accessible()


def elect(page: Page, clock: acting.Clock, accessible) -> date:
    """The group elects her; from that day, and no day before, she sits in the steering group."""
    title = "Wahl der Sprecherin"
    acting.enter(page, "frieda")
    day = sitting.plan(page, GROUP, days=21)
    sitting.put(page, title, "Beschluss")
    sitting.invite(page, [PAULA, NURSE[0]])
    sitting.come(page, clock, day, GROUP)
    sitting.tick(page, [PAULA, NURSE[0]], of=2)
    sitting.turn_to(page, title)
    sitting.consent(page)
    sitting.close(page)

    menu(page, "Gremien", GROUP)
    tab(page, GROUP, "Mitglieder")
    follow(page, PAULA)
    follow(page, "Aufgabe ändern")
    page.get_by_label("Neue Aufgabe").select_option(value="SPOKESPERSON")
    press(page, "Ändern")
    page.get_by_role("heading", name=re.compile("Mitglied")).first.wait_for()
    accessible()
    return day


def members_on(page: Page, day: date) -> list[str]:
    """Who sits in the steering group on a day, as its page says."""
    menu(page, "Gremien", STEERING)
    tab(page, STEERING, "Mitglieder")
    page.get_by_label("An welchem Tag?").fill(f"{day:%Y-%m-%d}")
    press(page, "Zeigen")
    page.wait_for_url(f"**am={day:%Y-%m-%d}")
    rows = page.get_by_role("rowheader").all()
    return sorted(row.inner_text().splitlines()[0].strip() for row in rows)


def draft(page: Page, accessible) -> None:
    menu(page, "Empfehlungen")
    follow(page, "Empfehlung entwerfen")
    page.get_by_label("Welches Gremium erarbeitet sie?").select_option(label=GROUP)
    fill(page, title=TITLE, addressee="Ratsversammlung", situation="Viele kommen unversorgt heim.")
    fill(page, text=TEXT, cost="160.000 Euro im Jahr")
    press(page, "Speichern")
    page.get_by_role("heading", name=TITLE).wait_for()
    accessible()
    follow(page, "Zur Beratung geben")
    page.get_by_label("Wer berät als Nächstes?").select_option(label=STEERING)
    press(page, "Zur Beratung geben")
    says(page, f"Fassung 1 liegt seit {date_format(timezone.localdate())} vor: {STEERING}.")


def forward(page: Page, accessible) -> None:
    """Stella, for the steering group, rates it and passes it on to the conference."""
    acting.enter(page, "stella")
    menu(page, "Empfehlungen")
    tab(page, "Empfehlungen", "Was liegt uns vor")
    accessible()
    follow(page, "Bewerten")
    page.get_by_label("5 – unbedingt").check()
    press(page, "Nur die Bewertung speichern")
    says(page, "Die Bewertung ist festgehalten.")
    follow(page, "Bewerten und weitergeben")
    page.get_by_label("Wer berät als Nächstes?").select_option(label=f"{PLENUM} (beschließt)")
    accessible()
    press(page, "Weitergeben")
    says(page, f"Fassung 1 liegt seit {date_format(timezone.localdate())} vor: {PLENUM}.")


def decide(page: Page, clock: acting.Clock, accessible) -> None:
    """One seat for each house; four of five came, three for it and one against."""
    everyone = [PAULA, NURSE[0], *SPEAKERS]
    acting.enter(page, "frieda")
    day = sitting.plan(page, PLENUM, days=28)
    sitting.put(page, TITLE, "Beschluss")
    sitting.invite(page, everyone)
    sitting.answer_yes(page, MAIL)
    sitting.come(page, clock, day, PLENUM)
    sitting.tick(page, everyone[:4], of=5)
    sitting.turn_to(page, TITLE)
    sitting.vote(page, yes=3, no=1, foreseen="So wäre es angenommen.")
    says(page, "Angenommen mit 3 von 4 Stimmen.")
    accessible()
    sitting.close(page)

    menu(page, "Empfehlungen", TITLE)
    follow(page, "Beschluss eintragen")
    accessible()
    page.get_by_label("Unter welchem Tagesordnungspunkt").select_option(
        label=f"{date_format(day)}: {TITLE} (angenommen)"
    )
    press(page, "Als beschlossen eintragen")
    says(page, "Beschlossen.")


def put_before_council(page: Page, accessible) -> None:
    """The paper is drafted, and both files are opened and read."""
    follow(page, "Antwort, Vorlage, Maßnahmen")
    accessible()
    press(page, "Vorlage anlegen")
    page.get_by_role("heading", name="Als Datei").wait_for()
    accessible()
    as_word = Document(BytesIO(_download(page, "Word-Datei (DOCX)")))
    as_pdf = PdfReader(BytesIO(_download(page, "PDF")))
    words = [paragraph.text for paragraph in as_word.paragraphs]
    printed = " ".join("\n".join(each.extract_text() for each in as_pdf.pages).split())
    for sentence in (TEXT, "Viele kommen unversorgt heim.", "160.000 Euro im Jahr"):
        assert [sentence in words, printed.count(sentence)] == [True, 1]


def _download(page: Page, name: str) -> bytes:
    """Kept as a file: that is what a click with Alt does to a link that would open in the window."""
    with page.expect_download() as loading:
        page.get_by_role("link", name=name, exact=True).click(modifiers=["Alt"])
    return loading.value.path().read_bytes()


def test_from_joining_to_the_council(office: Page, clock: acting.Clock, accessible) -> None:
    page = office
    apply(page, accessible)
    acting.enter(page, "frieda")
    admit(page, clock, accessible)
    see_oneself(page, accessible)
    elected = elect(page, clock, accessible)
    before, after = sorted(SPEAKERS), sorted([*SPEAKERS, PAULA])
    assert members_on(page, elected - timedelta(days=1)) == before
    assert members_on(page, elected) == after
    draft(page, accessible)
    forward(page, accessible)
    decide(page, clock, accessible)
    put_before_council(page, accessible)
