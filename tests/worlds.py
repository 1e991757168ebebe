"""Organisations with something of every kind in them."""

import re
from datetime import date
from hashlib import sha256
from typing import Any

import sqlalchemy as sa

from tests import factories
from tests.paying import make_payment
from tests.people import person
from tests.questioning import make_request
from tests.unit.domain.checklists.texts import HEAD, ITEM, SECTION
from vendor_tracker import clock
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.dates import add_months
from vendor_tracker.domain.references import Kind, reference
from vendor_tracker.domain.registers import WHOLE, to_body
from vendor_tracker.domain.requests import Given
from vendor_tracker.domain.vocabulary import AnswerState, RegisterState, Role, WaiverReason
from vendor_tracker.services import answers, cards, cases, jobs, ownchecklists, records, waivers
from vendor_tracker.services.transaction import transactional
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import (
    Answer,
    Batch,
    ChecklistVersion,
    Flag,
    PublishedRegister,
    StoredFile,
)
from vendor_tracker.storage.references import reserve


def one_of_each(actor: Actor) -> dict[Kind, str]:
    """Make one record of every kind, and return their references."""
    supplier = factories.make_supplier(actor, owner="")
    product = factories.make_product(actor, supplier=supplier)
    answer = make_answer(actor, product)
    change_item(actor, "CORE-02", months=24)
    made = {
        Kind.SUPPLIER: supplier,
        Kind.PRODUCT: product,
        Kind.CONTACT: factories.make_contact(actor, supplier=supplier),
        Kind.VERSION: factories.make_version(actor, product=product),
        Kind.CLAIM: factories.make_claim(actor, product=product),
        Kind.COST: factories.make_cost(actor, supplier=supplier, product=product),
        Kind.CONTRACT: factories.make_contract(actor, supplier=supplier),
        Kind.MEETING: factories.make_meeting(actor, supplier=supplier),
        Kind.PROMISE: factories.make_promise(actor, supplier=supplier, due_on=date(2026, 9, 1)),
        Kind.QUESTION: factories.make_question(actor, supplier=supplier),
        Kind.EVIDENCE: factories.make_evidence(actor, product=product),
        Kind.DECISION: factories.make_decision(actor, product=product),
        Kind.BATCH: make_batch(actor),
        Kind.ANSWER: answer,
        Kind.CARD: cards.add_card(actor, product, fields={"hti.pur_use": "To mark scans."}),
        Kind.ASSESSMENT: "ASM-1",
        Kind.PAYMENT: make_payment(actor, supplier=supplier),
        Kind.CASE: cases.add_case(actor, product, need="Scans wait too long."),
        Kind.REQUEST: make_request(actor, answered=[Given("K04", "nil", "It is within the price")]),
        Kind.REGISTER: make_register(actor),
        Kind.JOB: jobs.queue(actor, "import", {}, "A list waits for its turn"),
    }
    flag = session().query(Flag).filter_by(organisation_id=actor.organisation_id).first()
    assert flag is not None, "a late promise makes a flag"
    ref = reference(Kind.FLAG, flag.number)
    return made | {Kind.FLAG: ref, Kind.WAIVER: make_waiver(actor, ref)}


def change_item(actor: Actor, item: str, **changes: Any) -> None:
    """Use an item of a checklist otherwise than it was published."""
    given: dict[str, Any] = {"is_retired": False, "severity": None, "months": None, **changes}
    ownchecklists.change_item(actor, item, reason="We look once in two years.", **given)


def make_waiver(actor: Actor, flag: str) -> str:
    """Have an officer ask for a waiver of a flag."""
    return waivers.ask_waiver(
        person(actor, "asker", Role.officer),
        flag,
        reason_kind=WaiverReason.accepted,
        reason="The supplier delivers within a month, and we can wait.",
        ends_on=add_months(clock.today(), 1),
    )


def make_answer(actor: Actor, product: str) -> str:
    """Answer the first item of the first checklist in part."""
    answers.save_answer(actor, product, "CORE-01", version=None, state=AnswerState.partly)
    found = session().scalars(sa.select(Answer.number)).one()
    return reference(Kind.ANSWER, found)


@transactional
def make_register(actor: Actor) -> str:
    """Make a register that waits for a second person; its file is not in the store."""
    file = StoredFile(
        organisation_id=actor.organisation_id, sha256="0" * 64, size=1, media_type="text/plain",
        kept_at=clock.now(),
    )  # fmt: skip
    session().add(file)
    session().flush()
    row = records.add(
        actor, Kind.REGISTER, PublishedRegister, title="Board register", reason="For the board.",
        state=RegisterState.proposed, body=to_body(WHOLE), file_id=file.id, file_name="board.xlsx",
        content_hash="0" * 64, as_of=clock.now(), chain_seq=1, chain_hash="0" * 64,
    )  # fmt: skip
    return reference(Kind.REGISTER, row.number)


@transactional
def make_batch(actor: Actor) -> str:
    """Make the trace of an import that changed nothing."""
    number = reserve(actor.organisation_id, Kind.BATCH)
    session().add(
        Batch(
            organisation_id=actor.organisation_id,
            number=number,
            act="import",
            file_name="list.csv",
            file_hash="0" * 64,
            counts={},
            at=clock.now(),
            by=None,
        )
    )
    return reference(Kind.BATCH, number)


@transactional
def ask_no_items(actor: Actor) -> None:
    """Publish later versions of all checklists that ask nothing, for tests about other things."""
    where = ChecklistVersion.organisation_id == actor.organisation_id
    for code in session().scalars(sa.select(ChecklistVersion.code).where(where).distinct()):
        # A rule watches over its one item, so that no gate asks for it.
        item = ITEM.format(code=f"{code}-99")
        body = HEAD.replace("TST", code) + SECTION.format(title="Nothing") + item
        session().add(
            ChecklistVersion(
                organisation_id=actor.organisation_id,
                code=code,
                version="9.0",
                sha256=sha256(body.encode()).hexdigest(),
                body=body,
                published_at=clock.now(),
            )
        )


@transactional
def publish(actor: Actor, code: str, version: str, **changes: str) -> None:
    """Publish a checklist with one item that differs from the usual one."""
    item = ITEM.format(code=f"{code}-01")
    for name, value in changes.items():
        item = re.sub(rf"^{name} = .*$", f'{name} = "{value}"', item, flags=re.MULTILINE)
    item = item.replace('covered_by = ""\n', "")
    head = HEAD.replace("TST", code).replace("1.0", version)
    body = head + SECTION.format(title="Ours") + item
    session().add(
        ChecklistVersion(
            organisation_id=actor.organisation_id,
            code=code,
            version=version,
            sha256=sha256(body.encode()).hexdigest(),
            body=body,
            published_at=clock.now(),
        )
    )
