"""The letters about a meeting: invitation, update, reminder, cancellation, and those to deputies.

Each holds a personal link or a name, so its text is forgotten as soon as it is sent.
"""

from datetime import datetime
from hashlib import sha256

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from mitsorge.domain.governance.letters import calendar, links
from mitsorge.domain.governance.letters.calendar import Mailbox
from mitsorge.domain.governance.letters.sheet import Sheet
from mitsorge.domain.governance.models import AgendaItem, Attendee
from mitsorge.domain.governance.rules.planning import REMIND_BEFORE
from mitsorge.foundation.identity.models import Network
from mitsorge.foundation.post.rules import Draft


def invitation(sheet: Sheet, attendee: Attendee, to: str, *, at: datetime) -> Draft:
    """Asks somebody to come, with agenda, papers, calendar file and the link to answer."""
    opening = _("wir laden Sie ein: %(title)s.") % {"title": sheet.title}
    text = _letter(
        sheet, attendee.name, opening, _body(sheet, attendee), _please_answer(sheet, attendee, at)
    )
    return _draft("invitation", sheet, attendee, to, _("Einladung: %s"), text, at)


def moved(sheet: Sheet, attendee: Attendee, to: str, *, ask_again: bool, at: datetime) -> Draft:
    """Tells that time or place are different now; asks once more where the answer was for another time."""
    opening = _("diese Sitzung findet anders statt als angekündigt: %(title)s.\nJetzt gilt:") % {
        "title": sheet.title
    }
    closing = _please_answer(sheet, attendee, at) if ask_again else _your_link(attendee)
    text = _letter(sheet, attendee.name, opening, sheet.facts, closing)
    return _draft("moved", sheet, attendee, to, _("Geändert: %s"), text, at)


def cancelled(sheet: Sheet, attendee: Attendee, to: str, *, at: datetime) -> Draft:
    """Tells that the meeting does not take place, and why."""
    opening = _("diese Sitzung findet nicht statt: %(title)s.") % {"title": sheet.title}
    why = _("Grund: %s") % sheet.meeting.cancelled_why
    text = _letter(sheet, attendee.name, opening, sheet.facts, why)
    return _draft("cancelled", sheet, attendee, to, _("Abgesagt: %s"), text, at, cancels=True)


def seat_ended(sheet: Sheet, attendee: Attendee, to: str, *, at: datetime) -> Draft:
    """To somebody who has no seat any more on the new day of the meeting."""
    opening = _("diese Sitzung ist verlegt: %(title)s.") % {"title": sheet.title}
    why = _("Am neuen Tag gehören Sie dem Gremium nicht mehr an. Ihre Einladung gilt nicht mehr.")
    text = _letter(sheet, attendee.name, opening, sheet.facts, why)
    return _draft(
        "seat_ended", sheet, attendee, to, _("Einladung beendet: %s"), text, at, cancels=True
    )


def reminder(sheet: Sheet, attendee: Attendee, to: str, *, by_itself: bool, at: datetime) -> Draft:
    """Asks for the answer that is missing: once by itself, and at most once a day by hand."""
    opening = _("kommen Sie zu dieser Sitzung? %(title)s") % {"title": sheet.title}
    text = _letter(sheet, attendee.name, opening, sheet.facts, _please_answer(sheet, attendee, at))
    when = "auto" if by_itself else f"{timezone.localdate(at):%Y-%m-%d}"
    return _plain("reminder", sheet, attendee, to, _("Bitte antworten: %s"), text, when)


def agenda_changed(sheet: Sheet, attendee: Attendee, to: str) -> Draft:
    """Tells of another agenda or new papers, where the office wishes; the same news goes out once."""
    opening = _("die Tagesordnung hat sich geändert: %(title)s.") % {"title": sheet.title}
    text = _letter(sheet, attendee.name, opening, _body(sheet, attendee), _your_link(attendee))
    return _plain(
        "agenda", sheet, attendee, to, _("Neue Tagesordnung: %s"), text, sheet.fingerprint
    )


def deputy_informed(sheet: Sheet, attendee: Attendee, deputy: Mailbox) -> Draft:
    """To whoever is named for a seat: nothing to do yet."""
    opening = _(
        "%(name)s ist eingeladen: %(title)s.\n"
        "Sie sind als Vertretung benannt. Sie müssen nichts tun, bis Sie gebeten werden."
    ) % {"name": attendee.name, "title": sheet.title}
    text = _letter(sheet, deputy.name, opening, _body(sheet, attendee, reading=True), "")
    return _plain(
        "deputy_informed", sheet, attendee, deputy.address, _("Zur Kenntnis: %s"), text,
        _whose(deputy.address),
    )  # fmt: skip


def deputy_asked(sheet: Sheet, attendee: Attendee, *, at: datetime) -> Draft:
    """To whoever comes instead: with the calendar file."""
    deputy = Mailbox(attendee.deputy_name, attendee.deputy_email)
    opening = _("%(name)s bittet Sie um Vertretung: %(title)s.") % {
        "name": attendee.name, "title": sheet.title
    }  # fmt: skip
    text = _letter(sheet, deputy.name, opening, _body(sheet, attendee, reading=True), "")
    file = calendar.request(sheet.entry, organizer=sheet.office, attendee=deputy, at=at)
    more = f"{_whose(deputy.address)}:{at:%Y%m%d%H%M%S%f}"
    return _plain(
        "deputy_asked", sheet, attendee, deputy.address, _("Vertretung: %s"), text, more, file
    )


