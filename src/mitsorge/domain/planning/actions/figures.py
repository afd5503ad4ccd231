"""Series of figures: taken in with their passport, all or nothing, replaced, published, removed."""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from mitsorge.domain.governance.actions.outcomes import AlreadyDone, Refused
from mitsorge.domain.planning.models import Figure, PopulationCell, Series, Variant
from mitsorge.domain.planning.permissions import check_may_plan
from mitsorge.domain.planning.queries.cells import ground
from mitsorge.domain.planning.queries.need import SERIES
from mitsorge.domain.planning.rules import Subject
from mitsorge.domain.planning.rules.passport import Counted, Passport, PeopleAt
from mitsorge.foundation.journal import actions as journal
from mitsorge.foundation.people.models import Account

AT_ONCE = 2000
"""Rows per statement."""


@transaction.atomic
def import_series(
    *,
    passport: Passport,
    figures: Iterable[Counted],
    cells: Iterable[PeopleAt] = (),
    by: Account,
    at: datetime,
    replace: bool = False,
) -> Series:
    """A new series with all its figures and cells, or none. Cells outside the network are left out.

    The same passport again raises `AlreadyDone`; with `replace` its figures are exchanged, its row stays. Raises
    `Refused` for a gap in the passport, an impossible or doubled number, nothing at all, or a series that a chosen
    forecast stands on.
    """
    check_may_plan(by)
    rows, points = list(figures), list(cells)
    _check_passport(passport)
    _check_figures(passport, rows)
    inside = _inside(points)
    if not rows and not inside:
        raise Refused(_("In diesen Zahlen ist nichts über Ihr Netzwerk."))
    series, before = _row(passport, at, replace=replace)
    _write(series, rows, inside)
    _record(series, before, (len(rows), len(inside)), by, at)
    return series


def _check_passport(passport: Passport) -> None:
    needed = {
        _("Titel"): passport.title,
        _("Einheit"): passport.unit,
        _("Herausgeber"): passport.publisher,
        _("Lizenz"): passport.licence,
    }
    empty = [name for name, text in needed.items() if not text.strip()]
    if empty:
        sentence = _("Der Pass der Zahlen hat Lücken: %(names)s.")
        raise Refused(sentence % {"names": ", ".join(empty)})


def _check_figures(passport: Passport, rows: Sequence[Counted]) -> None:
    for row in rows:
        if row.value is not None and not (math.isfinite(row.value) and row.value >= 0):
            raise Refused(
                _("Eine Zahl ist kleiner als null oder keine Zahl: %(row)s.") % _named(row)
            )
        if passport.subject == Subject.RATE and (row.value or 0) > 1:
            sentence = _("Quoten sind Anteile von 0 bis 1. Hier steht mehr: %(row)s.")
            raise Refused(sentence % _named(row))
    place, times = next(iter(Counter(row.place for row in rows).most_common(1)), ((), 0))
    if times > 1:
        sentence = _("Dieselbe Zahl steht mehrmals da: %(area)s, %(year)s.")
        raise Refused(sentence % {"area": place[1], "year": place[2]})


def _named(row: Counted) -> dict[str, str]:
    return {"row": f"{row.area_code}, {row.year}: {row.value:g}"}


def _inside(points: Sequence[PeopleAt]) -> list[tuple[PeopleAt, str]]:
    """The cells in the network with their planning area; raises `Refused` where it has no outlines."""
    if not points:
        return []
    land = ground()
    if not land.outlines:
        raise Refused(
            _(
                "Ihr Netzwerk hat noch keine Umrisse. Ohne sie gehört keine Rasterzelle zu einem Raum."
            )
        )
    codes = land.areas_at([p.latitude for p in points], [p.longitude for p in points])
    return [(p, code) for p, code in zip(points, codes, strict=True) if code is not None]


def _row(passport: Passport, at: datetime, *, replace: bool) -> tuple[Series, tuple[int, int]]:
    """The row of the series, emptied where it is replaced; and how much stood in it."""
    existing = Series.objects.select_for_update().filter(**passport.identity()).first()
    if existing is None:
        return _created(passport, at), (0, 0)
    if not replace:
        _refuse_again(existing)
    _check_free(existing, only_chosen=True)
    before = existing.figures.count(), existing.cells.count()
    existing.figures.all().delete()
    existing.cells.all().delete()
    Series.objects.filter(pk=existing.pk).update(**asdict(passport), imported_at=at)
    existing.refresh_from_db()
    return existing, before


