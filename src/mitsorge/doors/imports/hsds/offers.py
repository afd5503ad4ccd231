"""HSDS services as rows of offers, in the same flat form as a partner list."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from mitsorge.doors.imports.findings import Finding, Outcome, PlannedRow, doubt, refusal
from mitsorge.doors.imports.hsds import parts
from mitsorge.doors.imports.hsds.references import blame
from mitsorge.doors.imports.hsds.tables import Document, Record
from mitsorge.doors.imports.parsing import numbers, values
from mitsorge.doors.imports.parsing.address import check_place
from mitsorge.doors.imports.parsing.lexicon import Lexicon, area_parser
from mitsorge.doors.imports.parsing.text import fold, plain

PLAIN = {
    "name": ("name", values.words(200)),
    "alternate_name": ("alternate_name", values.words(200)),
    "description": ("description", values.words(4000)),
    "eligibility_description": ("eligibility", values.words(1000)),
    "application_process": ("application_process", values.words(1000)),
    "fees_description": ("fees", values.words(1000)),
    "email": ("email", values.mail),
    "url": ("website", values.website),
    "minimum_age": ("minimum_age", numbers.count),
    "maximum_age": ("maximum_age", numbers.count),
}
"""HSDS fields of a service, our fields, and how they are read."""
TERM_FIELDS = {
    "CARE": "kinds",
    "TARGET_GROUP": "targets",
    "PAYER": "payers",
    "LANGUAGE": "languages",
}
RULE_PARTS = ("freq", "interval", "byday", "bymonthday", "byweekno", "byyearday")
OWN = (
    "phone",
    "schedule",
    "service_area",
    "language",
    "service_at_location",
    "cost_option",
    "contact",
)
Children = dict[str, dict[str, list[Record]]]


def offers(document: Document, lexicon: Lexicon) -> list[PlannedRow]:
    """A row for every service and for every broken record that belongs to none."""
    broken, orphans = blame(document)
    reader = _Reader(document, lexicon)
    rows = []
    for number, service in enumerate(document.all("service"), start=1):
        row = reader.row(number, service)
        row.findings.extend(broken.get(str(service["id"]), ()))
        rows.append(row)
    for number, row in enumerate(orphans, start=len(rows) + 1):
        row.number = number
    _note(document)
    return [*rows, *orphans]


def _note(document: Document) -> None:
    if any(service.get("assured_date") for service in document.all("service")):
        document.notes.append(
            _("Bestätigungen der Quelle gelten hier nicht: Die Angebote kommen unbestätigt an.")
        )
    if any(contact.get("name") for contact in document.all("contact")):
        document.notes.append(_("Namen von Personen übernehmen wir nicht: contact.name."))
    if any(_owner(document, contact) == "None" for contact in document.all("contact")):
        document.notes.append(
            _(
                "Kontakte einer Organisation oder eines Ortes übernehmen wir nicht, nur die eines Angebots."
            )
        )


class _Reader:
    """The children of every service, found once."""

    def __init__(self, document: Document, lexicon: Lexicon) -> None:
        self.document, self.lexicon = document, lexicon
        self.areas = area_parser(lexicon)
        self.children: Children = defaultdict(lambda: defaultdict(list))
        for table in OWN:
            for record in document.all(table):
                self.children[table][_owner(document, record)].append(record)
        self.contact_phones: dict[str, list[Record]] = defaultdict(list)
        for record in document.all("phone"):
            self.contact_phones[str(record.get("contact_id") or "")].append(record)
        for record in document.all("attribute"):
            self.children["attribute"][str(record.get("link_id"))].append(record)
        self.addresses: dict[str, list[Record]] = defaultdict(list)
        for record in document.all("address"):
            self.addresses[str(record.get("location_id"))].append(record)

    def of(self, table: str, service: Record) -> list[Record]:
        return self.children[table].get(str(service["id"]), [])

    def row(self, number: int, service: Record) -> PlannedRow:
        """One service with everything that hangs on it."""
        row = PlannedRow(
            number, str(service.get("name", ""))[:80], Outcome.NEW, {"id": str(service["id"])}
        )
        for source, (target, parse) in PLAIN.items():
            if service.get(source) not in (None, ""):
                self._take(row, target, parse(service[source]))
        owner = self.document.get("organization", service.get("organization_id"))
        if owner is not None:
            self._take(row, "organization", values.words(200)(str(owner.get("name", ""))))
        self._require(row, service)
        self._places(row, service)
        self._lists(row, service)
        return row

    def _take(self, row: PlannedRow, name: str, answer: tuple[Any, Any]) -> None:
        value, finding = answer
        if value is not None:
            row.values[name] = value
        if finding is not None:
            row.findings.append(finding)

    def _require(self, row: PlannedRow, service: Record) -> None:
        if "name" not in row.values:
            row.findings.append(refusal("name_missing", _("Dem Angebot fehlt der Name.")))
        if "organization" not in row.values and not service.get("organization_id"):
            row.findings.append(
                refusal("organization_missing", _("Dem Angebot fehlt die Organisation."))
            )
        status = str(service.get("status") or "active").lower()
        if status == "defunct":
            row.findings.append(
                refusal("defunct", _("Das Angebot gibt es laut Quelle nicht mehr."))
            )
        elif status != "active":
            row.findings.append(
                doubt(
                    "inactive",
                    _("Das Angebot ist laut Quelle nicht aktiv (%(status)s).") % {"status": status},
                )
            )

    def _places(self, row: PlannedRow, service: Record) -> None:
        found: list[list[str]] = []
        for site in self.of("service_at_location", service):
            addresses = self.addresses.get(str(site.get("location_id")), [])
            physical = [a for a in addresses if a.get("address_type") == "physical"] or addresses
            found.extend(self._address(row, address) for address in physical[:1])
        if found:
            row.values.update(
                {k: v for k, v in zip(("street", "postcode", "town"), found[0], strict=True) if v}
            )
        if len(found) > 1:
            row.values["more_places"] = found[1:]

    def _address(self, row: PlannedRow, address: Record) -> list[str]:
        lines = [plain(str(address[k])) for k in ("address_1", "address_2") if address.get(k)]
        code, finding = numbers.postcode(str(address.get("postal_code", "")))
        town = plain(str(address.get("city", "")))[:120]
        mismatch = check_place(self.lexicon, str(code), town) if code else finding
        if mismatch is not None:
            row.findings.append(mismatch)
        return [", ".join(lines)[:200], str(code or ""), town]

    def _lists(self, row: PlannedRow, service: Record) -> None:
        for record in self.of("phone", service):
            if not record.get("contact_id"):
                self._extend(row, "phones", parts.phone_lines(record))
        for record in self.of("schedule", service):
            self._add(row, "hours", _hours(record))
        for record in self.of("cost_option", service):
            self._add(row, "costs", parts.cost(record))
        for record in self.of("contact", service):
            phones = self.contact_phones.get(str(record["id"]), [])
            self._add(row, "contacts", parts.contact(record, phones))
        for record in self.of("service_area", service):
            name = str(record.get("name") or record.get("description") or "")
            self._extend(row, "areas", self.areas(name))
        for record in self.of("language", service):
            self._term(
                row, [str(record.get("name", "")), str(record.get("code", ""))], ("LANGUAGE",)
            )
        for record in self.of("attribute", service):
            term = self.document.get("taxonomy_term", record.get("taxonomy_term_id")) or {}
            self._term(
                row, [str(term.get("code", "")), str(term.get("name", ""))], tuple(TERM_FIELDS)
            )

    def _add(self, row: PlannedRow, name: str, answer: tuple[Any, list[Finding]]) -> None:
        value, findings = answer
        if value:
            row.values[name] = _merged(row.values.get(name, []), [value])
        row.findings.extend(findings)

    def _extend(self, row: PlannedRow, name: str, answer: tuple[Any, Any]) -> None:
        value, finding = answer
        if value:
            row.values[name] = _merged(row.values.get(name, []), value)
        if finding is not None:
            row.findings.append(finding)

    def _term(self, row: PlannedRow, names: list[str], kinds: Iterable[str]) -> None:
        for kind in kinds:
            for name in names:
                code = self.lexicon.vocabulary(kind).codes.get(fold(name)) if name else None
                if code:
                    row.values[TERM_FIELDS[kind]] = _merged(
                        row.values.get(TERM_FIELDS[kind], []), [code]
                    )
                    return
        sentence = _("Den Begriff „%(name)s“ kennen wir nicht; er wird weggelassen.")
        row.findings.append(
            doubt("term_unknown", sentence % {"name": next(filter(None, names), "")})
        )


def _merged(held: Any, more: list[Any]) -> list[Any]:
    return [*held, *(one for one in more if one not in held)]


def _owner(document: Document, record: Record) -> str:
    """The service a record hangs on, itself or at one of its places."""
    site = document.get("service_at_location", record.get("service_at_location_id")) or {}
    return str(record.get("service_id") or site.get("service_id"))


def _hours(record: Record) -> tuple[str, list[Finding]]:
    """A schedule in the stored form; without a frequency its words remain. "" where nothing can be told right."""
    holds, findings = parts.period(record)
    text = _rule(record)
    if holds is None or not text:
        return "", findings
    return "|".join((text, *holds)) if any(holds) else text, findings


def _rule(record: Record) -> str:
    words = plain(str(record.get("description") or "")).replace("|", "/")[:200]
    opens, closes = (str(record.get(name) or "")[:5] for name in ("opens_at", "closes_at"))
    rule = [f"{name.upper()}={record[name]}" for name in RULE_PARTS if record.get(name)]
    has_rule = bool(record.get("freq")) and all(len(t) in (0, 5) for t in (opens, closes))
    if has_rule:
        return f"{';'.join(rule)[:200]}|{opens}|{closes}|{words}"
    return f"|||{words}" if words else ""
