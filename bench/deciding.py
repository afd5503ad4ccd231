"""Desk, committee page, status board and register of a network with ten years behind it, beside one of a tenth.

1,000 organizations, 60 committees, 3,000 meetings, 1,500 recommendations; then 100, 6, 300 and 150. Each network has
a process of its own: `python -m bench.deciding 1000`.
"""

import json
import os
import subprocess
import sys
import time
from datetime import timedelta

from bench.figures import FOLDER, Figure, median, report

LARGE, SMALL = 1000, 100
ROUNDS = 15
LIMIT = 150.0
"""Milliseconds of server time."""
GROWTH = 3.0


def main() -> None:
    large, small = _measured(LARGE), _measured(SMALL)
    figures = []
    for name, mine in large.items():
        figures += [
            Figure(f"{name}, {LARGE:,} organizations", mine["ms"], LIMIT, "ms", "limit", 1.0),
            Figure(
                f"{name}, {LARGE:,} beside {SMALL}",
                mine["ms"],
                small[name]["ms"],
                "ms",
                f"the same with {SMALL} organizations",
                GROWTH,
            ),
            Figure(
                f"{name}, queries",
                mine["queries"],
                small[name]["queries"],
                "",
                f"the same with {SMALL} organizations",
                1.0,
            ),
        ]
    report("deciding", figures)


def _measured(size: int) -> dict[str, dict[str, float]]:
    subprocess.run([sys.executable, "-m", "bench.deciding", str(size)], check=True)
    return json.loads((FOLDER / f"deciding-{size}.txt").read_text(encoding="utf-8"))


def measure(size: int) -> None:
    """Fills a network and leaves medians and numbers of queries in build/bench/deciding-SIZE.txt."""
    _set_up(size)
    from django.db import connection
    from tests.sign_in import signed_in

    fill(size)
    client, found = signed_in("frieda"), {}
    for name, address in PAGES.items():
        client.get(address)
        asked = Count()
        with connection.execute_wrapper(asked):
            _once(client, address)
        took = [_once(client, f"{address}?x={n}") for n in range(ROUNDS)]
        found[name] = {"ms": median(took), "queries": asked.queries}
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / f"deciding-{size}.txt").write_text(json.dumps(found), encoding="utf-8")


PAGES = {
    "desk": "/schreibtisch/",
    "committee page": "/schreibtisch/gremien/gremium-0/",
    "committees": "/schreibtisch/gremien/",
    "register of a committee": "/schreibtisch/gremien/gremium-0/beschluesse/",
    "register": "/schreibtisch/beschluesse/",
    "status board": "/was-wurde-daraus/",
}


class Count:
    """Counts the questions to the database; on SQLite also those that begin and end a transaction."""

    queries = 0

    def __call__(self, execute, sql, params, many, context):
        self.queries += 1
        return execute(sql, params, many, context)


def _once(client, address: str) -> float:
    begin = time.perf_counter()
    assert client.get(address).status_code == 200, address
    return (time.perf_counter() - begin) * 1000


def _set_up(size: int) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    file = FOLDER / f"deciding-{size}.sqlite3"
    file.unlink(missing_ok=True)
    os.environ.update({"MITSORGE_DATABASE_URL": f"sqlite://{file}", "MITSORGE_HOSTS": "testserver"})
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mitsorge.settings")
    import django
    from django.conf import settings
    from django.core.management import call_command

    settings.STORAGES["staticfiles"]["BACKEND"] = (
        "django.contrib.staticfiles.storage.StaticFilesStorage"
    )
    django.setup()
    call_command("migrate", interactive=False, verbosity=0)


