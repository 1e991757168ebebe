"""A write that is cut short by the end of its process: wholly stored, or not at all."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests import factories
from vendor_tracker.domain.actor import Actor
from vendor_tracker.services import chains, recheck
from vendor_tracker.storage.db import Database, session
from vendor_tracker.storage.models import Claim, Flag, Promise, Revision

# Nobody may wait for ever: a test that hangs is a test that fails.
PATIENCE = 60
# One act that makes two records, moves flags, and ends in the chain.
WRITE = """
import sys
from datetime import date, datetime, UTC
from vendor_tracker import clock
from vendor_tracker.domain.lines import Line
from vendor_tracker.domain.vocabulary import LineKind
from vendor_tracker.services import lines
from vendor_tracker.storage.db import Database
from vendor_tracker.storage.queries.users import find_command_actor

database = Database(sys.argv[1])
with clock.set_to(datetime(2026, 10, 6, 9, 0, tzinfo=UTC)), database.opened():
    actor = find_command_actor("rht")
    said = [
        Line(LineKind.statement, "It reads every scan", None, "", "", None),
        Line(LineKind.their_promise, "Send the study", None, "", "", date(2026, 9, 1)),
    ]
    lines.log_lines(actor, about=sys.argv[2], lines=said, nonce="one-mark")
database.dispose()
"""
ALL = {"claims": 1, "promises": 1}
NOTHING = {"claims": 0, "promises": 0}


@pytest.mark.parametrize(
    "failpoint, stored",
    [
        ("write.before_ending", NOTHING),
        ("write.before_commit", NOTHING),
        ("write.after_commit", ALL),
    ],
)
def test_a_write_cut_short_is_whole_or_nothing(
    any_database: Database, any_actor: Actor, failpoint: str, stored: dict[str, int]
) -> None:
    product = factories.make_product(any_actor, supplier=factories.make_supplier(any_actor))
    session().commit()
    before = (revisions(), flags())
    assert write(any_database, product, failpoint) == -signal.SIGKILL
    assert counted() == stored
    assert ((revisions(), flags()) == before) == (stored == NOTHING)
    assert_sound(any_actor)


def test_what_was_cut_short_can_be_sent_again(any_database: Database, any_actor: Actor) -> None:
    product = factories.make_product(any_actor, supplier=factories.make_supplier(any_actor))
    session().commit()
    for failpoint in ("write.before_commit", "write.after_commit"):
        assert write(any_database, product, failpoint) == -signal.SIGKILL
    # The mark of the form was kept with the rows: sent once more, it makes nothing twice.
    assert write(any_database, product, "") == 0
    assert counted() == ALL
    assert_sound(any_actor)


def write(database: Database, product: str, failpoint: str) -> int:
    """Log two lines in a process of its own that ends at this place; return how it ended."""
    address = database.url.render_as_string(hide_password=False)
    told = {"VENDOR_TRACKER_FAILPOINT": failpoint, "PYTHONPATH": str(Path.cwd())}
    done = subprocess.run(
        [sys.executable, "-c", WRITE, address, product],
        env=os.environ | told,
        timeout=PATIENCE,
        check=False,
    )
    session().rollback()
    session().expire_all()
    return done.returncode


def counted() -> dict[str, int]:
    """Count what the act makes."""
    opened = session()
    return {"claims": opened.query(Claim).count(), "promises": opened.query(Promise).count()}


def revisions() -> int:
    """Count the revisions."""
    return session().query(Revision).count()


def flags() -> int:
    """Count the flags."""
    return session().query(Flag).count()


def assert_sound(actor: Actor) -> None:
    """Fail unless the chain holds and the flags are those that the rules find."""
    assert chains.verify(actor).problem is None
    assert chains.verify_system().problem is None
    assert recheck.check_flags(actor).differences == []
