"""What the story tells about checklists and flags: several items or one flag at a time."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from vendor_tracker import clock
from vendor_tracker.domain import examples
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.cards.plans import CardFile
from vendor_tracker.domain.cases import CasePart, CaseRow
from vendor_tracker.domain.checklists.loading import parse_checklist
from vendor_tracker.domain.references import Kind, number_of, reference, split
from vendor_tracker.domain.resulttables import Given, Unit, read_results
from vendor_tracker.domain.vocabulary import AnswerState, CardSource
from vendor_tracker.files.modelcards import read_card
from vendor_tracker.services import (
    answers,
    cardimports,
    cases,
    evidence_links,
    flagwork,
    ownchecklists,
    results,
)
from vendor_tracker.services.evidence_files import Received
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import Flag, Product, Supplier
from vendor_tracker.storage.queries.claims import get_claim


@dataclass(frozen=True, slots=True)
class Answered:
    """One item as it was answered, and the evidence that was attached to it."""

    item: str
    state: AnswerState
    note: str = ""
    reason: str = ""
    shown: Sequence[str] = ()


def answer_items(
    actor: Actor, subject: str, *, version: int | None, items: Sequence[Answered]
) -> None:
    """Answer several items of a product or a supplier."""
    for one in items:
        name = answers.save_answer(
            actor, subject, one.item, version=version, state=one.state, note=one.note,
            reason=one.reason,
        )  # fmt: skip
        for evidence in one.shown:
            evidence_links.link_evidence(actor, evidence, name)


def write_case(actor: Actor, case: str, *, version: int | None, **parts: Sequence[CaseRow]) -> None:
    """Write several parts of a business case."""
    for part, rows in parts.items():
        cases.save_rows(actor, case, CasePart(part), version=version, rows=rows)


def accept_items(actor: Actor, subject: str, *, version: int | None, items: Sequence[str]) -> None:
    """Accept the answers to several items, as a reviewer."""
    for item in items:
        answers.review_answer(actor, subject, item, version=version, accept=True)


def return_item(actor: Actor, subject: str, *, version: int | None, item: str, reason: str) -> None:
    """Return an answer with the reason, as a reviewer."""
    answers.review_answer(actor, subject, item, version=version, accept=False, reason=reason)


def assign_item(
    actor: Actor, subject: str, *, version: int | None, item: str, to: str, due_on: date
) -> None:
    """Say who should answer an item and by when."""
    answers.assign_item(actor, subject, item, version=version, assignee=to, due_on=due_on)


def publish_checklist(
    actor: Actor, code: str, *, version: int | None, text: str, reason: str
) -> None:
    """Publish a checklist of our own."""
    assert version is None
    ownchecklists.publish(actor, parse_checklist(text, f"{code}.toml"), reason=reason)


def weigh_item(actor: Actor, item: str, *, version: int | None, months: int, reason: str) -> None:
    """Let the answers to an item hold for another time."""
    assert version is None
    ownchecklists.change_item(
        actor, item, is_retired=False, severity=None, months=months, reason=reason
    )


def give_flag(actor: Actor, flag: str, *, to: str, due_on: date) -> None:
    """Give a flag to somebody, to be settled by a day."""
    flagwork.assign_flags(actor, [flag], owner=to)
    flagwork.set_due(actor, [flag], due_on=due_on)


def set_aside(actor: Actor, flag: str, *, until: date, note: str) -> None:
    """Let a flag wait for the supplier until a day, and note why."""
    flagwork.wait_for_supplier(actor, [flag], until=until)
    flagwork.note_flags(actor, [flag], note)


def bring_card(actor: Actor, *, product: str, received: Received) -> str:
    """Bring in a model card that stands beside the story."""
    name = received.file.file_name
    card = read_card(io.BytesIO(examples.content(name)))
    file = CardFile(name, CardSource.chai, card.edition, card.fields)
    return cardimports.apply(actor, file, received, product=product).card


def find_flag(actor: Actor, about: str, rule: str, key: str) -> str:
    """Return the open flag of a product or a supplier that a rule raised under a key."""
    found = split(about)
    is_product = found is not None and found[0] is Kind.PRODUCT
    subject = Product if is_product else Supplier
    column = Flag.product_id if is_product else Flag.supplier_id
    kind = Kind.PRODUCT if is_product else Kind.SUPPLIER
    number = session().scalars(
        sa.select(Flag.number)
        .join(subject, subject.id == column)
        .where(
            Flag.organisation_id == actor.organisation_id,
            Flag.closed_on.is_(None),
            Flag.rule_code == rule,
            Flag.key == key,
            subject.number == number_of(kind, about),
        )
    ).one()  # fmt: skip
    return reference(Kind.FLAG, number)


def add_table(
    actor: Actor, claim: str, *, version: int | None, text: str, unit: str, **said: Any
) -> None:
    """Add a table of results by group as somebody pasted it."""
    given = Given(Unit(unit), get_claim(actor, claim).facts.metric, **said)
    table = read_results(text, given, clock.today())
    results.add_group_results(actor, claim, version=version, results=table.results)
