"""The command line: mitsorge new | demo | import | roads | serve | work | manage."""

import os
import sys

USAGE = """mitsorge new --preset NAME     an empty network from a preset
mitsorge demo [PRESET] [--port N]  a network full of invented organisations, served until Ctrl-C
mitsorge import FILE [--dry-run]   a partner list, HSDS data or official tables
mitsorge roads                     reads the road map of MITSORGE_ROADS, for distances on the road
mitsorge serve [--port N]          the web server
mitsorge work                      the worker that sends letters
mitsorge inbox [--port N]          takes answers by mail
mitsorge year-of-letters           tries out a year of letters on an invented network in memory
mitsorge manage …                  Django's own commands"""
COMMANDS = {
    "new": "new_network",
    "demo": "demo",
    "import": "import_list",
    "roads": "prepare_roads",
    "serve": "serve",
    "work": "work",
    "inbox": "inbox",
    "year-of-letters": "year_of_letters",
}

IN_MEMORY = {"MITSORGE_DATABASE_URL": "sqlite://:memory:", "MITSORGE_LOG_LEVEL": "WARNING"}
"""What is only tried out never touches the network's own database."""


def main(arguments: list[str] | None = None) -> None:
    """Hands over to a Django command; a first start without settings is a demo."""
    verb, *rest = arguments if arguments is not None else (sys.argv[1:] or ["help"])
    if verb != "manage" and verb not in COMMANDS:
        sys.exit(USAGE)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mitsorge.settings")
    if verb == "demo":
        os.environ.update(_demo_environment(rest))
    if verb == "year-of-letters":
        os.environ.update(IN_MEMORY)
    from django.core.management import execute_from_command_line

    execute_from_command_line(["mitsorge", *([] if verb == "manage" else [COMMANDS[verb]]), *rest])


def _demo_environment(arguments: list[str]) -> dict[str, str]:
    """Always a database of the demo's own, whatever the environment says: it is deleted at every start."""
    port = _port(arguments)
    chosen = {
        "MITSORGE_SECRET_KEY": _demo_key(),
        "MITSORGE_LOG_LEVEL": "WARNING",
        "MITSORGE_BASE_URL": f"http://127.0.0.1:{port}",
    }
    return {
        **{name: os.environ.get(name, value) for name, value in chosen.items()},
        "MITSORGE_DEMO": "on",
        "MITSORGE_DATA_DIR": "var/demo",
        "MITSORGE_DATABASE_URL": f"sqlite://var/demo/{port}.sqlite3",
    }


def _port(arguments: list[str]) -> int:
    """The port among the arguments of `demo`; the command itself complains about a wrong one."""
    import argparse

    parser = argparse.ArgumentParser(add_help=False, exit_on_error=False)
    parser.add_argument("--port", type=int, default=8000)
    try:
        return int(parser.parse_known_args(arguments)[0].port)
    except argparse.ArgumentError:
        return 8000


def _demo_key() -> str:
    """A key of this checkout, so that a prepared database stays readable at the next start."""
    import secrets
    from pathlib import Path

    kept = Path("build/demo/key")
    if not kept.is_file():
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.touch(mode=0o600)
        kept.write_text(secrets.token_hex(32), encoding="ascii")
    return kept.read_text(encoding="ascii")


if __name__ == "__main__":
    main()
