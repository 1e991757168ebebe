"""Two people at the same moment, on both engines: one wins, the other is told, nothing is lost."""

import threading
from collections.abc import Callable
from typing import Any

import pytest

from tests import factories
from vendor_tracker import clock
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.errors import Conflict, ProductError, Refused
from vendor_tracker.domain.lines import Line
from vendor_tracker.domain.vocabulary import LineKind, Role
from vendor_tracker.services import (
    chains,
    lines,
    organisations,
    products,
    recheck,
    sessions,
    users,
    versions,
)
from vendor_tracker.storage.db import Database, session
from vendor_tracker.storage.models import Claim, Membership, ProductVersion
from vendor_tracker.storage.queries.users import list_members

PASSWORD = "correct horse battery staple"
# Nobody may wait for ever: a test that hangs is a test that fails.
PATIENCE = 60


def at_once(database: Database, *acts: Callable[[], Any]) -> list[Any]:
    """Do these at the same moment, each in a session of its own; return results or errors."""
    start, ended = threading.Barrier(len(acts)), [None] * len(acts)
    now = clock.now()

    def run(place: int, act: Callable[[], Any]) -> None:
        with database.opened():
            start.wait(PATIENCE)
            try:
                ended[place] = act()
            except ProductError as error:
                ended[place] = error  # type: ignore[call-overload]

    session().commit()
    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    with clock.set_to(now):
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(PATIENCE)
    session().expire_all()
    return ended


def test_the_last_two_administrators_cannot_end_one_another(
    any_database: Database, any_actor: Actor
) -> None:
    both = [f"{name}@rht.example" for name in ("first", "second")]
    for email in both:
        users.add_user(any_actor, email=email, name=email, role=Role.administrator)
    at_once(any_database, *[lambda e=email: users.disable_user(any_actor, e) for email in both])
    live = [m for m in list_members(any_actor) if m.until is None]
    assert [member.role for member in live] == [Role.administrator]


def test_the_last_administrator_cannot_become_something_else(any_actor: Actor) -> None:
    only = {"email": "only@rht.example", "name": "Only"}
    users.add_user(any_actor, **only, role=Role.administrator)  # type: ignore[arg-type]
    with pytest.raises(Refused, match="the last administrator"):
        users.add_user(any_actor, **only, role=Role.reader)  # type: ignore[arg-type]
    assert session().query(Membership).one().role is Role.administrator


def test_many_tries_at_once_are_no_more_tries(any_database: Database, any_actor: Actor) -> None:
    many = [lambda n=n: sessions.take_try("who@rht.example", f"10.0.0.{n}") for n in range(14)]
    ended = at_once(any_database, *many)
    assert sum(isinstance(one, Refused) for one in ended) == 14 - sessions.TRIES


def test_addresses_of_one_network_share_their_tries(any_actor: Actor) -> None:
    for n in range(sessions.TRIES):
        sessions.take_try(f"{n}@rht.example", f"2001:db8:0:1::{n:x}")
    with pytest.raises(Refused, match="too many"):
        sessions.take_try("other@rht.example", "2001:db8:0:1:ffff::1")
    sessions.take_try("other@rht.example", "2001:db8:0:2::1")


def test_a_right_password_is_no_try(any_actor: Actor) -> None:
    token = users.add_user(any_actor, email="a@rht.example", name="A", role=Role.officer)
    users.spend_link(token, PASSWORD)
    for _ in range(sessions.TRIES + 1):
        sessions.sign_in("a@rht.example", PASSWORD, "10.0.0.1")


def test_one_code_and_one_person_are_made_once(any_database: Database, any_actor: Actor) -> None:
    new: dict[str, Any] = {"code": "new", "name": "New Trust (example)"}
    ended = at_once(any_database, *[lambda: organisations.add_organisation(**new)] * 2)
    assert sorted(isinstance(one, Refused) for one in ended) == [False, True]
    person: dict[str, Any] = {"email": "p@rht.example", "name": "P", "role": Role.officer}
    ended = at_once(any_database, *[lambda: users.add_user(any_actor, **person)] * 2)
    assert not any(isinstance(one, ProductError) for one in ended)
    assert len(list_members(any_actor)) == 1
    assert chains.verify_system().problem is None


def test_one_version_is_added_once(any_database: Database, any_actor: Actor) -> None:
    product = factories.make_product(any_actor, supplier=factories.make_supplier(any_actor))
    add = [lambda: versions.add_version(any_actor, product, name="3.2")] * 2
    ended = at_once(any_database, *add)
    assert sorted(isinstance(one, Refused) for one in ended) == [False, True], ended
    assert session().query(ProductVersion).count() == 1


def test_a_form_sent_twice_at_once_makes_one_record(
    any_database: Database, any_actor: Actor
) -> None:
    product = factories.make_product(any_actor, supplier=factories.make_supplier(any_actor))
    said = [Line(LineKind.statement, "It reads every scan")]
    ended = at_once(
        any_database,
        *[lambda: lines.log_lines(any_actor, about=product, lines=said, nonce="one-mark")] * 4,
    )
    assert ended == [["CLM-1"]] * 4
    assert session().query(Claim).count() == 1


def test_the_second_of_two_changes_sees_what_the_first_stored(
    any_database: Database, any_actor: Actor
) -> None:
    product = factories.make_product(any_actor, supplier=factories.make_supplier(any_actor))
    act = products.archive_product
    ended = at_once(
        any_database,
        *[lambda r=r: act(any_actor, product, version=1, reason=r) for r in ("this", "that")],
    )
    lost = [one for one in ended if isinstance(one, Conflict)]
    assert len(lost) == 1
    assert lost[0].reference == product
    assert lost[0].stored["version"] == 2
    assert chains.verify(any_actor).problem is None
    assert recheck.check_flags(any_actor).differences == []
