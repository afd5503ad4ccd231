"""Which offers a reference that points nowhere takes down with it: an offer is imported whole or not at all."""

from collections import defaultdict
from collections.abc import Iterator

from django.utils.translation import gettext as _

from mitsorge.doors.imports.findings import Finding, Outcome, PlannedRow, refusal
from mitsorge.doors.imports.hsds.tables import Document, Record

OWNERS = {
    "cost_option": ("service_id",),
    "schedule": ("service_id", "location_id", "service_at_location_id"),
    "contact": ("organization_id", "service_id", "service_at_location_id", "location_id"),
}
"""Tables whose records hang on something, and the fields that say on what."""


def blame(document: Document) -> tuple[dict[str, list[Finding]], list[PlannedRow]]:
    """The findings per service id, and a refused row for every broken record no offer depends on."""
    found: dict[str, list[Finding]] = defaultdict(list)
    orphans = []
    users = _Users(document)
    for table, record_id, name, missing in document.dangling:
        sentence = _(
            "%(table)s %(id)s: %(field)s zeigt auf %(missing)s, das gibt es in der Datei nicht."
        ) % {
            "table": table,
            "id": record_id,
            "field": name,
            "missing": missing,
        }
        finding = refusal("dangling_reference", sentence)
        services = set(users.services(table, document.tables[table][record_id]))
        for service in services:
            found[service].append(finding)
        if not services:
            orphans.append(PlannedRow(0, f"{table} {record_id}", Outcome.REFUSED, {}, [finding]))
    return found, [*orphans, *_ownerless(document)]


def _ownerless(document: Document) -> Iterator[PlannedRow]:
    """Records that name nobody they belong to: nothing says what they are about."""
    for table, owners in OWNERS.items():
        for record in document.all(table):
            if not any(record.get(name) for name in owners):
                sentence = _("%(table)s %(id)s gehört zu keinem Angebot.")
                finding = refusal(
                    "ownerless", sentence % {"table": table, "id": str(record["id"])[:60]}
                )
                label = f"{table} {record['id']}"
                yield PlannedRow(0, label, Outcome.REFUSED, {}, [finding])


class _Users:
    """The offers that use a location or belong to an organization."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.at_location: dict[str, set[str]] = defaultdict(set)
        self.of_organization: dict[str, set[str]] = defaultdict(set)
        for site in document.all("service_at_location"):
            self.at_location[str(site.get("location_id"))].add(str(site.get("service_id")))
        for service in document.all("service"):
            self.of_organization[str(service.get("organization_id"))].add(str(service["id"]))

    def services(self, table: str, record: Record) -> Iterator[str]:
        """The offers in the file that a record belongs to, directly or by its site, location or organization."""
        own = {**record, f"{table}_id": record["id"]}
        site = self.document.get("service_at_location", own.get("service_at_location_id")) or {}
        named = {own.get("service_id"), site.get("service_id"), own.get("link_id")}
        yield from (str(one) for one in named if self.document.get("service", one))
        yield from self.at_location.get(str(own.get("location_id")), ())
        if table in ("organization", "location", "phone", "contact"):
            yield from self.of_organization.get(str(own.get("organization_id")), ())
