"""Rows behind answers on a page: who said and saw what, the flag that stands open, evidence."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.checklists.model import Item
from vendor_tracker.domain.permissions import Permission, may
from vendor_tracker.domain.references import Kind, reference
from vendor_tracker.domain.vocabulary import AnswerState, ReviewState, Severity
from vendor_tracker.storage.db import session
from vendor_tracker.storage.dossiers.rows import name
from vendor_tracker.storage.models import (
    Answer,
    Evidence,
    Flag,
    Membership,
    Product,
    Supplier,
    User,
)
from vendor_tracker.storage.queries.answerers import Answerer
from vendor_tracker.storage.queries.assessed import heard_by, suppliers_heard

_MOST_EVIDENCE = 200
# One flag for the item, and one that names all items of a checklist.
_OF_ITEM, _OF_CHECKLIST = "F22", "F21"


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """What is stored of one answer; nothing has been said while the version is 0."""

    reference: str = ""
    version: int = 0
    state: AnswerState | None = None
    # What was chosen or said, where the item asks for more than a state.
    value: str = ""
    # The version of the checklist whose words were answered.
    checklist_version: str = ""
    # While it is only proposed: what the copied answer said, and where it stood.
    proposed_state: AnswerState | None = None
    proposed_from: str = ""
    note: str = ""
    reason: str = ""
    answered_on: date | None = None
    answered_by: str = ""
    # Whether the reader of the page is who answered, or who is to answer.
    is_mine: bool = False
    is_for_me: bool = False
    review: ReviewState | None = None
    review_reason: str = ""
    reviewed_by: str = ""
    reviewed_at: datetime | None = None
    assignee: str = ""
    assignee_email: str = ""
    due_on: date | None = None
    confidential: bool = False
    confidential_reason: str | None = None
    confidential_until: date | None = None


NOTHING = AnswerRow()


@dataclass(frozen=True, slots=True)
class FlagMark:
    """The open flag that an item raises, or that watches over it in its place."""

    reference: str
    rule_code: str
    severity: Severity
    says: str
    is_waived: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose from in a form: its value and its words."""

    value: str
    label: str


def load_rows(
    actor: Actor, who: Answerer, items: Iterable[Item]
) -> Mapping[tuple[str, str], AnswerRow]:
    """Return the stored answers to these items, by whose they are and by item."""
    codes = [item.code for item in items if item.code in who.answers]
    if not codes:
        return {}
    answerer, reviewer, assignee = aliased(User), aliased(User), aliased(User)
    rows = session().execute(
        sa.select(
            Answer, Product.number, Supplier.number, answerer.name, reviewer.name,
            assignee.name, assignee.email,
        )
        .outerjoin(Product, Product.id == Answer.product_id)
        .outerjoin(Supplier, Supplier.id == Answer.supplier_id)
        .outerjoin(answerer, answerer.id == Answer.answered_by)
        .outerjoin(reviewer, reviewer.id == Answer.reviewed_by)
        .outerjoin(assignee, assignee.id == Answer.assignee_id)
        .where(
            Answer.organisation_id == actor.organisation_id,
            Answer.archived_at.is_(None),
            Answer.item_code.in_(codes),
            heard_by(actor, who.product_id, who.supplier_id),
        )
    )  # fmt: skip
    return {
        (name("PRD", product) or name("SUP", supplier), answer.item_code): _row(
            actor, answer, people
        )
        for answer, product, supplier, *people in rows
    }


def load_flags(actor: Actor, who: Answerer, items: Sequence[Item]) -> Mapping[str, FlagMark]:
    """Return by item the open flag that it raises, or that its own rule raised in its place."""
    subject = _flagged(actor, who)
    rules = {_OF_ITEM, _OF_CHECKLIST, *(item.covered_by for item in items)} - {""}
    if subject is None:
        return {}
    rows = session().execute(
        sa.select(
            Flag.number,
            Flag.rule_code,
            Flag.severity,
            Flag.says,
            Flag.waived_by,
            Flag.key,
            Flag.facts,
        )
        .where(
            Flag.organisation_id == actor.organisation_id,
            Flag.closed_on.is_(None),
            Flag.rule_code.in_(sorted(rules)),
            subject,
        )
        .order_by(Flag.id)
    )
    found: dict[str, FlagMark] = {}
    for number, rule, severity, says, waived_by, key, facts in rows:
        ref = reference(Kind.FLAG, number)
        mark = FlagMark(ref, rule, severity, says, waived_by is not None)
        for code in _named(rule, key, facts, items):
            found.setdefault(code, mark)
    return found


