from pathlib import Path

import pytest
from django.core.checks import run_checks

from mitsorge import environment
from mitsorge.checks import RULES, check_settings, misspelled, problems
from mitsorge.environment import TABLE, Variable
from tests.architecture.reference import check_current

GOOD = {
    "SECRET_KEY": "x" * 50,
    "DATABASE_URL": "postgresql://mitsorge:geheim@db/mitsorge",
    "BASE_URL": "https://netzwerk.kreis.example",
    "HOSTS": "netzwerk.kreis.example",
    "TLS": "on",
    "BEHIND_PROXY": "on",
    "DEBUG": "off",
    "DEMO": "off",
    "SMTP_URL": "smtp+starttls://a:b@mail.kreis.example:587",
    "MAIL_FROM": "netzwerk@kreis.example",
    "SECURITY_CONTACT": "mailto:sicherheit@kreis.example",
    "DATA_DIR": "/gibt/es/nicht",
    "STATIC_DIR": "/auch/nicht",
    "TILES_URL": "https://tiles.kreis.example/{z}/{x}/{y}.png",
    "LOG_LEVEL": "INFO",
    "SUPPRESS_BELOW": "5",
    "ROADS": "",
    "SEARCH_LEARNING": "on",
    "LINK_CHECK": "on",
    "REPLY_DOMAIN": "antwort.netzwerk.example",
}
FLAWS = [
    ("E001", {"SECRET_KEY": ""}),
    ("W001", {"SECRET_KEY": "", "TLS": "off", "BEHIND_PROXY": "off"}),
    ("W002", {"SECRET_KEY": "x" * 49}),
    ("E002", {"DATABASE_URL": "mysql://db/name"}),
    ("E003", {"BASE_URL": "netzwerk.kreis.example"}),
    ("E004", {"BASE_URL": "http://netzwerk.kreis.example"}),
    ("E006", {"HOSTS": "*"}),
    ("W006", {"HOSTS": "anders.example"}),
    ("E007", {"TLS": "an", "BEHIND_PROXY": "off"}),
    ("E008", {"BEHIND_PROXY": "ja"}),
    ("W008", {"TLS": "off"}),
    ("E009", {"DEBUG": "vielleicht"}),
    ("E010", {"DEBUG": "on"}),
    ("E011", {"DEMO": "2"}),
    ("E012", {"DEMO": "on"}),
    ("E013", {"SMTP_URL": "mail.kreis.example"}),
    ("W013", {"SMTP_URL": ""}),
    ("E014", {"MAIL_FROM": "netzwerk"}),
    ("E015", {"SECURITY_CONTACT": "sicherheit@kreis.example"}),
    ("E016", {"DATA_DIR": __file__}),
    ("E017", {"STATIC_DIR": "/gibt/es/nicht"}),
    ("E018", {"TILES_URL": "https://tiles.kreis.example/kacheln"}),
    ("E018", {"TILES_URL": "http://tiles.kreis.example/{z}/{x}/{y}.png"}),
    ("E019", {"LOG_LEVEL": "laut"}),
    ("E024", {"ROADS": "strassen.zip", "DATA_DIR": str(Path(__file__).parent)}),
    ("W024", {"ROADS": "/srv/kreis.osm.pbf"}),
    ("E023", {"SUPPRESS_BELOW": "2"}),
    ("E023", {"SUPPRESS_BELOW": "fünf"}),
    ("E020", {"SEARCH_LEARNING": "nö"}),
    ("E021", {"LINK_CHECK": "nö"}),
    ("E022", {"REPLY_DOMAIN": "antwort@netzwerk.example"}),
]


def numbers(values) -> list[str]:
    return [str(message.id).removeprefix("mitsorge.") for message in problems(values)]


def test_a_good_installation_has_no_problem():
    assert numbers(GOOD) == []


def test_a_demo_on_the_own_machine_has_no_problem():
    """What is dangerous in public is right there: each of these is a flaw only with TLS, or filled."""
    own = {"TLS": "off", "BEHIND_PROXY": "off", "DEBUG": "on", "DEMO": "on", "HOSTS": "*"}
    mine = {"BASE_URL": "http://localhost:8000", "MAIL_FROM": "netzwerk@localhost"}
    assert numbers({**GOOD, **own, **mine, "SMTP_URL": "", "TILES_URL": ""}) == []


