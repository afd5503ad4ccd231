"""What all letters about one meeting say alike: when, where, what about, with which papers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from mitsorge.domain.governance.letters.calendar import Entry, Mailbox, entry_of
from mitsorge.domain.governance.models import AgendaItem, Meeting
from mitsorge.domain.governance.queries.agenda import agenda_of, open_tasks, papers_of
from mitsorge.foundation.identity.models import Network


@dataclass(frozen=True)
class Sheet:
    """The parts of a letter in German words; `papers` are names with the end of their address."""

    meeting: Meeting
    title: str
    facts: str
    agenda: str
    tasks: str
    papers: tuple[tuple[str, str], ...]
    entry: Entry
    office: Mailbox
    phone: str

    @property
    def day(self) -> str:
        return date_format(timezone.localtime(self.meeting.starts_at), "j. F Y")

    @property
    def fingerprint(self) -> str:
        """The same as long as agenda and papers are the same."""
        said = "\n".join((self.agenda, *(name for name, _end in self.papers)))
        return sha256(said.encode()).hexdigest()[:16]


def sheet(meeting: Meeting, network: Network) -> Sheet:
    """Reads what letters need of a meeting whose committees are loaded (4 queries)."""
    agenda = agenda_in_words(agenda_of(meeting))
    facts = facts_in_words(meeting)
    papers = tuple((paper.name, f"unterlage/{paper.file.uid}/") for paper in papers_of(meeting))
    return Sheet(
        meeting=meeting,
        title=title_of(meeting),
        facts=facts,
        agenda=agenda,
        tasks="\n".join(f"- {task.text} ({task.owner})" for task in open_tasks(meeting.committee)),
        papers=papers,
        entry=entry_of(meeting, text=agenda),
        office=Mailbox(network.office_name, network.email),
        phone=network.phone,
    )


def title_of(meeting: Meeting) -> str:
    """ "Steuerungsgruppe, 3. Sitzung, gemeinsam mit AG Demenz: Thema"."""
    names = [committee.name for committee in meeting.joint_with.all()]
    kind = _("außerordentliche Sitzung") if meeting.is_extraordinary else ""
    parts = [str(meeting), kind, _("gemeinsam mit %s") % ", ".join(names) if names else ""]
    title = ", ".join(part for part in parts if part)
    return f"{title}: {meeting.title}" if meeting.title else title


def facts_in_words(meeting: Meeting) -> str:
    """When and where, a line each."""
    lines = [_("Wann: %s") % period_in_words(meeting.starts_at, meeting.ends_at)]
    lines += [_("Wo: %s") % meeting.place] if meeting.place else []
    lines += [_("Online: %s") % meeting.online_url] if meeting.online_url else []
    return "\n".join(lines)


def period_in_words(starts_at: datetime, ends_at: datetime) -> str:
    """Day and clock times in local time; the day of the end only where it is another one."""
    begin, end = timezone.localtime(starts_at), timezone.localtime(ends_at)
    first = date_format(begin, _(r"l, j. F Y, H:i"))
    last = date_format(end, "H:i" if begin.date() == end.date() else _(r"l, j. F Y, H:i"))
    return _("%(first)s bis %(last)s Uhr") % {"first": first, "last": last}


def agenda_in_words(items: Sequence[AgendaItem]) -> str:
    """One line per item, numbered as on the page."""
    return "\n".join(f"{place}. {_item(item)}" for place, item in enumerate(items, 1))


def _item(item: AgendaItem) -> str:
    more = [
        item.presenter,
        _("%s Minuten") % item.minutes_planned if item.minutes_planned else "",
        "" if item.is_public else _("nicht öffentlich"),
    ]
    said = ", ".join(part for part in more if part)
    return f"{item.title} ({said})" if said else item.title
