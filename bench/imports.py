"""An import of 10,000 rows beside django-import-export's bulk mode, and the dry run beside reading the file alone.

Every measurement runs in a process of its own on its own copy of a SQLite file, in turns with its peer.
"""

import io
import os
import pathlib
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta

ROWS = 10_000
ROUNDS = 3
HEADINGS = (
    "Träger", "Name der Einrichtung", "Angebot", "Straße/Hausnr.", "PLZ", "Ort", "Tel.", "E-Mail-Adresse",
    "Homepage", "Beschreibung", "Sprachen", "§45a anerkannt bis", "Pflegegrad ab", "Plätze", "Öffnungszeiten",
)  # fmt: skip
PLACES = (
    ("14467", "Potsdam"), ("14542", "Werder (Havel)"), ("14806", "Bad Belzig"), ("14822", "Brück"), ("14827", "Wiesenburg/Mark"),
    ("14828", "Görzke"), ("14797", "Kloster Lehnin"), ("14550", "Groß Kreutz (Havel)"), ("14513", "Teltow"), ("14532", "Kleinmachnow"),
    ("14547", "Beelitz"), ("14552", "Michendorf"), ("14554", "Seddiner See"), ("14558", "Nuthetal"), ("14548", "Schwielowsee"),
)  # fmt: skip
KINDS = (
    "Tagespflege",
    "Kurzzeitpflege",
    "Pflegeheim",
    "Ambulanter Pflegedienst",
    "Hospizdienst",
    "Pflegeberatung",
)
WORDS = [
    "ruhig",
    "gelegen",
    "mit",
    "Garten",
    "und",
    "Abholung",
    "von",
    "zu",
    "Hause",
    "gemeinsames",
    "Kochen",
    "Gedächtnistraining",
    "Bewegung",
    "Ausflüge",
    "Gespräche",
    "für",
    "Angehörige",
    "barrierefreier",
    "Zugang",
    "kleine",
    "Gruppen",
    "feste",
    "Ansprechzeiten",
]


def rows(changed: int = 0) -> list[tuple[object, ...]]:
    """The same 10,000 invented offers every time; the first `changed` have another phone and description."""
    found = []
    for n in range(ROWS):
        code, place = PLACES[n % len(PLACES)]
        words = " ".join(WORDS[(n * 7 + k * 3) % len(WORDS)] for k in range(18))
        shift = 1 if n < changed else 0
        found.append((
            f"Träger {n // 4} gGmbH", f"Haus Nummer {n}", KINDS[n % len(KINDS)], f"Musterweg {n % 200 + 1}", code, place,
            f"030 23125-{(n + shift) % 1000:03}", f"haus{n}@beispiel.example", f"https://haus{n}.beispiel.example",
            f"Angebot {n + shift}: {words}.", "Deutsch, Englisch" if n % 3 else "Deutsch", date(2027, 1, 1) + timedelta(days=n % 700),
            n % 5 + 1, n % 60 + 4, "Mo-Fr 8-16 Uhr" if n % 2 else "nach Vereinbarung",
        ))  # fmt: skip
    return found


def workbook(changed: int = 0, *, for_peer: bool = False) -> bytes:
    """The list as XLSX; the peer gets keys it can look up by an index instead of by name."""
    import openpyxl

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Liste")
    sheet.append((*HEADINGS, "slug", "owner", "recognized") if for_peer else HEADINGS)
    for row in rows(changed):
        keys = (str(row[1]).lower().replace(" ", "-"), str(row[0]).lower().replace(" ", "-"), "1")
        sheet.append((*row, *keys) if for_peer else row)
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


FILES = {
    "read": "list.xlsx",
    "dry": "list.xlsx",
    "ours": "list.xlsx",
    "bare": "list.xlsx",
    "peer": "peer.xlsx",
}


def main() -> None:
    from bench.figures import Figure, report

    with tempfile.TemporaryDirectory() as folder:
        files = pathlib.Path(folder)
        (files / "list.xlsx").write_bytes(workbook())
        (files / "changed.xlsx").write_bytes(workbook(changed=500))
        (files / "peer.xlsx").write_bytes(workbook(for_peer=True))
        _child("prepare", files, "empty.sqlite3", "list.xlsx")
        seen: dict[str, list[tuple[float, float, float]]] = {}
        for _round in range(ROUNDS):
            for job, file in FILES.items():
                shutil.copy(files / "empty.sqlite3", files / f"{job}.sqlite3")
                seen.setdefault(job, []).append(_child(job, files, f"{job}.sqlite3", file))
            seen.setdefault("again", []).append(_child("dry", files, "ours.sqlite3", "list.xlsx"))
            seen.setdefault("update", []).append(
                _child("ours", files, "ours.sqlite3", "changed.xlsx")
            )
        times = {job: statistics.median(run[0] for run in runs) for job, runs in seen.items()}
        cpu = {job: statistics.median(run[1] for run in runs) for job, runs in seen.items()}
        memory = {job: max(run[2] for run in runs) for job, runs in seen.items()}
    bulk, alone = "django-import-export, bulk mode", "reading the file with calamine"
    figures = [
        Figure("validation, differences, journal: CPU", cpu["bare"], cpu["peer"], "s", bulk, 1 / 8),
        Figure("  the same, wall", times["bare"], times["peer"], "s", bulk, 1 / 8),
        Figure("with the search's documents: CPU", cpu["ours"], cpu["peer"], "s", bulk, 1 / 8),
        Figure("  the same, wall", times["ours"], times["peer"], "s", bulk, 1 / 8),
        Figure("500 of 10,000 changed: CPU", cpu["update"], cpu["peer"], "s", bulk, 1 / 8),
        Figure("memory of the import", memory["ours"], 200.0, "MB", "limit", 1.0),
        Figure("dry run, all new: CPU", cpu["dry"], cpu["read"], "s", alone, 3.0),
        Figure("dry run, all known: CPU", cpu["again"], cpu["read"], "s", alone, 3.0),
    ]
    report("imports", figures, rows=ROWS, seconds=times, cpu=cpu, megabytes=memory)


