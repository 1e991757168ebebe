"""What each service marks as touched is enough: after every write, stored is as found."""

from datetime import date
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from tests import factories as make
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.vocabulary import (
    ClaimKind,
    ContactKind,
    CostCategory,
    EvidenceKind,
    MeetingKind,
    Side,
    Stage,
)
from vendor_tracker.services import (
    claims,
    contacts,
    contracts,
    costs,
    evidence,
    evidence_links,
    meetings,
    promises,
    questions,
    recheck,
    suppliers,
)
from vendor_tracker.storage.db import begin_write, session
from vendor_tracker.storage.models import ProductStatus, SupplierStatus

LONG_AGO = date(2026, 3, 2)
TODAY = date(2026, 10, 6)


def a_supplier_of_two(actor: Actor) -> tuple[str, str, str]:
    """Return a supplier with a live product and one that is being evaluated."""
    supplier = make.make_supplier(actor)
    live = make.make_product(actor, supplier=supplier, stage=Stage.live)
    return supplier, live, make.make_product(actor, "Other (example)", supplier=supplier)


def prove(actor: Actor, act: str) -> None:
    """Fail unless all that is stored is what the rules find."""
    assert recheck.check_flags(actor).differences == [], act


def prove_each(actor: Actor, service: Any, noun: str, ref: str, changes: dict[str, Any]) -> None:
    """Change, archive and bring back a record by its own service, and prove every step."""
    getattr(service, f"change_{noun}")(actor, ref, version=None, **changes)
    prove(actor, f"change {noun}")
    getattr(service, f"archive_{noun}")(actor, ref, version=None, reason="Twice")
    prove(actor, f"archive {noun}")
    getattr(service, f"restore_{noun}")(actor, ref, version=None)
    prove(actor, f"restore {noun}")


def test_costs_and_claims_of_a_product_and_of_a_supplier(any_actor: Actor) -> None:
    supplier, live, other = a_supplier_of_two(any_actor)
    for product in (live, None):
        ref = costs.log_cost(
            any_actor, supplier=supplier, product=product, category=CostCategory.K11
        )
        prove(any_actor, "log cost")
        for moved in ({"product": other}, {"product": None}, {"unit_price": Decimal(3)}):
            prove_each(any_actor, costs, "cost", ref, moved)
        costs.mark_asked(any_actor, ref, LONG_AGO)
        prove(any_actor, "mark asked")
    ref = claims.log_claim(
        any_actor, product=live, statement="Finds nine in ten.", kind=ClaimKind.T5, relied_on=True
    )
    prove(any_actor, "log claim")
    changes: tuple[dict[str, Any], ...] = ({"product": other}, {"relied_on": False})
    for change in changes:
        prove_each(any_actor, claims, "claim", ref, change)
    claims.log_claim(any_actor, supplier=supplier, statement="We are quick.")
    prove(any_actor, "log claim of a supplier")


def test_promises_and_questions_with_and_without_a_product(any_actor: Actor) -> None:
    supplier, live, other = a_supplier_of_two(any_actor)
    for product in (live, None):
        meeting = make.make_meeting(any_actor, supplier=supplier)
        said: dict[str, Any] = {"supplier": supplier, "text": "By spring.", "product": product}
        ref = promises.log_promise(
            any_actor, side=Side.theirs, due_on=LONG_AGO, promised_on=LONG_AGO, **said
        )
        prove(any_actor, "log promise")
        changes: list[dict[str, Any]] = [{"product": other}, {"product": None, "meeting": meeting}]
        for change in changes:
            prove_each(any_actor, promises, "promise", ref, change)
        promises.keep_promise(any_actor, ref, version=None, done_on=TODAY)
        prove(any_actor, "keep promise")
        ref = questions.log_question(any_actor, asked_on=LONG_AGO, **said)
        prove(any_actor, "log question")
        for change in changes:
            prove_each(any_actor, questions, "question", ref, change)
        questions.answer_question(any_actor, ref, version=None, answer="Yes", answered_on=TODAY)
        prove(any_actor, "answer question")


def test_meetings_contacts_contracts_and_the_supplier_itself(any_actor: Actor) -> None:
    supplier, live, other = a_supplier_of_two(any_actor)
    ref = meetings.log_meeting(
        any_actor, supplier=supplier, held_on=LONG_AGO, kind=MeetingKind.review, product=live
    )
    prove(any_actor, "log meeting")
    make.make_promise(any_actor, supplier=supplier, product=other, meeting=ref)
    prove_each(any_actor, meetings, "meeting", ref, {"held_on": TODAY})
    links = [(supplier, ContactKind.commercial)]
    ref = contacts.add_contact(any_actor, name="Sales desk", links=links)
    prove(any_actor, "add contact")
    prove_each(any_actor, contacts, "contact", ref, {"name": "Sales desk", "links": links})
    bound: dict[str, Any] = {"title": "Three years", "suppliers": [supplier], "notice_by": TODAY}
    ref = contracts.add_contract(any_actor, products=[live], **bound)
    prove(any_actor, "add contract")
    prove_each(any_actor, contracts, "contract", ref, {"products": [other], **bound})
    changes = {"name": "Fenwick Imaging (example)", "owner": "", "owner_hours": None}
    prove_each(any_actor, suppliers, "supplier", supplier, changes)


def test_evidence_and_the_claims_of_other_products_that_it_supports(any_actor: Actor) -> None:
    supplier, live, other = a_supplier_of_two(any_actor)
    stranger = make.make_product(any_actor, "Third (example)", supplier=make.make_supplier(
        any_actor, "Second (example)"))  # fmt: skip
    proof: dict[str, Any] = {"kind": EvidenceKind.dtac, "expires_on": date(2026, 9, 1)}
    for product in (live, None):
        ref = evidence.add_evidence(
            any_actor, title="DTAC form", supplier=supplier, product=product, **proof
        )
        prove(any_actor, "add evidence")
        for claimed in (other, stranger):
            claim = make.make_claim(any_actor, product=claimed, kind=ClaimKind.B5)
            evidence_links.link_evidence(any_actor, ref, claim)
            prove(any_actor, "link evidence")
        for change in ({"product": other}, {"product": None}, {"expires_on": None}):
            prove_each(any_actor, evidence, "evidence", ref, change)
        evidence_links.unlink_evidence(any_actor, ref, claim)
        prove(any_actor, "unlink evidence")


def test_what_was_loaded_without_a_look_is_looked_at(any_actor: Actor) -> None:
    a_supplier_of_two(any_actor)
    organisation_id = any_actor.organisation_id
    forget_what_was_worked_out()
    assert recheck.recheck_due(organisation_id) == 3
    prove(any_actor, "a pass over loaded rows")
    forget_what_was_worked_out()
    assert recheck.recheck_everything(any_actor) == 3
    prove(any_actor, "a look at everything")


def forget_what_was_worked_out() -> None:
    """Leave products and suppliers as a copy of bare rows would."""
    begin_write(session())
    for model in (ProductStatus, SupplierStatus):
        session().execute(sa.delete(model))
    session().commit()
