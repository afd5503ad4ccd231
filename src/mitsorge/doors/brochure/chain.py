"""The Lebenslauf of a recommendation on paper: its eight steps, what is done, who carries it, its words."""

from collections.abc import Iterable, Iterator

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mitsorge.domain.recommendations.models import Recommendation
from mitsorge.domain.recommendations.queries.chain import Link
from mitsorge.domain.recommendations.queries.effects import IndicatorView, MeasureView
from mitsorge.domain.recommendations.queries.story import Story, story
from mitsorge.domain.recommendations.rules.chain import LinkState
from mitsorge.doors.brochure.blocks import Block
from mitsorge.doors.brochure.served import served
from mitsorge.face.context import frame_of
from mitsorge.face.guards import open_to_all


@require_safe
@open_to_all
def recommendation(request: HttpRequest, year: int, place: str) -> HttpResponse:
    """What the page of the recommendation shows (15 queries and the network's name). 404 for a draft."""
    try:
        found = story(f"{year}/{place}", on=frame_of(request).today)
    except Recommendation.DoesNotExist:
        raise Http404 from None
    if not found.chain.is_public:
        raise Http404
    chain = found.chain
    title = f"{chain.number} {chain.title}"
    to = _("an: %(who)s") % {"who": chain.addressee}
    version = " · ".join(one for one in (chain.committee, to, chain.label, chain.late) if one)
    seal = [(_("Stand"), date_format(frame_of(request).today))]
    return served("minutes", title, version=version, blocks=list(_sections(found)), seal=seal)


def _sections(found: Story) -> Iterator[Block]:
    """Blocks in the order of the page."""
    if found.chain.went_to:
        yield said(
            _("Diese Empfehlung ist aufgegangen in: %(what)s")
            % {"what": " ".join(found.chain.went_to)}
        )
    if found.chain.withdrawn_why:
        yield said(_("Zurückgezogen: %(why)s") % {"why": found.chain.withdrawn_why})
    yield heading(_("Der Weg bis heute"))
    yield from _steps(found.chain.links)
    yield from _answers(found)
    if found.measures:
        yield heading(_("Was getan wird"))
        for measure in found.measures:
            yield from _measure(measure)
    yield from _carried(found)
    yield from _words(found)


def heading(text: str, level: int = 2) -> Block:
    return {"kind": "heading", "level": level, "lines": [[{"text": text, "bold": False}]]}


def said(text: str, *, kind: str = "paragraph") -> Block:
    """Text as typed, line by line: nothing in it is taken for a mark."""
    lines = [line for line in text.splitlines() if line.strip()] or [" "]
    return {"kind": kind, "lines": [[{"text": line, "bold": False}] for line in lines]}


def _steps(links: Iterable[Link]) -> Iterator[Block]:
    rows = list(links)
    is_over = any(link.state is LinkState.ENDED for link in rows)
    for n, link in enumerate(rows, 1):
        yield heading(f"{n}. {link.name}", 3)
        if link.when:
            yield said(link.when)
        if text := link.text or _silence(link.state, is_over=is_over):
            yield said(text)
        if link.note:
            yield said(link.note)


def _silence(state: LinkState, *, is_over: bool) -> str:
    """What stands where a step says nothing, as on the page."""
    if state is LinkState.DONE:
        return _("Dazu ist nichts festgehalten.")
    if state is LinkState.OPEN:
        return _("Dazu kam es nicht.") if is_over else _("noch offen")
    return ""


def _answers(found: Story) -> Iterator[Block]:
    if found.answers:
        yield heading(_("Was geantwortet wurde"))
    for answer in found.answers:
        kind = answer.get_kind_display()
        yield said(f"{date_format(answer.answered_on)}: {kind}, {answer.by_office}".rstrip(", "))
        if answer.text:
            yield said(answer.text)


def _measure(measure: MeasureView) -> Iterator[Block]:
    yield heading(measure.title, 3)
    facts = (measure.status_words, measure.owner, measure.period, measure.late)
    yield said(" · ".join(str(one) for one in facts if one))
    for indicator in measure.indicators:
        yield from _indicator(indicator)


def _indicator(indicator: IndicatorView) -> Iterator[Block]:
    """Every reading in a line, the change in a sentence; a number that must not be told is not told here either."""
    target = _("Ziel: %(target)s") % {"target": indicator.target} if indicator.target else ""
    yield said(". ".join(one for one in (indicator.name, target) if one))
    if indicator.bars:
        told = "\n".join(f"{date_format(bar.on)}: {bar.told}" for bar in indicator.bars)
        yield said(told, kind="list")
    if effect := indicator.effect:
        values = {"change": effect.change, "direction": effect.direction}
        yield said(_("Das sind %(change)s, %(direction)s.") % values)
        yield said(_("Güte der Messung: %(quality)s.") % {"quality": effect.quality})


def _carried(found: Story) -> Iterator[Block]:
    if found.carriers or found.dissents:
        yield heading(_("Wer das mitträgt"))
    if found.carriers:
        yield said("\n".join(one.organization.name for one in found.carriers), kind="list")
    if found.dissents:
        yield heading(_("Abweichende Meinungen"), 3)
    for one in found.dissents:
        yield said(f"{one.organization.name}: {one.reason}")


def _words(found: Story) -> Iterator[Block]:
    newest = found.newest
    if newest is None:
        return
    yield heading(_("Wortlaut, Fassung %(n)s") % {"n": newest.number})
    for name, text in (
        (_("Ausgangslage"), newest.situation),
        (_("Lücke"), newest.gap),
        (_("Empfehlung"), newest.text),
        (_("Woher wissen wir das?"), newest.evidence),
        (_("Kosten"), newest.cost),
    ):
        if text:
            yield heading(name, 3)
            yield said(text)