def _child(job: str, folder: pathlib.Path, database: str, file: str) -> tuple[float, float, float]:
    """(seconds, CPU seconds, peak MB) of one job in a process of its own."""
    environment = {
        **os.environ,
        "MITSORGE_DATABASE_URL": f"sqlite:///{folder / database}",
        "MITSORGE_DATA_DIR": str(folder),
        "MITSORGE_LOG_LEVEL": "ERROR",
        "DJANGO_SETTINGS_MODULE": "mitsorge.settings",
    }
    said = subprocess.run(
        [sys.executable, "-m", "bench.imports", job, str(folder / file)],
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    seconds, cpu, megabytes = map(float, said.split()[-3:])
    return seconds, cpu, megabytes


def job(name: str, file: str) -> None:
    """Runs one job and prints seconds, CPU seconds and the peak of memory."""
    import django

    django.setup()
    content = pathlib.Path(file).read_bytes()
    work = {
        "prepare": _prepare,
        "read": _read,
        "dry": _dry,
        "ours": _ours,
        "bare": _bare,
        "peer": _peer,
    }[name](content)
    begun, used = time.perf_counter(), time.process_time()
    work()
    seconds, cpu = time.perf_counter() - begun, time.process_time() - used
    print(seconds, cpu, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def _prepare(_content: bytes):
    from django.core.management import call_command
    from django.utils import timezone

    from mitsorge.domain.directory.actions import load_taxonomy
    from mitsorge.foundation.places import actions as places

    def work() -> None:
        call_command("migrate", interactive=False, verbosity=0)
        load_taxonomy(at=timezone.now())
        places.load_own_geography(lands=frozenset({"12"}))

    return work


def _read(content: bytes):
    from python_calamine import CalamineWorkbook

    return lambda: (
        CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    )


def _dry(content: bytes):
    from mitsorge.doors.imports.planning.kinds import Kind
    from mitsorge.doors.imports.planning.prepare import prepare

    return lambda: prepare(content, Kind.LIST)


def _ours(content: bytes):
    """What the click on "Übernehmen" costs: reading, validation, differences, writing, journal, search."""
    from django.utils import timezone

    from mitsorge.doors.imports import runs
    from mitsorge.doors.imports.models import ImportRun

    run = runs.upload(name="list.xlsx", content=content, kind=None, by=None, at=timezone.now())
    assert runs.queue(run=run, by=None, at=timezone.now())

    def work() -> None:
        runs.carry_out(run_id=run.pk, at=timezone.now())
        done = ImportRun.objects.get(pk=run.pk)
        assert (done.state, done.counts["REFUSED"]) == ("DONE", 0), (done.message, done.counts)

    return work


def _bare(content: bytes):
    """The same without the documents of the search: what the peer does and more, validation, differences, journal."""
    from mitsorge.domain.directory import search

    search.refresh_documents = lambda _ids: None
    return _ours(content)


def _owners(now) -> None:
    """The organizations of the list, written before the peer's clock starts."""
    from mitsorge.domain.directory.models import Organization

    names = sorted({str(row[0]) for row in rows()})
    Organization.objects.bulk_create(
        Organization(name=n, slug=n.lower().replace(" ", "-"), modified_at=now) for n in names
    )


def _peer(content: bytes):
    """A plain resource for offers with field validation in bulk mode; organizations stand ready."""
    from django.utils import timezone
    from import_export import fields, resources
    from import_export.formats.base_formats import XLSX
    from import_export.widgets import BooleanWidget, DateWidget, ForeignKeyWidget

    from mitsorge.domain.directory.models import Organization, Service

    now = timezone.now()
    _owners(now)

    class ServiceResource(resources.ModelResource):
        slug = fields.Field("slug", "slug")
        organization = fields.Field("organization", "owner", ForeignKeyWidget(Organization, "slug"))
        name = fields.Field("name", "Name der Einrichtung")
        email = fields.Field("email", "E-Mail-Adresse")
        url = fields.Field("url", "Homepage")
        description = fields.Field("description", "Beschreibung")
        care_grade_from = fields.Field("care_grade_from", "Pflegegrad ab")
        recognized_45a = fields.Field("recognized_45a", "recognized", BooleanWidget())
        recognized_until = fields.Field("recognized_until", "§45a anerkannt bis", DateWidget())

        class Meta:
            model = Service
            import_id_fields = ("slug",)
            fields = ("slug", "organization", "name", "email", "url", "description", "care_grade_from", "recognized_45a", "recognized_until")  # fmt: skip
            use_bulk = True
            batch_size = 1000

        def validate_instance(self, instance, import_validation_errors=None, **_kwargs) -> None:
            """Fields only: the whole `full_clean` costs the peer several queries per row, ten times as long."""
            instance.clean_fields(exclude={"organization"})

        def before_save_instance(self, instance, row, **_kwargs) -> None:
            instance.modified_at = instance.imported_at = now

        def after_init_instance(self, instance, new, row, **_kwargs) -> None:
            instance.modified_at = now

    def work() -> None:
        result = ServiceResource().import_data(XLSX().create_dataset(content), raise_errors=True)
        assert result.totals["new"] == ROWS, result.totals
        assert Service.objects.count() == ROWS

    return work


if __name__ == "__main__":
    job(*sys.argv[1:])
