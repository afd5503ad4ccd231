"""Writing what the search knows of an offer, in the transaction that changes the offer."""

import time
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any
from zlib import crc32

from django.db import connection, transaction
from django.db.models import F, Value
from django.db.models.functions import Greatest
from django.utils import timezone

from mitsorge.domain.directory.models import DirectoryRevision, SearchDocument, Service
from mitsorge.domain.directory.rules import Area
from mitsorge.domain.directory.search.index import LATEST
from mitsorge.domain.directory.search.keeper import lexicon
from mitsorge.domain.directory.search.lexicon import Lexicon
from mitsorge.domain.directory.search.sources import Place, Reader, Sources
from mitsorge.domain.directory.search.words import STOP, fold, raw_words, stem

BATCH = 1000
NO_PARTS: frozenset[str] = frozenset()
UPSERT = f"""
    INSERT INTO {SearchDocument._meta.db_table} (service_id, revision, payload) VALUES (%s, %s, %s)
    ON CONFLICT (service_id) DO UPDATE SET revision = excluded.revision, payload = excluded.payload
"""  # noqa: S608 - no input


class Moved(Exception):
    """Somebody changed the directory after it was read."""


@transaction.atomic
def refresh_documents(service_ids: Iterable[int]) -> None:
    """Write the search documents of these offers anew, or remove them where the offer is gone or not public.

    Call it in the transaction of the change, as its last step, also where no offer changed: copies of pages go by the
    number. Until that transaction ends, no other change of the directory can pass (one row is locked), so numbers are
    committed in their order, and what is read here cannot grow old. 1 to 2 queries for the number, 2 for the
    vocabulary, 7 per 1,000 offers.
    """
    ids = sorted(set(service_ids))
    words = lexicon()
    number = raise_revision()
    if not ids:
        return
    reader, analyze = Reader(), Analysis(words)
    for start in range(0, len(ids), BATCH):
        batch = ids[start : start + BATCH]
        _write(batch, payloads(reader.read(batch), reader.bodies, analyze), number)


def rebuild() -> None:
    """Write the documents of all offers anew."""
    refresh_documents(Service.objects.values_list("pk", flat=True))


