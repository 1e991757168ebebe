"""The first look, on both engines: ten facts, wherever each is stored, or none of them."""

from datetime import date
from typing import Any

import pytest

from tests.factories import make_contract, make_product, make_supplier, make_version
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.errors import Conflict, Refused
from vendor_tracker.domain.vocabulary import Known, ProductFact, Stage
from vendor_tracker.services import firstlooks
from vendor_tracker.storage.queries.contracts import get_contract
from vendor_tracker.storage.queries.firstlooks import get_first_look
from vendor_tracker.storage.queries.products import get_product

FACTS = {ProductFact.dev: Known.yes, ProductFact.pd: Known.unknown}


@pytest.fixture
def live(any_actor: Actor) -> str:
    """Return a live product of one supplier."""
    return make_product(any_actor, supplier=make_supplier(any_actor), stage=Stage.live)


def save(actor: Actor, ref: str, **more: Any) -> None:
    """Save a first look with a few facts and more."""
    given: dict[str, Any] = {"version": None, "facts": FACTS, "accountable": "Head of imaging"}
    firstlooks.save_first_look(actor, ref, **{**given, **more})


def test_a_version_that_is_known_is_marked_as_used(any_actor: Actor, live: str) -> None:
    make_version(any_actor, product=live, name="3.2")
    save(any_actor, live, version_name="3.2 ", in_use_from=date(2026, 3, 1))
    look = get_first_look(any_actor, live)
    assert look.version_in_use is not None
    assert (look.version_in_use.reference, look.version_in_use.in_use_from) == (
        "VER-1",
        date(2026, 3, 1),
    )
    save(any_actor, live, version_name="3.2")
    assert get_first_look(any_actor, live).version_in_use == look.version_in_use


def test_a_new_version_without_a_day_is_used_since_today(any_actor: Actor, live: str) -> None:
    save(any_actor, live, version_name="3.2")
    used = get_first_look(any_actor, live).version_in_use
    assert used is not None
    assert used.in_use_from == date(2026, 10, 6)


def test_the_end_goes_to_the_one_contract_there_is(any_actor: Actor, live: str) -> None:
    make_contract(any_actor, supplier="SUP-1", product=live, title="Licence")
    save(any_actor, live, contract_ends_on=date(2028, 3, 31))
    contract = get_contract(any_actor, "CON-1")
    assert (contract.title, contract.ends_on) == ("Licence", date(2028, 3, 31))
    make_contract(any_actor, supplier="SUP-1", product=live)
    with pytest.raises(Refused, match="CON-1 and CON-2") as refusal:
        save(any_actor, live, contract_ends_on=date(2029, 3, 31))
    assert refusal.value.field == "contract_ends_on"


def test_what_is_refused_saves_nothing(any_actor: Actor, live: str) -> None:
    make_contract(any_actor, supplier="SUP-1", product=live, starts_on=date(2026, 1, 1))
    for wrong in (
        {"contract_ends_on": date(2025, 1, 1)},
        {"version_name": "3.2", "in_use_from": date(2026, 10, 7)},
    ):
        with pytest.raises(Refused):
            save(any_actor, live, **wrong)
    assert get_product(any_actor, live).about == {}
    with pytest.raises(Conflict):
        save(any_actor, live, version=7)
