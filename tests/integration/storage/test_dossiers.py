"""Dossiers: what rows tell the rules, on both engines."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests import factories as make
from tests.counting import counted
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.dossier import (
    ProductDossier,
    SupplierDossier,
)
from vendor_tracker.domain.facts import (
    ResultFacts,
)
from vendor_tracker.domain.references import Kind
from vendor_tracker.domain.vocabulary import (
    ClaimKind,
    ContactKind,
    CostCategory,
    Gate,
    Known,
    SetBy,
    Stage,
    SupplierRole,
)
from vendor_tracker.storage.db import Database
from vendor_tracker.storage.dossiers import load_product_dossiers, load_supplier_dossiers
from vendor_tracker.storage.references import id_of

MARCH = date(2026, 3, 2)


def product_of(actor: Actor, ref: str) -> ProductDossier:
    """Load the dossier of one product."""
    key = id_of(actor.organisation_id, Kind.PRODUCT, ref)
    return load_product_dossiers(actor.organisation_id, [key])[key]


def supplier_of(actor: Actor, ref: str) -> SupplierDossier:
    """Load the dossier of one supplier."""
    key = id_of(actor.organisation_id, Kind.SUPPLIER, ref)
    return load_supplier_dossiers(actor.organisation_id, [key])[key]


def test_a_product_knows_its_own_facts_and_its_suppliers(any_actor: Actor) -> None:
    supplier = make.make_supplier(any_actor)
    former = make.make_supplier(any_actor, "Old Reseller (example)")
    ref = make.make_product(
        any_actor, supplier=supplier, about={"pd": ["yes", "2026-01-01"]}, catch_up_on=MARCH
    )
    make.make_product(any_actor, supplier=former, role=SupplierRole.former)
    found = product_of(any_actor, ref)
    assert (found.reference, found.suppliers) == (ref, (supplier,))
    assert found.fact("pd") == Known.yes
    assert (found.arrived_on, found.catch_up_on) == (date(2026, 10, 6), MARCH)
    assert product_of(any_actor, "PRD-2").suppliers == ()


def test_a_claim_brings_its_bars_results_and_live_evidence(any_actor: Actor) -> None:
    supplier = make.make_supplier(any_actor)
    product = make.make_product(any_actor, supplier=supplier)
    version = make.make_version(any_actor, product=product)
    meeting = make.make_meeting(any_actor, supplier=supplier)
    ref = make.make_claim(
        any_actor,
        product=product,
        version=version,
        meeting=meeting,
        kind=ClaimKind.T5,
        thresholds=[{"set_by": SetBy.us, "value": Decimal(92), "set_on": MARCH}],
        results=[{"n": 25, "estimate": Decimal("96.2"), "tested_by": "us"}],
    )
    kept = make.make_evidence(any_actor, product=product, about=[ref])
    make.archive(any_actor, make.make_evidence(any_actor, product=product, about=[ref]))
    (claim,) = product_of(any_actor, product).claims
    assert (claim.reference, claim.meeting, claim.version) == (ref, meeting, version)
    assert [(bar.set_by, bar.value, bar.set_on) for bar in claim.thresholds] == [
        (SetBy.us, Decimal(92), MARCH)
    ]
    assert claim.results == (ResultFacts(n=25, estimate=Decimal("96.2"), tested_by="us"),)
    assert claim.evidence == (kept,)


def test_lines_of_a_supplier_without_a_product_are_shared_and_not_added(any_actor: Actor) -> None:
    supplier = make.make_supplier(any_actor)
    product = make.make_product(any_actor, supplier=supplier)
    own = make.make_cost(any_actor, supplier=supplier, product=product, unit_price=Decimal(3))
    shared = make.make_cost(any_actor, supplier=supplier, category=CostCategory.K11)
    found = product_of(any_actor, product)
    assert [line.reference for line in found.costs] == [own]
    assert [(line.reference, line.category) for line in found.shared_costs] == [
        (shared, CostCategory.K11)
    ]


def test_a_product_was_last_met_when_its_supplier_was(any_actor: Actor) -> None:
    supplier = make.make_supplier(any_actor)
    product = make.make_product(any_actor, supplier=supplier)
    make.make_meeting(any_actor, supplier=supplier, held_on=MARCH)
    make.make_meeting(any_actor, supplier=supplier, held_on=date(2027, 1, 1))
    assert product_of(any_actor, product).last_met_on == MARCH
    assert len(supplier_of(any_actor, supplier).meetings) == 2


def test_promises_questions_contracts_and_decisions_reach_both(any_actor: Actor) -> None:
    supplier = make.make_supplier(any_actor)
    product = make.make_product(any_actor, supplier=supplier)
    meeting = make.make_meeting(any_actor, supplier=supplier)
    told: dict[str, Any] = {"supplier": supplier, "product": product, "promised_on": MARCH}
    promise = make.make_promise(any_actor, meeting=meeting, **told)
    question = make.make_question(any_actor, supplier=supplier, product=product)
    contract = make.make_contract(any_actor, supplier=supplier, product=product, ends_on=MARCH)
    make.make_decision(any_actor, product=product, planned_on=MARCH)
    own, theirs = product_of(any_actor, product), supplier_of(any_actor, supplier)
    for found in (own, theirs):
        (kept,) = found.promises
        assert (kept.reference, kept.product, kept.meeting) == (promise, product, meeting)
        assert kept.promised_on == MARCH
        assert [(q.reference, q.product) for q in found.questions] == [(question, product)]
        assert [(c.reference, c.ends_on) for c in found.contracts] == [(contract, MARCH)]
    assert [decision.planned_on for decision in own.decisions] == [MARCH]
    (mine,) = theirs.products
    assert (mine.reference, mine.next_gate, mine.planned_on) == (product, Gate.award, MARCH)


def test_a_document_about_one_product_is_not_the_suppliers(any_actor: Actor) -> None:
    supplier = make.make_supplier(any_actor)
    product = make.make_product(any_actor, supplier=supplier)
    of_product = make.make_evidence(any_actor, supplier=supplier, product=product)
    of_supplier = make.make_evidence(any_actor, supplier=supplier)
    make.make_contact(any_actor, supplier=supplier, kind=ContactKind.safety)
    found = supplier_of(any_actor, supplier)
    assert [entry.reference for entry in found.evidence] == [of_supplier]
    assert [contact.kind for contact in found.contacts] == [ContactKind.safety]
    assert [e.reference for e in product_of(any_actor, product).evidence] == [of_product]


def test_what_is_archived_is_not_known(any_actor: Actor) -> None:
    supplier = make.make_supplier(any_actor)
    product = make.make_product(any_actor, supplier=supplier, stage=Stage.live)
    rows = [
        make.make_claim(any_actor, product=product),
        make.make_cost(any_actor, supplier=supplier, product=product),
        make.make_contract(any_actor, supplier=supplier, product=product),
        make.make_promise(any_actor, supplier=supplier, product=product),
        make.make_question(any_actor, supplier=supplier, product=product),
        make.make_evidence(any_actor, product=product),
        make.make_decision(any_actor, product=product),
        make.make_meeting(any_actor, supplier=supplier),
    ]
    for ref in rows:
        make.archive(any_actor, ref)
    own, theirs = product_of(any_actor, product), supplier_of(any_actor, supplier)
    assert not any((own.claims, own.costs, own.contracts, own.promises, own.questions))
    assert not any((own.evidence, own.decisions, own.last_met_on, theirs.meetings))
    make.make_promise(any_actor, supplier=supplier, product=product)
    make.archive(any_actor, product)
    assert not any((supplier_of(any_actor, supplier).products, theirs.promises))
    with pytest.raises(KeyError):
        product_of(any_actor, product)


def test_many_products_take_as_many_statements_as_two(
    any_database: Database, any_actor: Actor
) -> None:
    supplier = make.make_supplier(any_actor)

    def add(_number: int) -> None:
        product = make.make_product(any_actor, supplier=supplier)
        make.make_claim(any_actor, product=product)
        make.make_cost(any_actor, supplier=supplier, product=product)

    make.make_many(40, add)
    load_product_dossiers(any_actor.organisation_id, [1])
    counts = []
    for wanted in (range(1, 3), range(1, 41)):
        with counted(any_database) as seen:
            assert len(load_product_dossiers(any_actor.organisation_id, wanted)) == len(wanted)
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 20