def raise_revision(field: str = "revision") -> int:
    """The next number of the directory (or of the taxonomy): larger than the last and than the microsecond.

    A number never means two different states, not even after a rollback or a restored backup (2 queries).
    """
    now = Value(time.time_ns() // 1000)
    row = DirectoryRevision.objects.filter(pk=1)
    if not row.update(**{field: Greatest(F(field) + 1, now)}):
        DirectoryRevision.objects.get_or_create(pk=1)
        row.update(**{field: Greatest(F(field) + 1, now)})
    return int(row.values_list(field, flat=True)[0])


def hold_still(revision: int) -> None:
    """Lets no other change of the directory pass until the caller's transaction ends (1 query).

    Raises `Moved` where the directory has another number than the one its reader saw.
    """
    held = DirectoryRevision.objects.select_for_update().filter(pk=1)
    if (held.values_list("revision", flat=True).first() or 0) != revision:
        raise Moved


def _write(ids: Sequence[int], made: Iterator[tuple[int, dict[str, Any]]], number: int) -> None:
    form = connection.ops.adapt_json_value
    rows = [(pk, number, form(payload, None)) for pk, payload in made]
    with connection.cursor() as cursor:
        cursor.executemany(UPSERT, rows)
    gone = set(ids).difference(row[0] for row in rows)
    if gone:
        SearchDocument.objects.filter(pk__in=gone).delete()


def payloads(
    read: Sources, bodies: Sequence[str], analyze: "Analysis"
) -> Iterator[tuple[int, dict[str, Any]]]:
    """The payload of each public offer that was read, by its id."""
    for pk, *row in read.services:
        texts, names, owner = row[:4], tuple(row[4:6]), tuple(row[6:8])
        places = read.places.get(pk, [])
        towns = tuple(town for place in places for town in place.towns if town)
        attributes, areas = read.attributes.get(pk, ()), read.areas.get(pk, ())
        yield (
            pk,
            {
                "words": analyze.levels(texts, names, owner, towns),
                "kinds": _kinds(attributes),
                "marks": _marks(attributes, places),
                "areas": _areas(areas, places, bodies),
                "facts": _facts(row[8:], areas, read.capacities.get(pk, ())),
                "sites": [site for place in places for site in place.sites],
                "names": [names[0], owner[0], *dict.fromkeys(towns)],
            },
        )


class _Stems(dict[str, str]):
    """The stem of each word as written; "" for a stop word. A number is its own stem."""

    def __missing__(self, word: str) -> str:
        self[word] = found = word if _is_number(word) else _telling_stem(fold(word))
        return found


def _telling_stem(folded: str) -> str:
    return "" if folded in STOP else stem(folded)


def _is_number(word: str) -> bool:
    return word.isascii() and word.isdigit()


class _Parts(dict[str, frozenset[str]]):
    """What each word as written is made of; mostly nothing."""

    def __init__(self, words: Lexicon) -> None:
        super().__init__()
        self.lexicon = words

    def __missing__(self, word: str) -> frozenset[str]:
        self[word] = found = NO_PARTS if _is_number(word) else self.lexicon.parts_of(word)
        return found


class Analysis:
    """The words of an offer by level: 1 text, 2 organization, towns and parts of the name, 3 the name.

    Each word, organization and place is analyzed once, however many offers name it.
    """

    def __init__(self, words: Lexicon) -> None:
        self.stem_of, self.parts_of = _Stems(), _Parts(words)
        self.owners: dict[tuple[str, ...], tuple[set[str], set[str]]] = {}
        self.towns: dict[tuple[str, ...], set[str]] = {}

    def levels(
        self,
        texts: Sequence[str],
        names: Sequence[str],
        owner: tuple[str, ...],
        towns: tuple[str, ...],
    ) -> list[str]:
        """Three lines of words in their order."""
        stems, parts = self._analyzed(texts)
        name_stems, name_parts = self._analyzed(names)
        if owner not in self.owners:
            self.owners[owner] = self._analyzed(owner)
        if towns not in self.towns:  # nobody looks for a part of the name of a town
            self.towns[towns] = self._stems(raw_words("\n".join(towns)))
        owner_stems, owner_parts = self.owners[owner]
        levels = (
            stems | parts | owner_parts,
            owner_stems | self.towns[towns] | name_parts,
            name_stems,
        )
        return [" ".join(sorted(words)) for words in levels]

    def _analyzed(self, texts: Sequence[str]) -> tuple[set[str], set[str]]:
        words = raw_words("\n".join(texts))
        return self._stems(words), set().union(*filter(None, map(self.parts_of.__getitem__, words)))

    def _stems(self, words: Iterable[str]) -> set[str]:
        stems = set(map(self.stem_of.__getitem__, words))
        stems.discard("")
        return stems


def _kinds(attributes: Iterable[tuple[str, bool, bool]]) -> list[str]:
    """Keys of the kinds, the main one first; "" in its place if there is none."""
    main = [key for key, is_care, is_main in attributes if is_care and is_main]
    others = sorted(key for key, is_care, is_main in attributes if is_care and not is_main)
    return [*(main or [""]), *others]


def _marks(attributes: Iterable[tuple[str, bool, bool]], places: Iterable[Place]) -> list[str]:
    marks = {key for key, is_care, _is_main in attributes if not is_care}
    marks.update(f"access:{code}" for place in places for code in place.access)
    return sorted(marks)


def _areas(
    areas: Sequence[tuple[Any, ...]], places: Iterable[Place], bodies: Iterable[str]
) -> list[str]:
    """Keys as in `reach.area_keys`. Without any stated area an offer serves the municipalities of its sites."""
    keys: set[str] = set()
    for kind, municipality, body, code, _radius in areas:
        keys |= _area_keys(kind, municipality, body, code, bodies)
    if not areas:
        keys = {f"M:{place.municipality}" for place in places if place.municipality is not None}
    return sorted(keys)


def _area_keys(
    kind: str, municipality: int | None, body: int | None, code: str | None, bodies: Iterable[str]
) -> set[str]:
    if body is not None:
        return {f"P:{body}:{code}"}
    if kind == Area.MUNICIPALITY:
        return {f"M:{municipality}"}
    return {f"B:{ags}" for ags in bodies} if kind == Area.BODY else set()


def _facts(
    row: Sequence[Any],
    areas: Iterable[tuple[Any, ...]],
    capacities: Sequence[tuple[date, bool, bool]],
) -> list[int]:
    """In the order of `index.FACTS`."""
    starts, ends = row[:2], row[2:4]
    assured_at, imported_at, modified_at, recognized_45a, until, slug = row[4:]
    recognized = until.toordinal() if until else LATEST
    return [
        max((day.toordinal() for day in starts if day), default=0),
        min((day.toordinal() for day in ends if day), default=LATEST),
        timezone.localdate(assured_at).toordinal() if assured_at else 0,
        timezone.localdate(assured_at or imported_at or modified_at).toordinal(),
        _last_day([day for day, are_free, _waiting in capacities if are_free]),
        _last_day([day for day, _are_free, waiting in capacities if waiting]),
        recognized if recognized_45a else 0,
        max((area[4] or 0 for area in areas), default=0),
        crc32(slug.encode()) >> 1,
    ]


def _last_day(reported: Sequence[date]) -> int:
    """The last day on which a report of free places still counts; 0 without any."""
    return max(reported).toordinal() if reported else 0