def deputy_released(sheet: Sheet, attendee: Attendee, deputy: Mailbox, *, at: datetime) -> Draft:
    """To whoever was to come instead and is not needed any more: out of the calendar."""
    opening = _("Sie müssen %(name)s nicht mehr vertreten: %(title)s.") % {
        "name": attendee.name, "title": sheet.title
    }  # fmt: skip
    file = calendar.cancellation(sheet.entry, organizer=sheet.office, attendee=deputy, at=at)
    text = _letter(sheet, deputy.name, opening, sheet.facts, "")
    more = f"{_whose(deputy.address)}:{at:%Y%m%d%H%M%S%f}"
    return _plain(
        "deputy_released", sheet, attendee, deputy.address, _("Keine Vertretung nötig: %s"), text,
        more, file,
    )  # fmt: skip


def proposal(item: AgendaItem, network: Network) -> Draft:
    """Tells the office that a member proposes something for an agenda."""
    text = _(
        "Guten Tag,\n\n%(who)s schlägt einen Tagesordnungspunkt vor.\n\n"
        "Gremium: %(committee)s\nTitel: %(title)s\n%(text)s\n\n"
        "Er wartet im Themenspeicher des Gremiums.\n"
    ) % {
        "who": item.brought_by,
        "committee": item.committee,
        "title": item.title,
        "text": item.text,
    }
    return Draft(
        to=network.email,
        subject=_("Vorschlag für die Tagesordnung: %s") % item.title,
        text=text,
        key=f"governance.proposal:{item.pk}",
        purpose="governance.proposal",
        may_wait_for_digest=True,
    )


def _letter(sheet: Sheet, name: str, *parts: str) -> str:
    greeting = _("Guten Tag %(name)s,") % {"name": name}
    goodbye = _("Fragen? Sie erreichen uns unter %(phone)s.\n\n%(office)s") % {
        "phone": sheet.phone, "office": sheet.office.name
    }  # fmt: skip
    return "\n\n".join(part for part in (greeting, *parts, goodbye) if part) + "\n"


def _body(sheet: Sheet, attendee: Attendee, *, reading: bool = False) -> str:
    """When and where, agenda, tasks, papers under the personal link."""
    root = links.address(attendee, reading=reading)
    papers = "\n".join(f"- {name}: {root}{end}" for name, end in sheet.papers)
    chapters = (
        ("", sheet.facts),
        (_("Tagesordnung"), sheet.agenda),
        (_("Offene Aufgaben"), sheet.tasks),
        (_("Unterlagen"), papers),
    )
    return "\n\n".join(f"{head}\n{text}".strip() for head, text in chapters if text)


def _please_answer(sheet: Sheet, attendee: Attendee, at: datetime) -> str:
    """By the day of the reminder, so that nobody who answers is reminded; later there is no day to name."""
    until = timezone.localdate(sheet.meeting.starts_at - REMIND_BEFORE)
    if until > timezone.localdate(at):
        asks = _("Kommen Sie? Bitte antworten Sie bis zum %(day)s.") % {"day": date_format(until)}
    else:
        asks = _("Kommen Sie? Bitte antworten Sie möglichst heute.")
    words = _(
        "Ein Konto brauchen Sie nicht:\n%(link)s\n"
        "Bis die Sitzung beginnt, können Sie Ihre Antwort ändern."
    )
    return f"{asks} {words % {'link': links.address(attendee)}}"


def _your_link(attendee: Attendee) -> str:
    words = _("Ihre Antwort können Sie hier ändern, bis die Sitzung beginnt:\n%(link)s")
    return words % {"link": links.address(attendee)}


def _draft(
    what: str, sheet: Sheet, attendee: Attendee, to: str, subject: str, text: str, at: datetime,
    *, cancels: bool = False,
) -> Draft:  # fmt: skip
    """A letter with the calendar file of this version of the meeting."""
    make = calendar.cancellation if cancels else calendar.request
    guest = Mailbox(attendee.name, to)
    file = make(sheet.entry, organizer=sheet.office, attendee=guest, at=at)
    return _plain(what, sheet, attendee, to, subject, text, "", file)


def _plain(
    what: str, sheet: Sheet, attendee: Attendee, to: str, subject: str, text: str, more: str = "",
    file: str = "",
) -> Draft:  # fmt: skip
    key = f"governance.{what}:{attendee.uid.hex}:{sheet.meeting.sequence}:{more}"
    return Draft(
        to=to,
        subject=subject % f"{sheet.meeting.committee}, {sheet.day}",
        text=text,
        key=key,
        purpose=f"governance.{what}",
        confidential=True,
        calendar=file,
    )


def _whose(address: str) -> str:
    return sha256(address.lower().encode()).hexdigest()[:16]
