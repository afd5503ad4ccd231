"""Letters to the addressee of a recommendation. The signed link in them needs no account."""

from uuid import UUID

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from mitsorge.domain.recommendations.models import AnswerRequest
from mitsorge.foundation.identity.queries import network
from mitsorge.foundation.post.letters import closing
from mitsorge.foundation.post.rules import Draft

_signer = Signer(sep="~", salt="mitsorge.recommendations.answer")


def signed(request: AnswerRequest) -> str:
    """What stands in the address; when it stops to open follows from the request's own days."""
    return _signer.sign(str(request.uid))


def uid_in(token: str) -> UUID | None:
    """The request a link belongs to; None for anything we did not sign."""
    try:
        return UUID(_signer.unsign(token))
    except (BadSignature, ValueError):
        return None


def link(request: AnswerRequest) -> str:
    return f"{settings.BASE_URL}/empfehlung-antwort/{signed(request)}/"


def asked(request: AnswerRequest, words: str) -> Draft:
    """Hands the recommendation over and asks for an answer (1 query). `words`: the recommendation itself."""
    opening = _(
        "Guten Tag,\n\n"
        "das Netzwerk hat eine Empfehlung beschlossen, die sich an Sie richtet: %(addressee)s.\n\n"
        "%(number)s %(title)s\n\n%(words)s\n\n"
        "Bitte antworten Sie bis zum %(due)s. Auch ein Nein mit Begründung hilft.\n"
        "Sie brauchen dafür kein Konto:\n\n%(link)s\n\n"
        "Ihre Antwort steht danach öffentlich unter „Was wurde daraus?“.\n\n%(closing)s"
    )
    text = opening % {**_facts(request), "words": words}
    subject = _("Empfehlung %(number)s: Bitte um Ihre Antwort") % _facts(request)
    return _draft(request, subject, text, "asked")


def reminded(request: AnswerRequest, *, by_itself: bool = False) -> Draft:
    """Asks once more, in a friendly way (1 query). One that goes out by itself is counted, not dated."""
    opening = _(
        "Guten Tag,\n\n"
        "am %(asked)s haben wir Ihnen die Empfehlung %(number)s übergeben: %(title)s.\n"
        "Eine Antwort haben wir noch nicht. Erbeten war sie bis zum %(due)s.\n\n"
        "Sie ist mit wenigen Sätzen gegeben, auch ein Zwischenstand hilft:\n\n%(link)s\n\n%(closing)s"
    )
    subject = _("Erinnerung: Empfehlung %(number)s") % _facts(request)
    day = f"{request.reminded_at:%Y-%m-%d}" if request.reminded_at else ""
    which = f"{request.reminders}" if by_itself else day
    return _draft(request, subject, opening % _facts(request), f"reminded.{which}")


def _facts(request: AnswerRequest) -> dict[str, str]:
    return {
        "number": request.recommendation.number,
        "title": request.recommendation.title,
        "addressee": request.recommendation.addressee,
        "asked": date_format(request.asked_at),
        "due": date_format(request.due_on),
        "link": link(request),
        "closing": closing(network()),
    }


def _draft(request: AnswerRequest, subject: str, text: str, kind: str) -> Draft:
    return Draft(
        to=request.email,
        subject=subject,
        text=text,
        key=f"recommendations.answer.{request.uid}.{kind}",
        purpose=f"recommendations.answer.{kind.partition('.')[0]}",
        confidential=True,
    )
