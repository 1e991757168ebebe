"""Revisions of the database: to the newest, back again, and by two processes at once."""

import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.script import ScriptDirectory
from sqlalchemy.exc import DBAPIError

from tests import factories, worlds
from tests.databases import ENGINES, Templates
from vendor_tracker import config
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.facts import ThresholdFacts
from vendor_tracker.domain.vocabulary import AnswerState, SetBy
from vendor_tracker.services import (
    answers,
    claims,
    organisations,
    proposals,
    results,
    settings,
)
from vendor_tracker.storage import migrate
from vendor_tracker.storage.copying import count_rows
from vendor_tracker.storage.db import Database, session
from vendor_tracker.storage.models import Base
from vendor_tracker.storage.triggers import APPEND_ONLY

# Nobody may wait for ever: a test that hangs is a test that fails.
PATIENCE = 120
# Tables with rows that a step back to the first revision keeps.
OLD = ("claim", "evidence", "evidence_link", "flag", "meeting", "promise", "revision", "setting")
UPGRADE = """
import sys
from vendor_tracker.storage import migrate
from vendor_tracker.storage.db import Database

database = Database(sys.argv[1])
print("ready", flush=True)
sys.stdin.readline()
migrate.upgrade(database)
database.dispose()
"""


@pytest.fixture(params=ENGINES)
def bare(
    request: pytest.FixtureRequest, templates: Templates, tmp_path: Path
) -> Iterator[Database]:
    """Hold a database without a table, once on each engine."""
    if request.param == "sqlite":
        database = Database(f"sqlite:///{tmp_path / 'bare.sqlite'}", is_draft=True)
        yield database
        database.dispose()
        return
    with templates.copy(request.param) as database:
        write(database, "DROP SCHEMA public CASCADE")
        write(database, "CREATE SCHEMA public")
        yield database


def test_there_is_one_newest_revision_and_it_is_the_one_named() -> None:
    scripts = ScriptDirectory(str(config.migrations_folder()))
    assert scripts.get_heads() == [migrate.head()]


def test_an_empty_database_becomes_what_the_program_expects(bare: Database) -> None:
    assert migrate.current(bare) is None
    migrate.upgrade(bare)
    assert migrate.current(bare) == migrate.head()
    assert migrate.differences(bare) == []
    assert tables(bare) == {*Base.metadata.tables, "alembic_version"}


def test_down_and_up_again_gives_the_same_database(any_database: Database) -> None:
    session().close()
    before = shape(any_database)
    migrate.downgrade(any_database, "base")
    assert tables(any_database) == {"alembic_version"}
    migrate.upgrade(any_database)
    assert shape(any_database) == before
    assert migrate.differences(any_database) == []


def test_a_step_back_and_forward_keeps_rows_and_triggers(any_database: Database) -> None:
    actor = organisations.add_organisation(code="old", name="Old Trust (example)")
    worlds.one_of_each(actor)
    session().close()
    before, rows = shape(any_database), count_rows(any_database)
    migrate.downgrade(any_database, "0001")
    migrate.upgrade(any_database)
    assert shape(any_database) == before
    kept = count_rows(any_database)
    assert {name: kept[name] for name in rows if name in OLD} == {n: rows[n] for n in OLD}


def test_a_step_back_leaves_nothing_that_the_older_program_misreads(
    any_database: Database,
) -> None:
    actor = organisations.add_organisation(code="old", name="Old Trust (example)")
    product, other = (factories.make_product(actor) for _ in range(2))
    bar = ThresholdFacts(SetBy.us, Decimal(92), date(2026, 6, 3), people=2, has_clinician=True)
    claim = claims.log_claim(
        actor, product=product, statement="Finds them", metric="Sensitivity", thresholds=[bar]
    )
    results.set_gap_limit(actor, claim, version=None, value=Decimal(5))
    answers.save_answer(actor, other, "CORE-02", version=None, state=AnswerState.met)
    proposals.copy_answers(actor, product, other)
    session().close()
    migrate.downgrade(any_database, "0002")
    with any_database.engine.connect() as connection:
        bars = connection.exec_driver_sql("SELECT value FROM claim_threshold").scalars().all()
        states = connection.exec_driver_sql("SELECT state FROM answer").scalars().all()
    assert len(bars) == 1
    assert sorted(state or "" for state in states) == ["", "met"]
    migrate.upgrade(any_database)