def _created(passport: Passport, at: datetime) -> Series:
    try:
        with transaction.atomic():
            return Series.objects.create(**asdict(passport), imported_at=at)
    except IntegrityError as error:
        raise AlreadyDone(
            _(
                "Jemand anderes hat diese Zahlen gerade eingespielt. Es wurde nichts doppelt gespeichert."
            )
        ) from error


def _refuse_again(existing: Series) -> None:
    on = date_format(timezone.localtime(existing.imported_at), "d.m.Y")
    raise AlreadyDone(
        _("Diese Zahlen sind schon da: „%(title)s“, Stand %(as_of)s, eingespielt am %(on)s.")
        % {"title": existing.title, "as_of": date_format(existing.as_of, "d.m.Y"), "on": on}
    )


def _write(series: Series, rows: Iterable[Counted], inside: Iterable[tuple[PeopleAt, str]]) -> None:
    Figure.objects.bulk_create(_figures(series, rows), batch_size=AT_ONCE)
    PopulationCell.objects.bulk_create(
        (
            PopulationCell(series=series, area_code=code, **point._asdict())
            for point, code in inside
        ),
        batch_size=AT_ONCE,
    )


def _figures(series: Series, rows: Iterable[Counted]) -> Iterator[Figure]:
    for row in rows:
        values = row._asdict()
        yield Figure(series=series, **{**values, "care": values["care"] or ""})


def _record(
    series: Series, before: tuple[int, int], now: tuple[int, int], by: Account, at: datetime
) -> None:
    names = ("figures", "cells")
    changes = {n: [a, b] for n, a, b in zip(names, before, now, strict=True) if a or b}
    event = "planning.series.replaced" if any(before) else "planning.series.imported"
    if now[1] and not now[0] and not any(before):
        event = "planning.cells.imported"
    journal.record(event=event, subject=series, by=by, at=at, changes=changes)


@transaction.atomic
def remove_series(*, series_id: int, by: Account, at: datetime) -> None:
    """Deletes a series with its figures. Raises `Refused` while a forecast or a survey stands on it; `AlreadyDone`."""
    check_may_plan(by)
    series = _locked(series_id)
    _check_free(series, only_chosen=False)
    if series.survey:
        sentence = _("Diese Zahlen sind das Ergebnis der Umfrage „%(name)s“ und bleiben bei ihr.")
        raise Refused(sentence % {"name": series.survey.title})
    counts = {"figures": [series.figures.count(), 0], "cells": [series.cells.count(), 0]}
    journal.record(event="planning.series.removed", subject=series, by=by, at=at, changes=counts)
    series.delete()


def _check_free(series: Series, *, only_chosen: bool) -> None:
    """Raises `Refused` with the names of the forecasts that stand on the series."""
    stands = Q()
    for name in SERIES:
        stands |= Q(**{name: series})
    variants = Variant.objects.filter(stands)
    if only_chosen:
        variants = variants.filter(chosen_on__isnull=False)
    names = [f"„{name}“" for name in variants.order_by("name").values_list("name", flat=True)]
    if names:
        sentence = (
            _("Diese Prognose hat ein Gremium gewählt, und sie beruht auf diesen Zahlen: %(names)s. Spielen Sie neue Zahlen mit neuem Stand ein.")
            if only_chosen
            else _("Auf diesen Zahlen beruhen Prognosen: %(names)s. Ändern Sie zuerst die Prognosen.")
        )  # fmt: skip
        raise Refused(sentence % {"names": ", ".join(names)})


@transaction.atomic
def show_series(*, series_id: int, public: bool, by: Account, at: datetime) -> None:
    """Publishes a series or takes it back. Raises `AlreadyDone` where it is so already."""
    check_may_plan(by)
    series = _locked(series_id)
    if not Series.objects.filter(pk=series_id, is_public=not public).update(is_public=public):
        raise AlreadyDone(
            _("Diese Zahlen sind schon öffentlich.")
            if public
            else _("Diese Zahlen sind nicht öffentlich.")
        )
    event = "planning.series.published" if public else "planning.series.hidden"
    changes = {"is_public": [not public, public]}
    journal.record(event=event, subject=series, by=by, at=at, changes=changes)


def _locked(series_id: int) -> Series:
    series = Series.objects.select_for_update().filter(pk=series_id).first()
    if series is None:
        raise AlreadyDone(_("Diese Zahlen hat schon jemand entfernt."))
    return series
