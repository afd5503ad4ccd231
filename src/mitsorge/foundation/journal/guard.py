"""The database itself keeps the journal append-only: triggers refuse every UPDATE, DELETE and TRUNCATE.

One way out exists, for the day on which an entry has outlived its retention period: while a row
stands in `journal_opening` (only inside the transaction of `journal.actions.forget`), DELETE works.
"""

from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

SQLITE = {
    "journal_no_update": """
        CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal_entry
        BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END""",
    "journal_no_delete": """
        CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal_entry
        WHEN NOT EXISTS (SELECT 1 FROM journal_opening)
        BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END""",
}
POSTGRESQL = """
    CREATE FUNCTION journal_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'DELETE' AND EXISTS (SELECT 1 FROM journal_opening) THEN RETURN OLD; END IF;
        RAISE EXCEPTION 'the journal is append-only' USING ERRCODE = 'restrict_violation';
    END $$;
    CREATE TRIGGER journal_no_change BEFORE UPDATE OR DELETE ON journal_entry
        FOR EACH ROW EXECUTE FUNCTION journal_refuse();
    CREATE TRIGGER journal_no_truncate BEFORE TRUNCATE ON journal_entry
        FOR EACH STATEMENT EXECUTE FUNCTION journal_refuse();
"""


def install(_apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Sets the triggers, in the dialect of the database."""
    vendor = schema_editor.connection.vendor
    statements = SQLITE.values() if vendor == "sqlite" else [POSTGRESQL]
    for statement in statements:
        schema_editor.execute(statement)


def remove(_apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Takes the triggers away: for undoing the migration, and to empty a test database."""
    if schema_editor.connection.vendor == "sqlite":
        for name in SQLITE:
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}")
    else:
        schema_editor.execute("DROP FUNCTION IF EXISTS journal_refuse() CASCADE")