def test_history_cannot_be_rewritten_after_an_upgrade(bare: Database) -> None:
    migrate.upgrade(bare)
    with bare.opened():
        actor = organisations.add_organisation(code="rht", name="Riverside Trust (example)")
        worlds.one_of_each(actor)
        settings.save_setting(actor, "set_up_records", 7, "A test")
    for table in APPEND_ONLY:
        column = Base.metadata.tables[table].primary_key.columns[0].name
        acts = [f"DELETE FROM {table}", f"UPDATE {table} SET {column} = {column}"]
        for statement in acts if bare.is_embedded else [*acts, f"TRUNCATE {table}"]:
            with pytest.raises(DBAPIError, match="history is append-only"):
                write(bare, statement)


def test_an_upgrade_that_leaves_loose_ends_is_taken_back(
    database: Database, actor: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    factories.make_product(actor, supplier=factories.make_supplier(actor))
    session().close()
    before = shape(database)

    def break_links(connection: sa.Connection) -> None:
        connection.exec_driver_sql("CREATE TABLE half_done (id INTEGER)")
        connection.exec_driver_sql("DELETE FROM supplier")

    monkeypatch.setattr(migrate, "load_statistics", break_links)
    with pytest.raises(migrate.BrokenLinks, match="the database is unchanged"):
        migrate.upgrade(database)
    assert shape(database) == before
    with database.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM supplier").scalar() == 1


def test_two_upgrades_at_once_make_one_database(bare: Database) -> None:
    address = bare.url.render_as_string(hide_password=False)
    both = [started(address) for _ in range(2)]
    for process in both:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    said = [process.communicate("go\n", timeout=PATIENCE) for process in both]
    assert [process.returncode for process in both] == [0, 0], said
    assert migrate.current(bare) == migrate.head()
    assert migrate.differences(bare) == []


def test_a_revision_of_a_newer_program_is_not_known() -> None:
    assert migrate.knows(migrate.head())
    assert not migrate.knows("9999")


def started(address: str) -> "subprocess.Popen[str]":
    """Start a process that upgrades when it is told to."""
    return subprocess.Popen(
        [sys.executable, "-c", UPGRADE, address],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def write(database: Database, statement: str) -> None:
    """Run one statement as a write of its own."""
    with database.engine.connect() as plain:
        connection = plain.execution_options(write=True)
        with connection.begin():
            connection.exec_driver_sql(statement)


def tables(database: Database) -> set[str]:
    """Return the names of the tables."""
    with database.engine.connect() as connection:
        return set(sa.inspect(connection).get_table_names())


def shape(database: Database) -> set[str]:
    """Return what the tables, indexes and triggers of a database are made of."""
    if database.is_embedded:
        said = "SELECT type || ' ' || name || ' ' || sql FROM sqlite_master WHERE sql IS NOT NULL"
    else:
        said = (
            "SELECT table_name || ' ' || column_name || ' ' || data_type || is_nullable FROM "
            "information_schema.columns WHERE table_schema = 'public' UNION SELECT indexdef FROM "
            "pg_indexes WHERE schemaname = 'public' UNION SELECT tgname || tgrelid::regclass FROM "
            "pg_trigger WHERE NOT tgisinternal"
        )
    with database.engine.connect() as connection:
        found = connection.exec_driver_sql(said).scalars()
        # A table that SQLite rebuilt is the same in other words: quoted, and in another order.
        return {" ".join(sorted(re.findall(r"\w+", text))) for text in found}
