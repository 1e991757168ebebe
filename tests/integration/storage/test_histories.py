"""The history of any record, on both engines."""

from datetime import date
from decimal import Decimal

import pytest

from tests.factories import (
    archive,
    change,
    make_claim,
    make_contact,
    make_contract,
    make_cost,
    make_decision,
    make_evidence,
    make_meeting,
    make_product,
    make_promise,
    make_question,
    make_supplier,
    make_version,
    restore,
)
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.errors import NotFound
from vendor_tracker.domain.vocabulary import SetBy
from vendor_tracker.storage.queries.histories import get_history


def test_each_write_shows_what_it_changed(any_actor: Actor) -> None:
    supplier = make_supplier(any_actor, "Fenwick")
    ref = make_cost(any_actor, supplier=supplier, unit_price=Decimal("12.5"))
    change(any_actor, ref, unit_price=Decimal(15), asked_on=date(2026, 10, 1))
    archive(any_actor, ref, "entered twice")
    restore(any_actor, ref)
    history = get_history(any_actor, ref)
    assert [entry.act for entry in history.entries] == [
        "Brought back",
        "Put away",
        "Changed",
        "Added",
    ]
    changed = {c.label: (c.before, c.after) for c in history.entries[2].changes}
    assert changed == {"Unit price": ("12.5", "15"), "Asked on": ("", "1 October 2026")}
    added = {c.label: c.after for c in history.entries[3].changes}
    assert added["Supplier"] == "SUP-1 Fenwick"


def test_every_kind_of_record_has_a_history(any_actor: Actor) -> None:
    supplier = make_supplier(any_actor)
    product = make_product(any_actor, supplier=supplier)
    bar = {"set_by": SetBy.us, "value": Decimal(92), "people": 2}
    claim = make_claim(any_actor, product=product, thresholds=[bar], results=[{"n": 12}])
    refs = [
        supplier,
        product,
        claim,
        make_version(any_actor, product=product),
        make_contact(any_actor, supplier=supplier),
        make_cost(any_actor, supplier=supplier, product=product),
        make_contract(any_actor, supplier=supplier, product=product),
        make_meeting(any_actor, supplier=supplier),
        make_promise(any_actor, supplier=supplier),
        make_question(any_actor, supplier=supplier),
        make_evidence(any_actor, product=product, about=[claim]),
        make_decision(any_actor, product=product, planned_on=date(2026, 12, 1)),
    ]
    for ref in refs:
        words = [c.after for entry in get_history(any_actor, ref).entries for c in entry.changes]
        assert words, ref
        assert "a record that is not here" not in " ".join(words), ref


def test_a_long_history_comes_in_pages(actor: Actor) -> None:
    ref = make_supplier(actor)
    for number in range(60):
        change(actor, ref, country=f"Country {number}")
    first = get_history(actor, ref)
    assert len(first.entries) == 50
    then = get_history(actor, ref, below=first.older)
    assert [entry.version for entry in (*first.entries, *then.entries)] == list(range(61, 0, -1))
    assert len(first.entries[-1].changes) == 1


def test_what_is_not_here_has_no_history(actor: Actor) -> None:
    for ref in ("SUP-1", "FLG-1", "BAT-1", "nonsense"):
        with pytest.raises(NotFound):
            get_history(actor, ref)
