"""The whole dry run of one file, whatever its kind."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from mitsorge.doors.imports.findings import Plan, PlannedRow, Unreadable
from mitsorge.doors.imports.hsds import package, tables
from mitsorge.doors.imports.hsds.offers import offers
from mitsorge.doors.imports.parsing.columns import Layout, bare_layout, find_layout, remap
from mitsorge.doors.imports.parsing.lexicon import Lexicon
from mitsorge.doors.imports.parsing.rows import filled_fields, merged_note, parse_rows
from mitsorge.doors.imports.planning import holdings
from mitsorge.doors.imports.planning.holdings import Holdings
from mitsorge.doors.imports.planning.kinds import Kind
from mitsorge.doors.imports.planning.known import ask_about_known
from mitsorge.doors.imports.planning.plan import Planner, sheet_notes
from mitsorge.doors.imports.planning.vocabularies import load_lexicon
from mitsorge.doors.imports.reading import Cell, Sheet, read
from mitsorge.foundation.calm import calm


@dataclass(slots=True)
class Prepared:
    """A finished dry run. `plan` is None where the columns have to be named by hand first."""

    plan: Plan | None
    layout: Layout | None = None
    sample: tuple[tuple[Cell, ...], ...] = ()
    held: Holdings | None = None


def recognize_kind(content: bytes) -> Kind:
    """What a file is, from its bytes: HSDS by its structure, anything else is a partner list."""
    if content[:2] == b"PK" and package.is_package(content):
        return Kind.HSDS
    if content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"["):
        return Kind.OUTLINES if b'"FeatureCollection"' in content[:2000] else Kind.HSDS
    if content[:2] == b"10" and content[2:10].isdigit():
        return Kind.MUNICIPALITIES
    return Kind.LIST


def prepare(
    content: bytes,
    kind: Kind,
    chosen: Mapping[int, str] | None = None,
    same: Mapping[int, int] | None = None,
) -> Prepared:
    """The dry run of a list or of HSDS (about 20 queries). Raises `Unreadable` with a German sentence.

    `same`: number of a row → the offer somebody said it is.
    """
    with calm():
        if kind == Kind.HSDS:
            return _hsds(content, same or {})
        return _list(content, chosen or {}, same or {})


def _hsds(content: bytes, same: Mapping[int, int]) -> Prepared:
    lexicon = load_lexicon()
    document = tables.read(content)
    rows = offers(document, lexicon)
    fields = {name for row in rows for name in row.values}
    held = holdings.load(fields)
    plan = _planned(rows, held, lexicon, same)
    plan.notes = document.notes
    return Prepared(plan, held=held)


def _planned(
    rows: Iterable[PlannedRow], held: Holdings, lexicon: Lexicon, same: Mapping[int, int]
) -> Plan:
    plan = Planner(held, same).plan(rows)
    ask_about_known(plan.rows, held, lexicon)
    return plan


def _list(content: bytes, chosen: Mapping[int, str], same: Mapping[int, int]) -> Prepared:
    sheets = read(content)
    found = find_layout(sheets)
    layout = remap(found or bare_layout(sheets), dict(chosen))
    sheet = sheets[layout.sheet]
    sample = tuple(tuple(row) for row in sheet.rows[layout.first : layout.first + 4])
    if not _names_something(layout):
        return Prepared(None, layout, sample)
    held = holdings.load(filled_fields(layout))
    lexicon = load_lexicon()
    plan = _planned(parse_rows(sheet, layout, lexicon), held, lexicon, same)
    plan.notes = _notes(sheets, sheet, layout)
    if not plan.rows:
        raise Unreadable(_("Unter den Überschriften steht keine Zeile."))
    return Prepared(plan, layout, sample, held)


def _notes(sheets: list[Sheet], sheet: Sheet, layout: Layout) -> list[str]:
    others = [other.name for other in sheets if other is not sheet and other.rows]
    notes = sheet_notes(sheet, layout, merged_note(sheet, layout.first))
    if sheet is not sheets[0]:
        notes = [*sheets[0].notes, *notes]
    if others:
        sentence = _("Gelesen wurde das Blatt „%(name)s“, nicht: %(others)s.")
        notes.append(sentence % {"name": sheet.name, "others": ", ".join(others)})
    return notes


def _names_something(layout: Layout) -> bool:
    return any(column.field in ("name", "organization") for column in layout.columns)
