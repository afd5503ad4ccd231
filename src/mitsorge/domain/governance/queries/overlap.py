"""What the radar for double structures looks at."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from mitsorge.domain.directory.search.words import STOP, WEAK, fold, stem
from mitsorge.domain.governance.models import AgendaItem, Committee, Meeting
from mitsorge.domain.governance.queries.all_seats import Seats, all_seats
from mitsorge.domain.governance.rules import ItemKind, MeetingStatus
from mitsorge.domain.governance.rules.overlap import Circle, Mention, Overlap, overlaps

WINDOW = timedelta(days=365)
"""Agenda and dates of one year back; everything planned ahead."""
TELLING = (ItemKind.REPORT, ItemKind.DISCUSSION, ItemKind.DECISION, ItemKind.CARDS)
NOUN = re.compile(r"\b[A-ZÄÖÜ][\w-]{4,}")
"""Nouns of five letters and more: in German they say what a text is about."""
FORMAL_TEXT = """
    Arbeitsgruppe Austausch Auftrag Bericht Berichte Beschluss Beratung Diskussion Ergebnis Ergebnisse Entwurf
    Fachleute Gremium Jahresplanung Konferenz Kreis Landkreis Lösung Lösungen Lücken Maßnahme Mitglied Mitglieder
    Netzwerk Partner Partnerinnen Planung Planregion Projekt Projekte Protokoll Rückblick Runde Runder Sachstand Sitzung
    Sprecher Sprecherin Sprecherinnen Stadt Stand Steuerungsgruppe Tagesordnung Termin Termine Thema Themen Tisch
    Verschiedenes Versorgung Vorstellung Weitere Wegweiser
"""
FORMAL = frozenset(stem(fold(word)) for word in FORMAL_TEXT.split())
"""Words of meetings and of administration: every committee uses them."""

Texts = Mapping[int, list[tuple[str, str]]]
"""By committee id: a text, and where it stands in German."""


@dataclass(frozen=True)
class Radar:
    """The pairs found, with what is needed to name them."""

    pairs: list[Overlap]
    committees: Mapping[int, Committee]
    seats: Mapping[int, Seats]

    def names_of(self, pair: Overlap) -> list[str]:
        """The members both have, by name."""
        return sorted(self.seats[pair.one].houses[key] for key in pair.members)


def radar(*, at: datetime, more: Texts | None = None) -> Radar:
    """All committees of today compared in pairs; `more` adds texts from packages above (5 queries)."""
    on = timezone.localtime(at).date()
    ended = Q(active_to__lte=on)
    committees = list(Committee.objects.exclude(ended))
    seats = all_seats(committees, on)
    days, items = _days(at), _items(at)
    circles = [
        Circle(
            each.pk,
            frozenset(seats[each.pk].houses),
            tuple(_mentions(_texts(each, items, more or {}))),
            tuple(days[each.pk]),
            each.parent_id,
        )
        for each in committees
    ]
    return Radar(overlaps(circles), {each.pk: each for each in committees}, seats)


def _texts(committee: Committee, items: Texts, more: Texts) -> Iterator[tuple[str, str]]:
    yield committee.name, _("Name")
    yield committee.purpose, _("Auftrag")
    yield from items.get(committee.pk, ())
    yield from more.get(committee.pk, ())


def _mentions(texts: Iterator[tuple[str, str]]) -> Iterator[Mention]:
    for text, where in texts:
        for word in NOUN.findall(text):
            folded = fold(word)
            base = stem(folded)
            if folded not in STOP and base not in WEAK and base not in FORMAL:
                yield Mention(base, word, where)


def _days(at: datetime) -> dict[int, list[date]]:
    """The days of the meetings of each committee, its own and those it holds with others (2 queries)."""
    rows = Meeting.objects.exclude(status=MeetingStatus.CANCELLED).filter(
        starts_at__gte=at - WINDOW
    )
    found: dict[int, list[date]] = defaultdict(list)
    own = rows.values_list("committee_id", "starts_at")
    joint = rows.exclude(joint_with=None).values_list("joint_with", "starts_at")
    for committee_id, starts_at in (*own, *joint):
        found[committee_id].append(timezone.localtime(starts_at).date())
    return found


def _items(at: datetime) -> dict[int, list[tuple[str, str]]]:
    """Titles of agenda items that say what was treated, the newest first (1 query)."""
    rows = (
        AgendaItem.objects.filter(kind__in=TELLING, meeting__starts_at__gte=at - WINDOW)
        .exclude(meeting__status=MeetingStatus.CANCELLED)
        .order_by("-meeting__starts_at", "position", "pk")
        .values_list("committee_id", "title", "meeting__starts_at")
    )
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for committee_id, title, starts_at in rows:
        day = date_format(timezone.localtime(starts_at), "j. F Y")
        found[committee_id].append((title, _("Sitzung vom %(day)s") % {"day": day}))
    return found
