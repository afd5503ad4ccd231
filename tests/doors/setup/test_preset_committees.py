"""What the five presets say of their committees, and that founding writes exactly that."""

from datetime import date
from decimal import Decimal

import pytest

from mitsorge.domain.governance.models import Committee, RuleSet
from mitsorge.domain.governance.queries.rule_sets import as_rules, values_on
from mitsorge.domain.governance.rules import (
    Classification,
    Composition,
    Majority,
    Publicity,
    Quorum,
    Voters,
)
from mitsorge.domain.governance.rules.drafts import problems_of_rules
from mitsorge.domain.governance.rules.procedure import next_due
from mitsorge.doors.setup.founding import found_network
from mitsorge.doors.setup.presets import load, names
from tests.cast import NOW

SUMMER = date(2026, 6, 1)
FOUNDED = {
    "leikop": [
        ("netzwerkkonferenz", "CONFERENCE", "ALL_PARTNERS", "SIMPLE", 21, "0.50", True),
        ("steuerungsgruppe", "STEERING_GROUP", "SPOKESPERSONS", "SIMPLE", 14, "4.00", False),
        ("ag-bestandsanalyse", "WORKING_GROUP", "NAMED", "CONSENSUS", 14, "4.00", False),
        ("ag-ueberleitung", "WORKING_GROUP", "NAMED", "CONSENSUS", 14, "4.00", False),
        ("ag-fachkraefte", "WORKING_GROUP", "NAMED", "CONSENSUS", 14, "4.00", False),
        ("unw-demenz", "SUB_NETWORK", "NAMED", "CONSENSUS", 14, "4.00", False),
    ],
    "pflegekonferenz-stuttgart": [
        ("pflegekonferenz", "CONFERENCE", "ACTIVE_PARTNERS", "CONSENSUS", 21, "2.00", True),
        ("ag-1", "WORKING_GROUP", "NAMED", "CONSENSUS", 14, "4.00", False),
        ("ag-2", "WORKING_GROUP", "NAMED", "CONSENSUS", 14, "4.00", False),
        ("ag-3", "WORKING_GROUP", "NAMED", "CONSENSUS", 14, "4.00", False),
    ],
    "netzwerk-soziale-dienste": [
        ("runder-tisch-1", "ROUND_TABLE", "OPEN", "SIMPLE", 14, "1.00", False),
        ("runder-tisch-2", "ROUND_TABLE", "OPEN", "SIMPLE", 14, "1.00", False),
        ("runder-tisch-3", "ROUND_TABLE", "OPEN", "SIMPLE", 14, "1.00", False),
        ("runder-tisch-4", "ROUND_TABLE", "OPEN", "SIMPLE", 14, "1.00", False),
        ("fachtisch-demenz", "EXPERT_TABLE", "NAMED", "CONSENSUS", 14, "4.00", False),
        ("netzwerktag", "NETWORK_DAY", "ALL_PARTNERS", "SIMPLE", 28, "1.00", True),
        ("steuerungsgruppe", "STEERING_GROUP", "NAMED", "SIMPLE", 10, "4.00", False),
    ],
    "pflegestammtisch-hildburghausen": [
        ("pflegestammtisch", "REGULARS_TABLE", "OPEN", "SIMPLE", 14, "2.00", True),
        ("netzwerk-angehoerige", "SUB_NETWORK", "NAMED", "CONSENSUS", 14, "4.00", False),
    ],
    "wiq-quartierpfleger": [
        ("steuerungsteam", "STEERING_GROUP", "NAMED", "CONSENSUS", 10, "6.00", True),
        ("unterstuetzungsteam", "SUPPORT_TEAM", "NAMED", "CONSENSUS", 7, "12.00", False),
        ("lt-quartierpfleger", "SOLUTION_TEAM", "NAMED", "CONSENSUS", 7, "12.00", False),
    ],
}


def founded(code, **values):
    preset = load(code)
    found_network(preset, at=NOW, lands=frozenset({preset.body["ags"][:2]}), **values)


def test_every_preset_is_told():
    assert sorted(FOUNDED) == names()


