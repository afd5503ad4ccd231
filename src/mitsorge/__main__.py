"""The command line: mitsorge new | demo | import | serve | work | manage."""

import os
import sys

USAGE = """mitsorge new --preset NAME     an empty network from a preset
mitsorge demo [PRESET] [--port N]  a network full of invented organisations, served until Ctrl-C
mitsorge import FILE [--dry-run]   a partner list, HSDS data or official tables
mitsorge serve [--port N]          the web server
mitsorge work                      the worker that sends letters
mitsorge manage …                  Django's own commands"""
COMMANDS = {
    "new": "new_network",
    "demo": "demo",
    "import": "import_list",
    "serve": "serve",
    "work": "work",
}


def main(arguments: list[str] | None = None) -> None:
    """Hands over to a Django command; a first start without settings is a demo."""
    verb, *rest = arguments if arguments is not None else (sys.argv[1:] or ["help"])
    if verb != "manage" and verb not in COMMANDS:
        sys.exit(USAGE)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mitsorge.settings")
    if verb == "demo":
        os.environ.update(
            {name: value for name, value in _demo_environment().items() if name not in os.environ}
        )
    from django.core.management import execute_from_command_line

    execute_from_command_line(["mitsorge", *([] if verb == "manage" else [COMMANDS[verb]]), *rest])


def _demo_environment() -> dict[str, str]:
    import secrets

    return {
        "MITSORGE_DEMO": "on",
        "MITSORGE_DATA_DIR": "var/demo",
        "MITSORGE_DATABASE_URL": "sqlite://var/demo/demo.sqlite3",
        "MITSORGE_SECRET_KEY": secrets.token_hex(32),
        "MITSORGE_LOG_LEVEL": "WARNING",
    }


if __name__ == "__main__":
    main()
