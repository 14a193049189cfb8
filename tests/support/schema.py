"""The schema of a database as plain values, to compare two of them."""

from django.db import connection, transaction

from corpus.models.sql import FOLDER, read

_TABLES = "SELECT relname, reloptions FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'"
# By name: a column that a later migration added stands elsewhere in the table.
_COLUMNS = """
SELECT attrelid::regclass::text || '.' || attname, format_type(atttypid, atttypmod), attnotnull, attstorage,
    attidentity, attgenerated, pg_get_expr(adbin, adrelid)
FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid LEFT JOIN pg_attrdef ON (adrelid, adnum) = (attrelid, attnum)
WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND attnum > 0 AND NOT attisdropped
"""
# PostgreSQL prints a list of strings otherwise once it was dumped and restored: each is cast, not the array.
_INDEXES = r"""
SELECT indexname, regexp_replace(
    regexp_replace(indexdef, '\(ARRAY\[([^]]*)\]\)::text\[\]', 'ARRAY[\1]'),
    '\((''[^'']*''::character varying)\)::text', '\1', 'g')
FROM pg_indexes WHERE schemaname = 'public'
"""
_CONSTRAINTS = """
SELECT conrelid::regclass::text || '.' || conname, pg_get_constraintdef(oid)
FROM pg_constraint WHERE connamespace = 'public'::regnamespace
"""
_FUNCTIONS = """
SELECT oid::regprocedure::text, CASE WHEN prokind = 'a'
    THEN (SELECT concat_ws(' ', aggtransfn, aggtranstype::regtype, quote_literal(agginitval))
          FROM pg_aggregate WHERE aggfnoid = oid)
    ELSE pg_get_functiondef(oid) END
FROM pg_proc WHERE pronamespace = %s::regnamespace AND NOT EXISTS (
    SELECT FROM pg_depend WHERE classid = 'pg_proc'::regclass AND objid = pg_proc.oid AND deptype = 'e')
"""
_TRIGGERS = """
SELECT tgrelid::regclass::text || '.' || tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
"""


def tables() -> dict[str, dict]:
    """Return tables, columns, indexes and constraints by name."""
    return {
        "tables": _by_name(_TABLES),
        "columns": _by_name(_COLUMNS),
        "indexes": _by_name(_INDEXES),
        "constraints": _by_name(_CONSTRAINTS),
    }


def functions_and_triggers(schema: str = "public") -> dict[str, str]:
    """Return the definitions of the functions in a schema, without those of extensions, and of all triggers."""
    found = _by_name(_FUNCTIONS, [schema]) | _by_name(_TRIGGERS)
    return {name.replace(f"{schema}.", ""): one[0].replace(f"{schema}.", "") for name, one in found.items()}


def defined_by_files() -> dict[str, str]:
    """Return the functions and triggers that corpus/models/sql defines, loaded into an empty schema and rolled back."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT tgname, tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal")
        for trigger, table in cursor.fetchall():
            cursor.execute(f"DROP TRIGGER {trigger} ON {table}")
        cursor.execute("CREATE SCHEMA files")
        cursor.execute("SET LOCAL search_path = files, public")
        cursor.execute("SET LOCAL check_function_bodies = off")
        for path in sorted(FOLDER.glob("*.sql")):
            cursor.execute(read(path.stem))
        found = functions_and_triggers("files")
        transaction.set_rollback(True)
    return {name: definition.replace("public.", "") for name, definition in found.items()}


def _by_name(query: str, parameters: list | None = None) -> dict[str, tuple]:
    with connection.cursor() as cursor:
        cursor.execute(query, parameters)
        return {name: tuple(values) for name, *values in cursor.fetchall()}