def list_attachable(actor: Actor, who: Answerer, but: Iterable[str]) -> tuple[Choice, ...]:
    """Return the live evidence of a product and its suppliers, or of a supplier, to attach."""
    mine = _evidence_of(actor, who)
    if mine is None:
        return ()
    rows = session().execute(
        sa.select(Evidence.number, Evidence.title)
        .where(
            Evidence.organisation_id == actor.organisation_id, Evidence.archived_at.is_(None), mine
        )
        .order_by(Evidence.id.desc())
        .limit(_MOST_EVIDENCE)
    )
    known = set(but)
    choices = (
        Choice(reference(Kind.EVIDENCE, number), f"{reference(Kind.EVIDENCE, number)} {title}")
        for number, title in rows
    )
    return tuple(one for one in choices if one.value not in known)


def list_workers(actor: Actor, on: date) -> tuple[Choice, ...]:
    """Return the people who may log here today, by e-mail address and name."""
    rows = session().execute(
        sa.select(User.email, User.name, Membership.role)
        .join(Membership, Membership.user_id == User.id)
        .where(
            Membership.organisation_id == actor.organisation_id,
            User.disabled_at.is_(None),
            sa.or_(Membership.until.is_(None), Membership.until >= on),
        )
        .order_by(User.name, User.email_key)
    )
    return tuple(Choice(email, words) for email, words, role in rows if may(role, Permission.LOG))


def _row(actor: Actor, answer: Answer, people: Sequence[str | None]) -> AnswerRow:
    answerer, reviewer, assignee, email = (text or "" for text in people)
    me = actor.user_id
    return AnswerRow(
        reference=reference(Kind.ANSWER, answer.number),
        version=answer.version,
        state=answer.state,
        value=answer.value,
        checklist_version=answer.checklist_version,
        proposed_state=answer.proposed_state,
        proposed_from=answer.proposed_from,
        note=answer.note,
        reason=answer.reason,
        answered_on=answer.answered_on,
        answered_by=answerer,
        is_mine=me is not None and answer.answered_by == me,
        is_for_me=me is not None and answer.assignee_id == me,
        review=answer.review,
        review_reason=answer.review_reason,
        reviewed_by=reviewer,
        reviewed_at=answer.reviewed_at,
        assignee=assignee,
        assignee_email=email,
        due_on=answer.due_on,
        confidential=answer.confidential,
        confidential_reason=answer.confidential_reason,
        confidential_until=answer.confidential_until,
    )


def _flagged(actor: Actor, who: Answerer) -> sa.ColumnElement[bool] | None:
    if who.supplier_id is not None:
        return Flag.supplier_id == who.supplier_id
    if who.product_id is None:
        return None
    heard = Flag.supplier_id.in_(suppliers_heard(actor, who.product_id))
    return sa.or_(Flag.product_id == who.product_id, heard)


def _evidence_of(actor: Actor, who: Answerer) -> sa.ColumnElement[bool] | None:
    if who.supplier_id is not None:
        return sa.and_(Evidence.supplier_id == who.supplier_id, Evidence.product_id.is_(None))
    if who.product_id is None:
        return None
    shared = sa.and_(
        Evidence.product_id.is_(None),
        Evidence.supplier_id.in_(suppliers_heard(actor, who.product_id)),
    )
    return sa.or_(Evidence.product_id == who.product_id, shared)


def _named(rule: str, key: str, facts: Sequence[Any], items: Iterable[Item]) -> list[str]:
    """Return the items that a flag is about."""
    if rule == _OF_ITEM:
        return [key]
    if rule == _OF_CHECKLIST:
        return [str(fact[1]) for fact in facts]
    return [item.code for item in items if item.covered_by == rule]
