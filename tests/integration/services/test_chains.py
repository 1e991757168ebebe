"""The chain finds whatever was changed, removed, moved or cut off."""

import re

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from vendor_tracker.domain.actor import Actor
from vendor_tracker.services import chains, suppliers
from vendor_tracker.storage.db import Database
from vendor_tracker.storage.triggers import drop_triggers


@pytest.fixture
def history(any_actor: Actor) -> Actor:
    """Give an organisation five links of history."""
    for number in range(5):
        suppliers.add_supplier(any_actor, name=f"Supplier {number} (example)")
    return any_actor


def tamper(database: Database, *statements: str) -> None:
    """Change the database behind the program's back, its triggers removed."""
    with database.engine.connect() as plain:
        connection = plain.execution_options(write=True)
        with connection.begin():
            drop_triggers(connection)
            for statement in statements:
                connection.execute(sa.text(statement))


def test_an_untouched_chain_holds(history: Actor) -> None:
    report = chains.verify(history)
    assert (report.events, report.problem) == (5, None)
    assert (report.events, report.head) == chains.head_of(history.organisation_id)


@pytest.mark.parametrize(
    "statement, words",
    [
        ("UPDATE audit_event SET actor = 'nobody' WHERE seq = 3", "Link 3 .SUP-3. was changed"),
        ("DELETE FROM audit_event WHERE seq = 3", "Link 3 is missing"),
        ("DELETE FROM audit_event WHERE seq = 5", "links were cut off"),
        ("DELETE FROM revision WHERE event_seq = 2", "link 2 .SUP-2. is missing"),
        ("UPDATE revision SET snapshot = '{\"number\": 4}' WHERE event_seq = 4", "SUP-4. was cha"),
        ("UPDATE audit_event SET seq = seq + 1000", "Link 1 is missing"),
    ],
)
def test_what_was_tampered_with_is_named(
    any_database: Database, history: Actor, statement: str, words: str
) -> None:
    tamper(any_database, statement)
    problem = chains.verify(history).problem
    assert problem is not None
    assert re.search(words, problem), problem


@pytest.mark.usefixtures("history")
@pytest.mark.parametrize("table", ["audit_event", "revision", "system_event"])
@pytest.mark.parametrize("act", ["DELETE FROM {}", "UPDATE {} SET action = 'x'"])
def test_the_database_itself_refuses_to_rewrite_history(
    any_database: Database, table: str, act: str
) -> None:
    with any_database.engine.connect() as plain:
        connection = plain.execution_options(write=True)
        with connection.begin() as transaction:
            with pytest.raises(DBAPIError, match="append-only"):
                connection.execute(sa.text(act.format(table)))
            transaction.rollback()
