"""Answers copied from another product: proposed, never counted until somebody confirms them."""

from collections.abc import Iterable, Iterator
from typing import Any

import sqlalchemy as sa

from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.checklists.model import Item
from vendor_tracker.domain.checklists.profiles import applicable, profile
from vendor_tracker.domain.checklists.versions import is_reworded
from vendor_tracker.domain.errors import NotFound, Refused
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.domain.references import Kind, answer_name
from vendor_tracker.domain.vocabulary import AnswerState, ItemAbout
from vendor_tracker.services import assessments, records
from vendor_tracker.services.assessments import Subject
from vendor_tracker.services.transaction import transactional
from vendor_tracker.storage.db import session
from vendor_tracker.storage.dossiers import load_product_dossiers
from vendor_tracker.storage.models import Answer

_COPIED = frozenset({ItemAbout.product, ItemAbout.version})
# To say that nobody knows, or that it cannot matter there, says nothing about another product.
_LEFT = frozenset({None, AnswerState.proposed, AnswerState.not_known, AnswerState.not_applicable})


@transactional
def copy_answers(actor: Actor, product: str, source: str) -> int:
    """Propose what another product answered where this one did not; return how many items."""
    actor.must(Permission.LOG)
    whom, other = _products(actor, product, source)
    there = _rows(actor, other)
    mine = _rows(actor, whom)
    copied = 0
    for item in _open(actor, whom, mine):
        found = there.get(item.code)
        if found is None or is_reworded(item, found.checklist_version):
            continue
        _propose(actor, whom, item, found, source=other.reference)
        copied += 1
    if copied:
        assessments.touch_hearers(actor, whom.product_id, None)
    return copied


@transactional
def decline_proposal(actor: Actor, product: str, item: str, *, version: int | None) -> None:
    """Take a proposed answer away: it is not ours."""
    actor.must(Permission.LOG)
    whom, asked = assessments.find_asked(actor, product, item)
    row = assessments.find_answer(actor, whom, asked)
    if row is None or row.archived_at is not None or row.state is not AnswerState.proposed:
        raise NotFound(answer_name(product, item))
    nothing: dict[str, Any] = {"state": None, "value": "", "note": "", "proposed_state": None}
    nothing |= {"proposed_from": "", "confidential": False}
    nothing |= {"confidential_reason": None, "confidential_until": None}
    records.change(actor, Kind.ANSWER, row, version=version, **nothing)
    assessments.touch_hearers(actor, whom.product_id, None)


def _products(actor: Actor, product: str, source: str) -> tuple[Subject, Subject]:
    if not source.strip():
        raise Refused("Choose the product to copy from.", field="source")
    whom = assessments.find_subject(actor, product)
    other = assessments.find_subject(actor, source)
    if whom.product_id is None or other.product_id is None:
        raise NotFound(source)
    if whom == other:
        raise Refused("Choose another product.", field="source")
    return whom, other


def _rows(actor: Actor, whom: Subject) -> dict[str, Answer]:
    """Return what was answered for this very product, by item."""
    rows = session().scalars(
        sa.select(Answer).where(
            Answer.organisation_id == actor.organisation_id,
            Answer.product_id == whom.product_id,
            Answer.archived_at.is_(None),
        )
    )
    return {row.item_code: row for row in rows if row.state not in _LEFT}


def _open(actor: Actor, whom: Subject, mine: Iterable[str]) -> Iterator[Item]:
    """Yield the items about a product that apply to it and that nobody answered."""
    assert whom.product_id is not None
    dossier = load_product_dossiers(actor.organisation_id, [whom.product_id])[whom.product_id]
    answered = {code for code, one in dossier.answers.items() if one.state is not None}
    for item in applicable(dossier.library, profile(dossier)):
        if item.about in _COPIED and item.code not in answered and item.code not in mine:
            yield item


def _propose(actor: Actor, whom: Subject, item: Item, found: Answer, *, source: str) -> None:
    said = {
        "state": AnswerState.proposed,
        "value": found.value,
        "note": found.note,
        # What is secret there is as secret here.
        "confidential": found.confidential,
        "confidential_reason": found.confidential_reason,
        "confidential_until": found.confidential_until,
        "proposed_state": found.state,
        "proposed_from": answer_name(source, item.code),
    }
    row = assessments.find_answer(actor, whom, item)
    if row is None:
        assessments.make_answer(actor, whom, item, **said)
        return
    if row.archived_at is not None:
        records.restore(actor, Kind.ANSWER, row, version=None)
    records.change(actor, Kind.ANSWER, row, version=None, **said)
