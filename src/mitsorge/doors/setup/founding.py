"""Founding a network: everything a preset says, in one transaction."""

import tomllib
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from mitsorge.domain.directory import actions as directory
from mitsorge.domain.directory.models import ResponsibilityTopic, TaxonomyTerm
from mitsorge.domain.directory.rules import TermKind
from mitsorge.domain.governance.models import Committee, RuleSet
from mitsorge.domain.grants.models import FundingPeriod
from mitsorge.domain.partners.models import Agreement, MemberGroup
from mitsorge.domain.planning.models import Yardstick
from mitsorge.domain.stories.models import Page
from mitsorge.doors.setup.presets import Preset, text
from mitsorge.foundation.identity.models import Network
from mitsorge.foundation.journal import actions as journal
from mitsorge.foundation.places import actions as places
from mitsorge.foundation.places.models import Body, Municipality, PlanningArea
from mitsorge.foundation.places.rules import AreaKind


class AlreadyFounded(Exception):
    """This installation has its network: one installation is one network."""


@transaction.atomic
def found_network(
    preset: Preset,
    *,
    at: datetime,
    lands: frozenset[str] | None = None,
    rules_from: date | None = None,
) -> Network:
    """An empty network from a preset, with its geography, words, groups, committees, notices and pages.

    `lands`: only these Länder of the postcode table (first two digits of the AGS); all of Germany otherwise.
    `rules_from`: since when the rules of its committees count, today otherwise; a demo has a past.
    Raises `AlreadyFounded` where there is one.
    """
    if Network.objects.exists():
        raise AlreadyFounded("Dieses Netzwerk ist schon eingerichtet.")
    places.load_own_geography(lands=lands)
    body = Body.objects.create(
        land=preset.facts["land"], is_public_body=preset.facts["is_public_body"], **preset.body
    )
    network = Network.objects.create(pk=1, preset=preset.code, body=body, **preset.facts)
    _planning_areas(preset, body, on=date(at.year, 1, 1))
    directory.load_taxonomy(at=at)
    _groups_and_committees(preset, body, at=at, rules_from=rules_from or localdate(at))
    FundingPeriod.objects.bulk_create(FundingPeriod(**period) for period in preset.funding)
    _yardsticks(preset, on=date(at.year, 1, 1))
    words = _words(network)
    _agreement(words, on=date(at.year, 1, 1))
    _pages_and_topics(words, at=at)
    journal.record(
        event="setup.network.founded", subject=network, by=None, at=at, why=f"Vorlage {preset.code}"
    )
    return network


def _planning_areas(preset: Preset, body: Body, *, on: date) -> None:
    if preset.district_table:
        places.load_own_districts(body=body, on=on)
    for area in preset.planning_areas:
        members = Municipality.objects.filter(ags__in=area["municipalities"])
        places.define_planning_area(
            body=body,
            code=area["code"],
            name=area["name"],
            kind=AreaKind.REGION,
            active_from=on,
            municipalities=members,
        )


def _groups_and_committees(preset: Preset, body: Body, *, at: datetime, rules_from: date) -> None:
    MemberGroup.objects.bulk_create(
        MemberGroup(
            code=group["code"],
            name=group["name"],
            position=position,
            bank=group.get("bank", ""),
            target_percent=group.get("target_percent"),
        )
        for position, group in enumerate(preset.member_groups)
    )
    areas = {area.code: area for area in PlanningArea.objects.filter(body=body)}
    committees: dict[str, Committee] = {}
    for position, entry in enumerate(preset.committees):
        fields = dict(entry)
        fields["parent"] = committees.get(fields.pop("parent", ""))
        fields["planning_area"] = areas.get(fields.pop("planning_area", ""))
        versions = fields.pop("rules", [])
        found = Committee.objects.create(position=position, modified_at=at, **fields)
        committees[entry["code"]] = found
        RuleSet.objects.bulk_create(
            RuleSet(committee=found, valid_from=rules_from, **_exact(values)) for values in versions
        )


def _yardsticks(preset: Preset, *, on: date) -> None:
    """Each names its kind of offer by the code of the care taxonomy."""
    terms = {term.code: term for term in TaxonomyTerm.objects.filter(kind=TermKind.CARE)}
    Yardstick.objects.bulk_create(
        Yardstick(**{**entry, "term": terms[entry["term"]], "valid_from": on})
        for entry in preset.yardsticks
    )


def _exact(values: dict[str, Any]) -> dict[str, Any]:
    """Fractions of a preset as decimals, as written."""
    return {
        name: Decimal(str(value)) if isinstance(value, float) else value
        for name, value in values.items()
    }


def _words(network: Network) -> dict[str, str]:
    """What the texts of a new network say about it."""
    return {
        "network": str(network),
        "carrier": network.carrier,
        "office": network.office_name,
        "address": f"{network.street}, {network.postcode} {network.town}",
        "phone": network.phone,
        "hours": network.phone_hours,
        "email": network.email,
    }


def _agreement(words: dict[str, str], *, on: date) -> None:
    content = tomllib.loads(text("agreement.toml"))
    Agreement.objects.create(
        title=content["title"], text=content["text"].strip().format(**words), valid_from=on
    )


def _pages_and_topics(words: dict[str, str], *, at: datetime) -> None:
    content = tomllib.loads(text("pages.toml"))
    Page.objects.bulk_create(
        Page(
            slug=page["slug"],
            title=page["title"],
            text=page["text"].strip().format(**words),
            easy_text=page.get("easy_text", "").strip().format(**words),
            in_footer=page["in_footer"],
            position=position,
            modified_at=at,
        )
        for position, page in enumerate(content["page"])
    )
    ResponsibilityTopic.objects.bulk_create(
        ResponsibilityTopic(position=position, **topic)
        for position, topic in enumerate(content["topic"])
    )