def fill(size: int) -> None:
    """Rows of a network of `size` organizations: committees 6 %, meetings ×3, recommendations ×1.5."""
    from django.utils import timezone

    from mitsorge.doors.setup import presets
    from mitsorge.doors.setup.founding import found_network

    now = timezone.now()
    found_network(presets.load("netzwerk-soziale-dienste"), at=now, lands=frozenset({"12"}))
    partners = _partners(size, now)
    committees = _committees(size * 6 // 100, partners, now)
    _meetings(size * 3, committees, now)
    _recommendations(size * 3 // 2, committees, now)


def _partners(size: int, now):
    from mitsorge.domain.directory.models import Organization
    from mitsorge.domain.partners.models import Partnership

    organizations = Organization.objects.bulk_create(
        Organization(name=f"Sorgehaus {n}", slug=f"sorgehaus-{n}", modified_at=now, status="ACTIVE")
        for n in range(size)
    )
    Partnership.objects.bulk_create(
        Partnership(
            organization=one, participation="ACTIVE", active_from=now.date() - timedelta(900)
        )
        for one in organizations
    )
    return organizations


def _committees(size: int, partners, now):
    from mitsorge.domain.governance.models import Committee, Membership, RuleSet

    since = now.date() - timedelta(3650)
    committees = Committee.objects.bulk_create(
        Committee(code=f"gremium-{n}", name=f"Gremium {n}", classification="WORKING_GROUP")
        for n in range(size)
    )
    RuleSet.objects.bulk_create(
        RuleSet(committee=one, valid_from=since, source="Geschäftsordnung", meetings_per_year=5)
        for one in committees
    )
    Membership.objects.bulk_create(
        Membership(
            committee=one, organization=partners[(n * 7 + k) % len(partners)], active_from=since
        )
        for n, one in enumerate(committees)
        for k in range(20)
    )
    return committees


def _meetings(size: int, committees, now) -> None:
    from mitsorge.domain.governance.models import AgendaItem, Meeting

    meetings = []
    for n in range(size):
        starts = now - timedelta(days=3650 * n // size + 1)
        meetings.append(
            Meeting(
                committee=committees[n % len(committees)],
                number=n // len(committees) + 1,
                starts_at=starts,
                ends_at=starts + timedelta(hours=2),
                status="APPROVED",
                modified_at=starts,
            )
        )
    Meeting.objects.bulk_create(meetings)
    AgendaItem.objects.bulk_create(
        AgendaItem(
            committee=meeting.committee,
            meeting=meeting,
            title=f"Punkt {k}",
            kind="DECISION",
            status="DONE",
            result="ADOPTED",
            yes=12,
            no=1,
            abstentions=0,
            decided_at=meeting.starts_at,
            register_number=f"G{meeting.committee_id} {meeting.number}/{k}",
            modified_at=meeting.starts_at,
        )
        for meeting in meetings
        for k in range(2)
    )


def _recommendations(size: int, committees, now) -> None:
    from mitsorge.domain.recommendations.models import Answer, Measure, Recommendation, Version

    states = ("DRAFT", "IN_CONSULTATION", "ADOPTED", "SENT", "ANSWERED")
    found = Recommendation.objects.bulk_create(
        Recommendation(
            number=f"{now.year - n * 10 // size}/{n:04}",
            title=f"Empfehlung {n}",
            committee=committees[n % len(committees)],
            addressee="Kreistag",
            status=states[n % len(states)],
            created_at=now,
            modified_at=now,
        )
        for n in range(size)
    )
    Version.objects.bulk_create(
        Version(recommendation=one, number=1, text="Wir empfehlen.", created_at=now)
        for one in found
    )
    answered = [one for one in found if one.status == "ANSWERED"]
    Answer.objects.bulk_create(
        Answer(
            recommendation=one,
            kind="ACCEPTED",
            text="Ja.",
            by_office="Kreistag",
            answered_on=now.date(),
            recorded_at=now,
        )
        for one in answered
    )
    Measure.objects.bulk_create(
        Measure(
            recommendation=one, title="Umbau", owner="Sozialamt", created_at=now, modified_at=now
        )
        for one in answered
    )


if __name__ == "__main__":
    measure(int(sys.argv[1]))