@pytest.mark.django_db
@pytest.mark.parametrize("preset", FOUNDED)
def test_founding_writes_committees_with_their_rules(preset):
    founded(preset)
    rows = RuleSet.objects.order_by("committee__position")
    assert [
        (
            row.committee.code,
            row.committee.classification,
            row.committee.composition,
            row.majority,
            row.invitation_days,
            str(row.meetings_per_year),
            row.adopts,
        )
        for row in rows
    ] == FOUNDED[preset]
    assert {(row.valid_from, row.valid_to) for row in rows} == {(NOW.date(), None)}
    assert [problem for row in rows for problem in problems_of_rules(as_rules(row))] == []


@pytest.mark.parametrize("preset", FOUNDED)
def test_only_one_plenum_adopts_and_every_rule_has_its_source(preset):
    committees = load(preset).committees
    rules = [version for entry in committees for version in entry["rules"]]
    assert sum(version.get("adopts", False) for version in rules) == 1
    assert all(20 <= len(version["source"]) <= 300 for version in rules)
    assert {entry["composition"] for entry in committees} <= set(Composition)
    assert {entry["classification"] for entry in committees} <= set(Classification)


def rules_of(code):
    return values_on(Committee.objects.get(code=code), NOW.date())


@pytest.mark.django_db
def test_leipzig_meets_every_second_year_and_reports_to_the_council():
    founded("leikop")
    rules = rules_of("netzwerkkonferenz")
    assert next_due(SUMMER, rules) == date(2028, 6, 1)
    assert rules.report_to == "Ratsversammlung, als Informationsvorlage"
    assert rules.voters is Voters.ORGANIZATIONS
    assert rules_of("steuerungsgruppe").quorum is Quorum.HALF


@pytest.mark.django_db
def test_stuttgart_seeks_consensus_and_its_conference_adopts():
    founded("pflegekonferenz-stuttgart")
    rules = rules_of("pflegekonferenz")
    assert (rules.majority, rules.adopts) == (Majority.CONSENSUS, True)
    assert [rules_of(f"ag-{n}").adopts for n in (1, 2, 3)] == [False, False, False]


@pytest.mark.django_db
def test_potsdam_mittelmark_has_four_tables_and_one_day_a_year():
    founded("netzwerk-soziale-dienste")
    tables = [rules_of(f"runder-tisch-{n}").meetings_per_year for n in (1, 2, 3, 4)]
    assert (sum(tables), rules_of("netzwerktag").meetings_per_year) == (Decimal(4), Decimal(1))


@pytest.mark.django_db
def test_hildburghausen_is_an_open_table_without_quorum():
    founded("pflegestammtisch-hildburghausen")
    rules = rules_of("pflegestammtisch")
    assert Committee.objects.get(code="pflegestammtisch").composition == Composition.OPEN
    assert (rules.quorum, rules.voters) == (Quorum.NONE, Voters.EVERYONE)


@pytest.mark.django_db
def test_quartier_team_decides_itself():
    founded("wiq-quartierpfleger")
    rules = rules_of("lt-quartierpfleger")
    assert (rules.majority, rules.publicity) == (Majority.CONSENSUS, Publicity.MINUTES_PUBLIC)


@pytest.mark.django_db
def test_demo_has_rules_for_its_past():
    founded("wiq-quartierpfleger", rules_from=date(2023, 1, 1))
    assert set(RuleSet.objects.values_list("valid_from", flat=True)) == {date(2023, 1, 1)}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("preset", "admits"),
    [
        ("leikop", ["steuerungsgruppe"]),
        ("netzwerk-soziale-dienste", []),
        ("pflegekonferenz-stuttgart", []),
        ("pflegestammtisch-hildburghausen", []),
        ("wiq-quartierpfleger", ["steuerungsteam"]),
    ],
)
def test_who_votes_on_new_partners_from_the_first_day(preset: str, admits: list[str]) -> None:
    """An empty list: the coordination decides."""
    found_network(load(preset), at=NOW)
    voting = RuleSet.objects.filter(admits_partners=True).values_list("committee__code", flat=True)
    assert list(voting) == admits
