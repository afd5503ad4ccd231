"""The letters of a survey, and the signed link in them: it shows on GET, acts on POST and needs no account."""

from collections.abc import Sequence
from uuid import UUID

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mitsorge.domain.planning.models import Survey, SurveyRequest
from mitsorge.domain.planning.queries.surveys import letter_key, request_by_uid
from mitsorge.domain.planning.rules.surveys import Offer, answers_from
from mitsorge.foundation.identity.models import Network
from mitsorge.foundation.post.rules import Draft

PURPOSE = "planning.survey"
SALT = "mitsorge.planning.survey"
SHOWN = 8
"""So many offers stand in a letter; the page behind the link has them all."""


class BadLink(Exception):
    """Nobody signed this link for a survey, or the survey is gone."""


def signed(request: SurveyRequest) -> str:
    """The last part of a link's address; it ends with the survey (`rules.surveys.takes_answers`)."""
    return _signer().sign(request.uid.hex)


def opened(token: str) -> SurveyRequest:
    """What a link opens, also when its survey has ended (1 query). Raises `BadLink`."""
    try:
        uid = UUID(hex=_signer().unsign(token))
    except (BadSignature, ValueError) as bad:
        raise BadLink from bad
    found = request_by_uid(uid)
    if found is None:
        raise BadLink
    return found


def _signer() -> Signer:
    return Signer(salt=SALT, sep=".")


def address(request: SurveyRequest) -> str:
    """The page behind the link."""
    return f"{settings.BASE_URL}/umfrage/{signed(request)}/"


def please_answer(
    request: SurveyRequest, survey: Survey, network: Network, *, to: str, reminder: bool = False
) -> Draft:
    """The questionnaire, or its only reminder. Confidential: its link answers for the organization."""
    day = date_format(survey.due_on, "j. F Y")
    told = {"title": survey.title, "day": day}
    offers = answers_from(request.prefilled).offers
    paragraphs = [
        _("Guten Tag,"),
        *([_("vor Kurzem haben wir Ihnen schon geschrieben. Ihre Antwort fehlt uns noch.")] if reminder else []),
        *([survey.greeting.strip()] if survey.greeting.strip() else []),
        _opening(len(offers)),
        "\n".join(_lines(offers)),
        _("Bitte antworten Sie bis zum %(day)s.\nEs dauert etwa zwei Minuten, ein Passwort brauchen Sie nicht:") % told,
        address(request),
        _("Was im Verzeichnis steht, haben wir schon eingetragen.\nWas Sie nicht wissen, lassen Sie leer."),
        _("Was mit Ihren Antworten geschieht: Die Planung und die\nKoordination sehen sie. In Berichten stehen Summen."),
        _("Lieber am Telefon? Wir tragen es für Sie ein:\n%(phone)s") % {"phone": network.phone},
        _("Mit freundlichen Grüßen\n%(office)s\n%(network)s") % {"office": network.office_name, "network": network},
    ]  # fmt: skip
    subject = _("Erinnerung: %(title)s") if reminder else _("Umfrage: %(title)s")
    return Draft(
        to=to,
        subject=subject % told,
        text="\n\n".join(paragraphs) + "\n",
        key=letter_key(request.uid, reminder=reminder),
        purpose=PURPOSE,
        confidential=True,
    )


def _opening(n: int) -> str:
    return ngettext(
        "wir planen die Versorgung und brauchen dafür Ihre Zahlen zu\ndiesem Angebot:",
        "wir planen die Versorgung und brauchen dafür Ihre Zahlen zu\ndiesen Angeboten:",
        n,
    )


def _lines(offers: Sequence[Offer]) -> list[str]:
    names = [f"{offer.name}, {offer.place}" if offer.place else offer.name for offer in offers]
    told = [f"  {name}" for name in dict.fromkeys(names)]
    left = len(told) - SHOWN
    more = ngettext("  und %(n)s weiteres", "  und %(n)s weitere", left) % {"n": left}
    return [*told[:SHOWN], *([more] if left > 0 else [])]
