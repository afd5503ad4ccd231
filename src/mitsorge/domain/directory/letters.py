"""Letters about reports of citizens."""

import hashlib
from dataclasses import replace

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from mitsorge.domain.directory import rules, wording
from mitsorge.domain.directory.models import Report
from mitsorge.foundation.identity.models import Network
from mitsorge.foundation.post.rules import Draft


def report_for_office(report: Report, network: Network) -> Draft:
    """Tells the office. The sender's address stays in the directory, not in the letter."""
    text = _(
        "Guten Tag,\n\n"
        "es ist ein Hinweis eingegangen: %(kind)s.\n\n"
        "Wo: %(where)s\n"
        "Was: %(text)s\n\n"
        "%(answer)s\n"
        "Antwort fällig am %(due)s.\n\n"
        "Sie finden den Hinweis in Mitsorge unter „Hinweise“.\n"
    ) % {
        "kind": wording.REPORT_KIND[rules.ReportKind(report.kind)],
        "where": report.service.name if report.service else report.page or _("ohne Angabe"),
        "text": report.text,
        "answer": _("Eine Antwort ist erwünscht.")
        if report.reply_to
        else _("Es wurde keine Adresse für eine Antwort angegeben."),
        "due": date_format(report.due_on),
    }
    return Draft(
        to=network.email,
        subject=_("Hinweis: %(what)s") % {"what": report},
        text=text,
        key=f"directory.report.{report.key}.office",
        purpose="directory.report.office",
    )


def report_received(report: Report, network: Network) -> Draft:
    """Thanks whoever reported and says by when we answer.

    Nobody has proved that the address is hers: the letter repeats nothing of what was typed, and an address gets one a
    day at most, so that the form cannot be used to write to others.
    """
    text = _(
        "Guten Tag,\n\n"
        "danke für Ihren Hinweis. Wir prüfen ihn und antworten Ihnen bis zum %(due)s.\n\n"
        "Sie erreichen uns auch unter %(phone)s.\n\n"
        "%(office)s\n"
    ) % {
        "due": date_format(report.due_on),
        "phone": network.phone,
        "office": network.office_name,
    }
    draft = _to_reporter(report, _("Danke für Ihren Hinweis"), text, "received")
    whose = hashlib.sha256(report.reply_to.lower().encode()).hexdigest()[:32]
    day = timezone.localdate(report.created_at)
    return replace(draft, key=f"directory.report.received.{day}.{whose}")


def report_answered(report: Report, network: Network) -> Draft:
    """The answer to whoever reported."""
    text = _(
        "Guten Tag,\n\n"
        "Sie haben uns geschrieben:\n%(text)s\n\n"
        "Unsere Antwort:\n%(answer)s\n\n"
        "%(arbitration)s"
        "%(office)s\n"
    ) % {
        "text": report.text,
        "answer": report.answer,
        "arbitration": _arbitration(report),
        "office": network.office_name,
    }
    return _to_reporter(report, _("Antwort auf Ihren Hinweis"), text, "answered")


def _arbitration(report: Report) -> str:
    """§ 16 BGG and the laws of the Länder: who is not content may ask for arbitration."""
    if report.kind != rules.ReportKind.BARRIER:
        return ""
    return _(
        "Hilft Ihnen diese Antwort nicht weiter? Auf unserer Seite „Barrierefreiheit“ steht, "
        "welche Schlichtungsstelle Ihnen kostenfrei hilft.\n\n"
    )


def _to_reporter(report: Report, subject: str, text: str, which: str) -> Draft:
    return Draft(
        to=report.reply_to,
        subject=subject,
        text=text,
        key=f"directory.report.{report.key}.{which}",
        purpose=f"directory.report.{which}",
        confidential=True,
    )
