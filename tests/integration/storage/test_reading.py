"""What only reads cannot write, on either engine, whatever its connection was used for before."""

import pytest
import sqlalchemy as sa

from tests import factories
from vendor_tracker.domain.actor import Actor
from vendor_tracker.storage.db import Database, session


def test_a_read_cannot_write_before_or_after_a_write(
    any_database: Database, any_actor: Actor
) -> None:
    for number in range(3):
        assert_only_reads()
        factories.make_supplier(any_actor, f"Supplier {number} (example)")
        assert_only_reads()
        session().commit()
    with any_database.engine.connect().execution_options(write=True) as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM supplier").scalar_one() == 3
        connection.exec_driver_sql("UPDATE supplier SET owner = 'Imaging lead'")
        connection.rollback()
    assert_only_reads()


def assert_only_reads() -> None:
    """Fail unless the session refuses a change."""
    with pytest.raises(sa.exc.DBAPIError, match=r"readonly|read-only"):
        session().execute(sa.text("UPDATE supplier SET owner = ''"))
    session().rollback()
