"""Letters about the Niederschrift. The link in them shows and asks; it never acts by being opened."""

from datetime import date, timedelta

from django.conf import settings
from django.core import signing
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from mitsorge.domain.governance.models import Attendee, Minutes, Objection
from mitsorge.foundation.post.rules import Draft

SIGNER = signing.TimestampSigner(salt="mitsorge.governance.minutes")
READABLE = timedelta(days=120)
"""How long the link of a letter opens the minutes; objections end earlier, with their period."""


def signed(attendee: Attendee) -> str:
    """What the link of one attendee holds; `uid_of` reads it back."""
    return SIGNER.sign(attendee.uid.hex)


def uid_of(value: str) -> str | None:
    """The uid of an attendee from a link; None if it is forged or too old."""
    try:
        return SIGNER.unsign(value, max_age=READABLE)
    except signing.BadSignature:
        return None


def minutes_sent(minutes: Minutes, until: date, attendee: Attendee, to: str, *, end: str) -> Draft:
    """The minutes are there to read; what is wrong can be said until the end of the period. `end`: how our letters end."""
    meeting = minutes.meeting
    text = _(
        "Guten Tag,\n\n"
        "die Niederschrift der Sitzung „%(meeting)s“ vom %(day)s liegt vor:\n"
        "%(link)s\n\n"
        "Stimmt etwas nicht? Sagen Sie es bis zum %(until)s auf derselben Seite.\n\n"
        "Der Link ist nur für Sie. Bitte geben Sie ihn nicht weiter.\n\n%(end)s"
    ) % {
        "meeting": meeting,
        "day": date_format(timezone.localtime(meeting.starts_at), "DATE_FORMAT"),
        "link": f"{settings.BASE_URL}/niederschrift/{signed(attendee)}/",
        "until": date_format(until),
        "end": end,
    }
    return Draft(
        to=to,
        subject=_("Niederschrift: %(meeting)s") % {"meeting": meeting},
        text=text,
        key=f"governance.minutes.{minutes.pk}.{minutes.version}.{attendee.uid}",
        purpose="governance.minutes.sent",
        confidential=True,
    )


def objection_answered(objection: Objection, to: str, *, end: str) -> Draft:
    """What the office made of an objection."""
    meeting = objection.minutes.meeting
    text = _(
        "Guten Tag,\n\n"
        "Sie haben zur Niederschrift der Sitzung „%(meeting)s“ eingewandt:\n%(text)s\n\n"
        "Unsere Antwort:\n%(answer)s\n\n%(end)s"
    ) % {"meeting": meeting, "text": objection.text, "answer": objection.answer, "end": end}
    return Draft(
        to=to,
        subject=_("Ihre Einwendung: %(meeting)s") % {"meeting": meeting},
        text=text,
        key=f"governance.objection.{objection.pk}.answered",
        purpose="governance.objection.answered",
    )