def test_a_folder_nobody_may_write_to_is_named(monkeypatch, tmp_path):
    monkeypatch.setattr("os.access", lambda path, mode: Path(path) != tmp_path)
    assert numbers({**GOOD, "DATA_DIR": str(tmp_path)}) == ["E016"]


def test_errors_stop_a_start_and_warnings_do_not():
    bad = problems({**GOOD, "DEMO": "on", "SMTP_URL": ""})
    assert [(message.id, message.is_serious()) for message in bad] == [
        ("mitsorge.E012", True),
        ("mitsorge.W013", False),
    ]


def test_the_checks_run_with_every_command(monkeypatch):
    for name, value in GOOD.items():
        monkeypatch.setenv(f"MITSORGE_{name}", value)
    monkeypatch.setenv("MITSORGE_SECRETKEY", "x")
    assert [message.id for message in run_checks(tags=["settings"])] == ["mitsorge.W021"]


@pytest.mark.parametrize(("number", "flaw"), FLAWS, ids=lambda value: str(value)[:30])
def test_each_flaw_is_named_alone(number, flaw):
    assert numbers({**GOOD, **flaw}) == [number]


def test_without_hosts_the_own_address_is_missing_too():
    assert numbers({**GOOD, "HOSTS": " , "}) == ["E005", "W006"]


def test_every_rule_is_tried_and_every_setting_has_one():
    assert {rule.number for rule in RULES} == {number for number, _flaw in FLAWS} | {"E005"}
    assert {rule.name for rule in RULES} == {variable.name for variable in TABLE} == set(GOOD)


def test_every_message_has_a_hint():
    assert [rule.number for rule in RULES if not (rule.words and rule.hint)] == []


def test_a_misspelled_setting_is_named():
    names = ["MITSORGE_SECRETKEY", "MITSORGE_SECRET_KEY_FILE", "MITSORGE_TLS", "PATH"]
    assert [m.msg for m in misspelled(names)] == [
        "MITSORGE_SECRETKEY: Diese Einstellung gibt es nicht."
    ]


def test_the_check_reads_the_environment_and_files(monkeypatch, tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("y" * 50 + "\n")
    for name, value in GOOD.items():
        monkeypatch.setenv(f"MITSORGE_{name}", value)
    assert check_settings() == []
    monkeypatch.delenv("MITSORGE_SECRET_KEY")
    monkeypatch.setenv("MITSORGE_SECRET_KEY_FILE", str(secret))
    assert check_settings() == []
    secret.write_text("")
    assert [message.id for message in check_settings()] == ["mitsorge.E001"]


def test_a_wrong_value_does_not_stop_the_check_from_speaking(monkeypatch):
    assert environment.database("mysql://db/name") == {"ENGINE": "django.db.backends.dummy"}
    assert environment.smtp("mail.kreis.example") == {}
    monkeypatch.setenv("MITSORGE_LOG_LEVEL", "laut")
    assert environment.log_level() == "INFO"


def test_the_reference_page_is_current():
    check_current("settings.md", page_of_settings(TABLE))


def page_of_settings(table: tuple[Variable, ...]) -> str:
    head = [
        "# Settings",
        "",
        "All settings come from the environment. Each may be read from a file instead: set `MITSORGE_NAME_FILE`",
        "to its path (for secrets of containers). `mitsorge manage check` says what is wrong with a value.",
        "Generated from `mitsorge/environment.py`; do not edit.",
        "",
        "| name | default | what it does | example |",
        "|---|---|---|---|",
    ]
    rows = [
        f"| `MITSORGE_{v.name}` | {f'`{v.default}`' if v.default else 'empty'} | {v.purpose} | `{v.example}` |"
        for v in table
    ]
    return "\n".join([*head, *rows, ""])


def test_what_a_database_address_asks_of_the_connection_is_not_dropped():
    """An installation that asks for TLS to its database gets TLS, or no connection."""
    found = environment.database(
        "postgresql://a:b@db.example/mitsorge?sslmode=verify-full&sslrootcert=/ca.pem"
    )
    assert (found["HOST"], found["OPTIONS"]) == (
        "db.example",
        {"sslmode": "verify-full", "sslrootcert": "/ca.pem"},
    )
    assert environment.database("postgresql://a@/b?host=/run/pg")["OPTIONS"] == {}
