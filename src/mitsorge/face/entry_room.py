"""One step of an entry's form, for whoever may write it: with a link from a letter, or with an account."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from mitsorge.domain.directory.actions import ChangedMeanwhile, EntryRefused
from mitsorge.domain.directory.actions.labels import in_words
from mitsorge.domain.directory.actions.versions import as_json
from mitsorge.domain.directory.actions.versions import differing as drafts_differ
from mitsorge.domain.directory.models import Organization, Service
from mitsorge.domain.directory.rules import ServiceDraft
from mitsorge.domain.directory.wording import address_words, costs_words, opening_lines
from mitsorge.domain.governance.actions.outcomes import AlreadyDone, Refused
from mitsorge.domain.upkeep import wording
from mitsorge.domain.upkeep.actions import approvals, changes
from mitsorge.domain.upkeep.models import Change
from mitsorge.domain.upkeep.queries.changes import Subject, open_changes, with_values
from mitsorge.domain.upkeep.rules import ChangeState, Via
from mitsorge.domain.upkeep.rules.readability import readability
from mitsorge.face.entry_forms import Step, StepForm, steps_of, thanks
from mitsorge.face.entry_lists import kind_names
from mitsorge.face.history import Change as Line
from mitsorge.face.history import change_in_words
from mitsorge.foundation.people.models import Account
from mitsorge.foundation.people.rules import NotAllowed

TEXTS = ("summary", "description", "eligibility", "application_process", "fees_description")


@dataclass(frozen=True)
class Hand:
    """Who writes. By letter `by` is None and what accounts have begun is not shown.

    `overview` is the way back, `address` gives the page of a step.
    """

    subject: Subject
    via: Via
    by: Account | None
    overview: str
    address: Callable[[str], str]
    decides: bool = False
    """The office edits the proposal before it publishes it."""

    @property
    def authority(self) -> dict[str, Any]:
        """What the deeds ask for: the account, or the organization whose letter was proved."""
        by_letter = self.via == Via.LINK
        return {"by": self.by, "vouched_by": self.subject.organization.uid if by_letter else None}

    def may_see(self, change: Change | None) -> bool:
        """A forwarded letter shows no draft of an account."""
        return change is not None and (self.via != Via.LINK or change.via == Via.LINK)


@dataclass
class Room:
    """The page of one step while it is worked on."""

    hand: Hand
    step: Step
    now: Any
    change: Change | None
    form: StepForm
    refused: str = ""
    theirs: tuple[Line, ...] = ()

    @property
    def may_draft(self) -> bool:
        """No change of somebody else is begun and none waits: what is typed may be kept in the open one."""
        if self.hand.decides:
            return False
        is_waiting = self.change is not None and self.change.state == ChangeState.SUBMITTED
        return self.change is None or (not is_waiting and self.hand.may_see(self.change))

    @property
    def is_blocked(self) -> bool:
        """This step would go into a change that is not theirs to write in."""
        return not (self.step.at_once or self.may_draft or self.hand.decides)

    @property
    def why_blocked(self) -> str:
        if self.hand.may_see(self.change):
            return _(
                "Eine Änderung wartet schon auf Freigabe. Ziehen Sie sie in der Übersicht zurück, um sie zu ändern."
            )
        return _(
            "Für diesen Eintrag ist schon eine Änderung in Arbeit. Fragen Sie in Ihrem Haus nach oder rufen Sie uns an."
        )


def step_page(request: HttpRequest, hand: Hand, key: str) -> HttpResponse:
    """GET shows the step, POST saves or sends it; who comes second sees both versions."""
    step = next((one for one in steps_of(bool(hand.subject.service)) if one.key == key), None)
    if step is None:
        raise Http404
    room = _room(request, hand, step)
    typed = request.method == "POST"
    if typed and "mehr" not in request.POST:
        way = _acts(request, room)
        if way:
            return HttpResponseRedirect(way)
    status = 409 if room.theirs else 200
    context = _context(room) | {"typed": typed, "message": request.POST.get("message", "")}
    return render(request, "mitsorge/entries/step.html", context, status=status)


def _room(request: HttpRequest, hand: Hand, step: Step) -> Room:
    change = open_changes(hand.subject).first()
    now = hand.subject.draft()
    shown = with_values(now, change.after) if change and hand.may_see(change) else now
    data = request.POST if request.method == "POST" else None
    return Room(
        hand, step, now, change, StepForm(step, shown, data, by_letter=hand.via == Via.LINK)
    )


def _acts(request: HttpRequest, room: Room) -> str:
    """Where to go afterwards; empty where the page comes back with what was typed."""
    if not room.form.is_valid():
        return ""
    sends = "abschicken" in request.POST
    deed = _sent if room.step.at_once and sends else _kept
    try:
        return (_edited if room.hand.decides else deed)(request, room)
    except EntryRefused as refused:
        room.form.show(refused)
    except ChangedMeanwhile as refused:
        _show_both(room, refused)
    except (AlreadyDone, NotAllowed, Refused) as refused:
        room.refused = str(refused)
    return ""


def _sent(request: HttpRequest, room: Room) -> str:
    now = timezone.now()
    seen = _moment(request, "seen") or now
    values, hand = room.form.values(), room.hand
    done = changes.change_at_once(
        subject=hand.subject, values=values, seen=seen, via=hand.via, at=now, **hand.authority
    )
    words = thanks(at_once=True) if done else _("Es war nichts zu ändern.")
    messages.success(request, words)
    return hand.overview


def _kept(request: HttpRequest, room: Room) -> str:
    """Nothing becomes public: whatever is not sent is a draft."""
    if not room.may_draft:
        raise Refused(room.why_blocked)
    now, hand = timezone.now(), room.hand
    change = changes.save_draft(
        subject=hand.subject,
        values=room.form.values(),
        seen=_moment(request, "seen") or now,
        draft_seen=_moment(request, "draft_seen"),
        via=hand.via,
        at=now,
        **hand.authority,
    )
    if change is None:
        messages.success(request, _("Es war nichts zu ändern."))
        return hand.overview
    if "abschicken" not in request.POST:
        messages.success(request, _("Entwurf gespeichert. Öffentlich ist davon noch nichts."))
        return hand.address(room.step.key)
    message = request.POST.get("message", "")
    sent = changes.submit(change_id=change.pk, at=now, message=message, **hand.authority)
    messages.success(request, thanks(at_once=sent.state == ChangeState.PUBLISHED))
    return hand.overview


def _edited(request: HttpRequest, room: Room) -> str:
    if room.change is None:
        raise AlreadyDone(_("Diese Änderung wartet nicht mehr auf Freigabe."))
    approvals.edit_submitted(
        change_id=room.change.pk,
        values=room.form.values(),
        draft_seen=_moment(request, "draft_seen"),
        by=room.hand.by,
        at=timezone.now(),
    )
    messages.success(request, _("In den Vorschlag übernommen. Veröffentlicht ist noch nichts."))
    return room.hand.overview


def _show_both(room: Room, refused: ChangedMeanwhile) -> None:
    """Field by field: what stands there now, and what was typed; but never what an account is just writing."""
    room.hand.subject.record.refresh_from_db()
    room.change = open_changes(room.hand.subject).first()
    theirs = room.change if room.change and not room.hand.may_see(room.change) else None
    if theirs and theirs.written_at == refused.changed_at:
        room.refused = room.why_blocked
        return
    pairs = as_json(in_words(drafts_differ(refused.theirs, refused.yours)))
    room.refused = str(refused)
    room.theirs = lines_of(pairs, is_offer=isinstance(refused.yours, ServiceDraft))


def lines_of(pairs: dict[str, list[Any]], *, is_offer: bool) -> tuple[Line, ...]:
    """Differences in words."""
    model = Service if is_offer else Organization
    named = {} if is_offer else {"sites": "locations"}
    return tuple(
        change_in_words(model, named.get(name, name), pair) for name, pair in pairs.items()
    )


def seen_versions(request: HttpRequest) -> dict[str, datetime]:
    """Uid of an entry → the version that was on the page, of the fields `seen-…`."""
    names = [name for name in request.POST if name.startswith("seen-")]
    moments = {name.removeprefix("seen-"): _moment(request, name) for name in names}
    return {uid: moment for uid, moment in moments.items() if moment is not None}


def _moment(request: HttpRequest, name: str) -> datetime | None:
    try:
        found = parse_datetime(request.POST.get(name, ""))
    except ValueError:
        return None
    return found if found and timezone.is_aware(found) else None


def _context(room: Room) -> dict[str, Any]:
    hand, change = room.hand, room.change
    is_ours = hand.may_see(change)
    shown = with_values(room.now, change.after) if change and is_ours else room.now
    steps = steps_of(bool(hand.subject.service))
    return {
        "room": room,
        "form": room.form,
        "subject": hand.subject,
        "steps": [(one, hand.address(one.key)) for one in steps],
        "overview": hand.overview,
        "seen": hand.subject.modified_at.isoformat(),
        "draft_seen": change.written_at.isoformat() if change and is_ours else "",
        "change": change if is_ours else None,
        "preview": preview_of(shown),
        "reading": reading_of(shown),
    }


def preview_of(draft: Any) -> dict[str, Any]:
    """The entry as the public will read it."""
    today = timezone.localdate()
    return {
        "draft": draft,
        "kinds": kind_names(getattr(draft, "attributes", ())),
        "places": [
            address_words(site.location) for site in getattr(draft, "sites", ()) if site.location
        ],
        "areas": _areas_of(draft),
        "hours": opening_lines(getattr(draft, "schedules", ()), on=today),
        "prices": [
            ": ".join(part for part in (row.option, costs_words(row.amount, row.per)) if part)
            for row in getattr(draft, "costs", ())
        ],
        "web": getattr(draft, "url", "") or getattr(draft, "website", ""),
    }


def _areas_of(draft: Any) -> list[str]:
    """Where an offer comes to, in words (at most 2 queries)."""
    found: list[str] = in_words({"areas": [getattr(draft, "areas", ()), ()]})["areas"][0]
    return found


def reading_of(draft: Any) -> dict[str, Any] | None:
    """How hard its texts are to read; None where there is too little to judge."""
    text = "\n".join(getattr(draft, name, "") or "" for name in TEXTS)
    found = readability(text)
    if found is None:
        return None
    return {"words": wording.READING[found.reading], "grade": found.grade, "longest": found.longest}
