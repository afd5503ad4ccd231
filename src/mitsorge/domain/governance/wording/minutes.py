"""The text of minutes, composed from what was recorded: headings, paragraphs and lists as editors write them."""

from collections.abc import Iterator
from datetime import date

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mitsorge.domain.governance.rules import ItemStatus, Result
from mitsorge.domain.governance.rules.minutes import Recorded, RecordedItem
from mitsorge.domain.governance.wording.codes import RESULT


def composed(meeting: Recorded, *, public: bool) -> str:
    """The whole text. The public version names nobody, keeps tasks out and leaves closed items closed."""
    blocks = [*_head(meeting), *_attendance(meeting, public=public)]
    for item in meeting.items:
        blocks += _item(item, public=public)
    return "\n\n".join(blocks) + "\n"


def _head(meeting: Recorded) -> Iterator[str]:
    began, ended = timezone.localtime(meeting.began), timezone.localtime(meeting.ended)
    lines = [
        _("%(day)s, %(from)s bis %(to)s Uhr")
        % {
            "day": date_format(began, "l, j. F Y"),
            "from": date_format(began, "H:i"),
            "to": date_format(ended, "H:i"),
        }
    ]
    yield "\n".join([*lines, *([meeting.place] if meeting.place else [])])
    if meeting.title:
        yield _("Thema: %(title)s") % {"title": meeting.title}


def _attendance(meeting: Recorded, *, public: bool) -> Iterator[str]:
    yield "## " + _("Anwesenheit")
    if meeting.heads:
        yield from _heads(meeting)
    elif public:
        yield _there(meeting)
    else:
        yield from _names(meeting)


def _heads(meeting: Recorded) -> Iterator[str]:
    total = sum(count for _label, count in meeting.heads)
    yield _("%(n)s Teilnehmende, gezählt.") % {"n": total}
    groups = [f"- {label}: {count}" for label, count in meeting.heads if label]
    if groups:
        yield "\n".join(groups)


def _there(meeting: Recorded) -> str:
    sentence = ngettext(
        "%(voters)s von %(members)s Stimmberechtigten war da.",
        "%(voters)s von %(members)s Stimmberechtigten waren da.",
        meeting.voters,
    ) % {
        "voters": meeting.voters,
        "members": meeting.members,
    }
    if not meeting.guests:
        return sentence
    return sentence + " " + _("Gäste: %(n)s.") % {"n": len(meeting.guests)}


def _names(meeting: Recorded) -> Iterator[str]:
    yield _there(meeting)
    if meeting.chair:
        yield _("Sitzungsleitung: %(name)s") % {"name": meeting.chair}
    if meeting.minute_taker:
        yield _("Protokoll: %(name)s") % {"name": meeting.minute_taker}
    if meeting.present:
        yield "\n".join(_one(*seat) for seat in meeting.present)
    if meeting.guests:
        names = ", ".join(f"{name} ({house})" if house else name for name, house in meeting.guests)
        yield _("Gäste: %(names)s") % {"names": names}
    if meeting.absent:
        yield _("Nicht da: %(names)s") % {"names": ", ".join(meeting.absent)}


def _one(name: str, organization: str, deputy: str) -> str:
    seat = f"{name}, {organization}" if organization and organization != name else name
    return (
        f"- {seat}"
        if not deputy
        else "- "
        + _("%(deputy)s für %(seat)s")
        % {
            "deputy": deputy,
            "seat": seat,
        }
    )


def _item(item: RecordedItem, *, public: bool) -> Iterator[str]:
    if public and not item.is_public:
        yield "## " + _("TOP %(n)s: nicht öffentlich") % {"n": item.position}
        return
    yield "## " + _("TOP %(n)s: %(title)s") % {"n": item.position, "title": item.title}
    if item.notes:
        yield item.notes
    if item.result:
        yield from _decision(item)
    elif item.status is ItemStatus.ADJOURNED:
        yield _("Der Punkt wurde vertagt.")
    if item.tasks and not public:
        yield "\n".join([_("Aufgaben:"), *(_task(*task) for task in item.tasks)])


def _decision(item: RecordedItem) -> Iterator[str]:
    yield (
        "**"
        + _("Beschluss %(number)s: %(result)s.")
        % {
            "number": item.register_number,
            "result": RESULT[Result(item.result)],
        }
        + "**"
    )
    if item.resolution_text:
        yield item.resolution_text
    yield f"{counts(item.yes, item.no, item.abstentions)} {item.rule_applied}".strip()
    if item.dissent:
        yield _("Abweichende Meinung: %(text)s") % {"text": item.dissent}


def counts(yes: int | None, no: int | None, abstentions: int | None) -> str:
    """ "14 Ja, 2 Nein, 1 Enthaltung." Empty where nobody counted."""
    if yes is None and no is None and abstentions is None:
        return ""
    return _("Ja: %(yes)s, Nein: %(no)s, Enthaltungen: %(abstentions)s.") % {
        "yes": yes or 0,
        "no": no or 0,
        "abstentions": abstentions or 0,
    }


def _task(text: str, owner: str, due_on: date | None) -> str:
    line = f"- {text} ({owner}"
    return f"{line}, {_('bis')} {date_format(due_on, 'd.m.Y')})" if due_on else f"{line})"
