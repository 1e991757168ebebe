"""Rows of answers: each item that applies to whatever is in play, also the unanswered."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import sqlalchemy as sa

from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.assessing import (
    Reading,
    contract_end,
    gate_items,
    product_readings,
    read_item,
)
from vendor_tracker.domain.checklists.model import Library
from vendor_tracker.domain.checklists.values import value_words
from vendor_tracker.domain.clocks import judged_version
from vendor_tracker.domain.dossier import IN_PLAY, ProductDossier
from vendor_tracker.domain.facts import AnswerFacts
from vendor_tracker.domain.references import Kind, answer_name, reference
from vendor_tracker.domain.vocabulary import Gate, ItemAbout
from vendor_tracker.domain.worth import Standing
from vendor_tracker.storage.db import session
from vendor_tracker.storage.dossiers import CHUNK, load_product_dossiers
from vendor_tracker.storage.dossiers.answers import load_our_answers, load_supplier_answers
from vendor_tracker.storage.libraries import load_library
from vendor_tracker.storage.models import Answer, Product, Supplier
from vendor_tracker.storage.queries.registers.answerdetails import (
    NOBODY,
    Beside,
    load_beside,
)
from vendor_tracker.storage.queries.registers.scope import Scope, SheetRow, clipped, several
from vendor_tracker.storage.queries.standings import has_product_in_play

_OURS = "Us"


def list_answers(actor: Actor, scope: Scope) -> Iterator[SheetRow]:
    """Yield a row for each answer about products, then about suppliers, then about us.

    With every item: for each that applies to a product in play, also where nobody answered.
    """
    library = load_library(actor.organisation_id)
    if not library.items:
        return
    for row in _all(actor, scope, library):
        if scope.shows(row["reference"]) and scope.shows(row["answer_of"]):
            yield row


def _all(actor: Actor, scope: Scope, library: Library) -> Iterator[dict[str, Any]]:
    # Only the keys of all products are held at once; what is known of them is read in parts.
    for part in _parts(_products(actor, scope)):
        yield from _of_products(actor, scope, part, library)
    suppliers = _suppliers(actor, scope)
    for part in _parts(suppliers):
        yield from _of_suppliers(actor, scope, part, library)
    if suppliers or scope.given_only:
        yield from _of_us(actor, scope, library)


def _products(actor: Actor, scope: Scope) -> Sequence[Any]:
    """Find the products in play; a list has the answers about any that it shows."""
    in_play = Product.stage.in_(sorted(IN_PLAY))
    return session().execute(
        sa.select(Product.id, Product.number, Product.name)
        .where(
            Product.organisation_id == actor.organisation_id,
            Product.archived_at.is_(None),
            _is_answered(Answer.product_id == Product.id) if scope.given_only else in_play,
            sa.true() if scope.product is None else Product.number == scope.product,
        )
        .order_by(Product.number)
    ).all()  # fmt: skip


def _suppliers(actor: Actor, scope: Scope) -> Sequence[Any]:
    return session().execute(
        sa.select(Supplier.id, Supplier.number, Supplier.name)
        .where(
            Supplier.organisation_id == actor.organisation_id,
            Supplier.archived_at.is_(None),
            _is_answered(Answer.supplier_id == Supplier.id)
            if scope.given_only
            else has_product_in_play(),
        )
        .order_by(Supplier.number)
    ).all()  # fmt: skip


def _is_answered(by: sa.ColumnElement[bool]) -> sa.ColumnElement[bool]:
    """Tell whether a product or a supplier has a row in the list of answers."""
    return sa.exists().where(by, Answer.archived_at.is_(None))


def _parts(rows: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for start in range(0, len(rows), CHUNK):
        yield rows[start : start + CHUNK]


def _of_products(
    actor: Actor, scope: Scope, part: Sequence[Any], library: Library
) -> Iterator[dict[str, Any]]:
    ids = [row.id for row in part]
    dossiers = load_product_dossiers(actor.organisation_id, ids, scope.on)
    beside = load_beside(actor, library, products=ids)
    for row in part:
        dossier = dossiers[row.id]
        counted = {
            reading.item.code: items.gate
            for items in gate_items(dossier, scope.on)
            for reading in items.readings
        }
        versions = {version.reference: version.name for version in dossier.versions}
        for reading in _readings(dossier, scope):
            told = _told(reading, dossier.reference, row.name, _whose(dossier, reading))
            named = versions.get(told["product_version"] or "")
            gate = counted.get(reading.item.code)
            yield {
                **told,
                **_beside(reading, dossier.reference, told["whose"], gate, beside),
                "counted_for": gate,
                "product_version_name": named,
                "evidence": _evidence(reading, scope),
            }


def _readings(dossier: ProductDossier, scope: Scope) -> Iterable[Reading]:
    """Return every item that applies; else what was answered, whether it applies or not.

    A list shows what others answered for a product too; a register has every answer once.
    """
    if not scope.given_only:
        return product_readings(dossier, scope.on)
    judged, ends = judged_version(dossier.versions, scope.on), contract_end(dossier)
    answered = ((item, dossier.answers.get(item.code)) for item in dossier.library.items)
    return (
        read_item(item, answer, judged, scope.on, ends)
        for item, answer in answered
        if answer is not None and (scope.as_listed or answer.of == dossier.reference)
    )


def _of_suppliers(
    actor: Actor, scope: Scope, part: Sequence[Any], library: Library
) -> Iterator[dict[str, Any]]:
    ids = [row.id for row in part]
    answers = load_supplier_answers(actor.organisation_id, ids, library)
    beside = load_beside(actor, library, suppliers=ids)
    for row in part:
        own = reference(Kind.SUPPLIER, row.number)
        for reading in _read(library, ItemAbout.supplier, answers.get(row.id) or {}, scope):
            yield {
                **_told(reading, own, row.name, own),
                **_beside(reading, own, own, None, beside),
                "evidence": _evidence(reading, scope),
            }


def _of_us(actor: Actor, scope: Scope, library: Library) -> Iterator[dict[str, Any]]:
    answers = load_our_answers(actor.organisation_id, library)
    beside = load_beside(actor, library)
    for reading in _read(library, ItemAbout.organisation, answers, scope):
        yield {
            **_told(reading, "", actor.organisation_name, ""),
            **_beside(reading, "", "", None, beside),
            "evidence": _evidence(reading, scope),
        }


def _read(
    library: Library, about: ItemAbout, answers: dict[str, AnswerFacts], scope: Scope
) -> Iterator[Reading]:
    for item in library.items:
        answer = answers.get(item.code)
        # What was answered or given to somebody, and nothing beside it.
        if item.about is about and (answer is not None or not scope.given_only):
            yield read_item(item, answer, None, scope.on)


def _whose(dossier: ProductDossier, reading: Reading) -> str:
    """Return whose answer it is or would be: the product's own, its supplier's or, empty, ours."""
    if reading.answer is not None:
        return reading.answer.of
    if reading.item.about is ItemAbout.organisation:
        return ""
    if reading.item.about is ItemAbout.supplier and dossier.suppliers:
        return dossier.suppliers[0]
    return dossier.reference


def _told(reading: Reading, subject: str, name: str, whose: str) -> dict[str, Any]:
    item, answer = reading.item, reading.answer
    return {
        "reference": answer_name(subject, item.code),
        "about": subject or None,
        "about_name": name,
        "gate": item.gate,
        "counted_for": None,
        "checklist": item.checklist,
        "section": item.section,
        "item": item.code,
        "question": item.question,
        "severity": item.severity,
        "standing": reading.standing,
        "answer": answer.state if answer else None,
        "whose": whose,
        "answered_on": answer.answered_on if answer else None,
        "product_version": (answer.version or None) if answer else None,
        "product_version_name": None,
        "review": answer.review if answer else None,
        "holds_until": reading.holds_until if reading.standing is Standing.met else None,
        "covered_by": item.covered_by or None,
    }


def _beside(
    reading: Reading, subject: str, whose: str, gate: Gate | None, beside: Beside
) -> dict[str, Any]:
    """Return who was at the answer, and the flag that stands open about it."""
    work = beside.works.get((whose, reading.item.code), NOBODY)
    return {
        "answer_of": answer_name(whose, reading.item.code),
        "whose": whose or _OURS,
        "value": clipped(value_words(reading.item.kind, work.value)) or None,
        "note": clipped(work.note) or None,
        "reason": clipped(work.reason) or None,
        "answered_by": work.answered_by,
        "reviewed_on": work.reviewed_on,
        "reviewed_by": work.reviewed_by,
        "return_reason": clipped(work.return_reason) or None,
        "assigned_to": work.assigned_to,
        "due_on": work.due_on,
        "flag": beside.flag(subject, whose, reading, gate),
    }


def _evidence(reading: Reading, scope: Scope) -> tuple[str, ...]:
    if reading.answer is None:
        return ()
    return several(scope.shown(one.reference for one in reading.answer.evidence))
