"""The short steps in which an organization edits its entry; with a link from a letter or with an account."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mitsorge.domain.upkeep.rules.changes import HARMLESS
from mitsorge.face.entry_lists import LISTS
from mitsorge.face.entry_rows import Line

Make = Callable[[], forms.Field]


def _line(label: Any, why: Any, longest: int = 200, *, required: bool = False) -> Make:
    return lambda: Line(label, why, longest, required=required)


class Paragraphs(forms.CharField):
    """Several lines of text; line ends as we store them."""

    def clean(self, value: Any) -> str:
        return str(super().clean(value)).replace("\r\n", "\n")


def _text(label: Any, why: Any, rows: int = 4) -> Make:
    area = forms.Textarea(attrs={"rows": rows})
    return lambda: Paragraphs(
        label=label, help_text=why, required=False, widget=area, max_length=20000
    )


def _web(label: Any, why: Any) -> Make:
    return lambda: forms.URLField(
        label=label, help_text=why, required=False, max_length=500, assume_scheme="https"
    )


def _mail(label: Any, why: Any) -> Make:
    return lambda: forms.EmailField(label=label, help_text=why, required=False)


def _day(label: Any, why: Any) -> Make:
    picker = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return lambda: forms.DateField(label=label, help_text=why, required=False, widget=picker)


FIELDS: dict[str, Make] = {
    "name": _line(
        gettext_lazy("Name"), gettext_lazy("So, wie man Sie am Telefon nennt."), required=True
    ),
    "alternate_name": _line(
        gettext_lazy("Anderer Name"), gettext_lazy("Ein früherer oder kürzerer Name.")
    ),
    "summary": _line(
        gettext_lazy("In einem Satz"),
        gettext_lazy("Was bekommt man hier? Der Satz steht in jeder Liste."),
        300,
    ),
    "description": _text(
        gettext_lazy("Beschreibung"), gettext_lazy("Was sollte man noch wissen?"), 6
    ),
    "eligibility": _text(
        gettext_lazy("Für wen"), gettext_lazy("Wer kann kommen, und was muss man mitbringen?"), 3
    ),
    "application_process": _text(
        gettext_lazy("So melden Sie sich an"),
        gettext_lazy("Der erste Schritt: anrufen, schreiben, kommen?"),
        3,
    ),
    "fees_description": _text(
        gettext_lazy("Was es kostet"),
        gettext_lazy("In Worten; einzelne Preise stehen darunter."),
        3,
    ),
    "funding_description": _text(
        gettext_lazy("Wer zahlt"), gettext_lazy("Was übernimmt die Kasse, und was bleibt?"), 3
    ),
    "transport_description": _text(
        gettext_lazy("Fahrdienst"), gettext_lazy("Wer fährt, wohin, und was kostet es?"), 2
    ),
    "email": _mail(
        gettext_lazy("E-Mail"), gettext_lazy("Die Adresse, an die Ratsuchende schreiben.")
    ),
    "url": _web(gettext_lazy("Internetseite"), gettext_lazy("Die Seite zu genau diesem Angebot.")),
    "website": _web(gettext_lazy("Internetseite"), gettext_lazy("Die Startseite Ihres Hauses.")),
    "closed_from": _day(
        gettext_lazy("Geschlossen ab"), gettext_lazy("Nur, wenn Sie vorübergehend schließen.")
    ),
    "closed_to": _day(
        gettext_lazy("Wieder geöffnet ab"), gettext_lazy("Leer lassen, wenn es noch offen ist.")
    ),
    "closed_reason": _line(
        gettext_lazy("Grund"), gettext_lazy("Ein Wort genügt: Ferien, Umbau, Krankheit.")
    ),
}


@dataclass(frozen=True)
class Step:
    """One short page of the form. `rows`: the list (`LISTS`) on it; empty for none."""

    key: str
    title: Any
    fields: tuple[str, ...]
    rows: str = ""

    @property
    def names(self) -> frozenset[str]:
        """Every field of the entry on it."""
        return frozenset((*self.fields, self.list_field)) - {""}

    @property
    def list_field(self) -> str:
        """The field of the entry that is a list; empty for none."""
        return (LISTS[self.rows].field or self.rows) if self.rows else ""

    @property
    def at_once(self) -> bool:
        """Everything on it becomes public without approval."""
        return self.names <= HARMLESS


REACH = gettext_lazy("So erreicht man Sie")
CONTACTS = Step("ansprechstellen", gettext_lazy("Ansprechstellen"), (), "contacts")
SERVICE_STEPS = (
    Step("erreichen", REACH, ("email", "url"), "phones"),
    Step(
        "zeiten",
        gettext_lazy("Öffnungszeiten und Schließung"),
        ("closed_from", "closed_to", "closed_reason"),
        "schedules",
    ),
    CONTACTS,
    Step("anschrift", gettext_lazy("Adresse"), (), "sites"),
    Step("gebiet", gettext_lazy("Einzugsgebiet"), (), "areas"),
    Step("zugang", gettext_lazy("Barrierefreiheit"), (), "access"),
    Step("angebotsart", gettext_lazy("Art des Angebots"), (), "attributes"),
    Step(
        "beschreibung",
        gettext_lazy("Name und Beschreibung"),
        ("name", "summary", "description", "eligibility", "application_process"),
    ),
    Step(
        "kosten",
        gettext_lazy("Kosten und Fahrdienst"),
        ("fees_description", "funding_description", "transport_description"),
        "costs",
    ),
)
ORGANIZATION_STEPS = (
    Step("erreichen", REACH, ("email", "website"), "phones"),
    CONTACTS,
    Step("anschrift", gettext_lazy("Adresse"), (), "houses"),
    Step(
        "beschreibung",
        gettext_lazy("Name und Beschreibung"),
        ("name", "alternate_name", "description"),
    ),
)


class StepForm:
    """The form of one step, filled from a draft; with "mehr" posted there is one row more.

    By letter a protected address is not shown: `kept` stays as it is.
    """

    def __init__(
        self, step: Step, draft: Any, data: Mapping[str, Any] | None, *, by_letter: bool = False
    ) -> None:
        self.step, self.draft = step, draft
        self.main = forms.Form(data, initial=vars(draft))
        for name in step.fields:
            self.main.fields[name] = FIELDS[name]()
        self.rows = None
        if step.rows:
            value, keeps = getattr(draft, step.list_field), LISTS[step.rows].keeps
            self.kept = [one for one in value if keeps(one, by_letter)]
            self.value = tuple(one for one in value if one not in self.kept)
            self.rows = _rows(step.rows, self.value, data)
            self.more_words = LISTS[step.rows].more

    def is_valid(self) -> bool:
        verdicts = [self.main.is_valid(), self.rows is None or self.rows.is_valid()]
        return all(verdicts)

    def values(self) -> dict[str, Any]:
        """Field → value as in a draft; for a valid form."""
        found = dict(self.main.cleaned_data)
        if self.rows is not None:
            parts = [row.part() for row in self._filled()]
            made = LISTS[self.step.rows].made(self.value, parts)
            whole = getattr(self.draft, self.step.list_field)
            found[self.step.list_field] = whole if made == self.value else (*made, *self.kept)
        return found

    def show(self, refused: Any) -> None:
        """Puts every problem of the directory to its field or its row, else above the form."""
        for problem, sentence in zip(refused.problems, refused.sentences, strict=True):
            if problem.field == self.step.list_field and problem.row is not None:
                row = self._filled()[problem.row]
                row.add_error(row.faults or None, sentence)
            else:
                known = problem.field in self.main.fields
                self.main.add_error(problem.field if known else None, sentence)

    def _filled(self) -> list[Any]:
        """The rows that say something, as the directory counts them."""
        rows = self.rows.forms if self.rows is not None else []
        return [row for row in rows if row.cleaned_data and row.part() is not None]


def _rows(name: str, value: Any, data: Mapping[str, Any] | None) -> forms.BaseFormSet:
    list_ = LISTS[name]
    initial = list_.shown(value)
    extra = 1 if list_.more and not initial else 0
    made = forms.formset_factory(list_.row, extra=extra, max_num=60)
    given: dict[str, Any] = {
        "initial": initial,
        "prefix": name,
        "form_kwargs": list_.options(value),
    }
    if data is not None and data.get("mehr") == name:
        count = f"{name}-TOTAL_FORMS"
        typed = str(data.get(count, "0"))
        known = int(typed) if typed.isdecimal() and len(typed) < 4 else 0
        data = {**dict(_flat(data)), count: str(known + 1)}
        return made(_Many(data), **given)
    return made(data, **given)


class _Many(dict[str, Any]):
    """A dictionary that a form with several ticks can read like what was posted."""

    def getlist(self, key: str) -> list[Any]:
        value = self.get(key, [])
        return value if isinstance(value, list) else [value]


def _flat(data: Any) -> list[tuple[str, Any]]:
    """Posted values; lists only where several ticks came."""
    several = ((key, data.getlist(key)) for key in data)
    return [(key, found if key.endswith("-days") else found[-1]) for key, found in several if found]


def step_for(field: str, *, is_offer: bool) -> Step | None:
    """The step in which a field of an entry is changed."""
    return next((step for step in steps_of(is_offer) if field in step.names), None)


def steps_of(is_offer: bool) -> tuple[Step, ...]:
    """The steps of an offer, or of an organization."""
    return SERVICE_STEPS if is_offer else ORGANIZATION_STEPS


def thanks(at_once: bool) -> str:
    """What to say after a step was sent."""
    if at_once:
        return _("Danke. So steht es ab jetzt öffentlich da.")
    return _("Danke. Wir sehen es uns an. Bis dahin bleibt der Eintrag, wie er war.")
