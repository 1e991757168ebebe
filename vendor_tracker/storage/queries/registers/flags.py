"""Rows of open flags, the worst first, each with its rule and the records it rests on."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import sqlalchemy as sa

from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.references import Kind, answer_name, is_reference, split_answer
from vendor_tracker.domain.rules import RULES_BY_CODE
from vendor_tracker.domain.vocabulary import Severity
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import Flag, FlagNote, Product, Supplier, User
from vendor_tracker.storage.queries.registers.scope import (
    Scope,
    SheetRow,
    clipped,
    ref,
    several,
    stream,
    stream_told,
)


def list_flags(actor: Actor, scope: Scope) -> Iterator[SheetRow]:
    """Yield every open flag; a public copy leaves out what rests on confidential records."""
    notes = _notes(actor)
    worst_first = sa.case({member.value: member.rank for member in Severity}, value=Flag.severity)
    statement = (
        sa.select(
            Flag.id.label("key"), ref(Kind.FLAG, Flag.number), Flag.severity, Flag.says,
            Flag.gate, Flag.opened_on, Flag.closed_on, Flag.known_at_start, Flag.set_up,
            Flag.rule_code, Flag.rule_version, Flag.facts, Flag.remedies, Flag.due_on,
            Flag.waiting_until, Flag.discipline, User.name.label("owner"),
            ref(Kind.WAIVER, Flag.waived_by, "waived_by"),
            ref(Kind.PRODUCT, Product.number, "product"), Product.name.label("product_name"),
            ref(Kind.SUPPLIER, Supplier.number, "supplier"),
            Supplier.name.label("supplier_name"),
        )
        .outerjoin(Product, Product.id == Flag.product_id)
        .outerjoin(Supplier, Supplier.id == Flag.supplier_id)
        .outerjoin(User, User.id == Flag.owner_id)
        .where(Flag.organisation_id == actor.organisation_id)
        .order_by(worst_first, Flag.number)
    )  # fmt: skip
    if not scope.as_listed:
        statement = statement.where(Flag.closed_on.is_(None))
    for row, told in stream_told(statement):
        if not rests_on_withheld(row, scope):
            rests_on = several(_references(row))
            yield {**told, **_told(row), "rests_on": rests_on, **notes[row.key]}


def count_withheld_flags(actor: Actor, scope: Scope) -> int:
    """Return how many open flags rest on confidential records."""
    rows = stream(
        sa.select(Flag.facts, Flag.remedies).where(
            Flag.organisation_id == actor.organisation_id, Flag.closed_on.is_(None)
        )
    )
    return sum(rests_on_withheld(row, scope) for row in rows)


def rests_on_withheld(row: Any, scope: Scope, before: Sequence[Any] = ()) -> bool:
    """Tell whether a flag rests, or rested before, on what a public copy leaves out."""
    withheld = scope.withheld.references
    if not withheld:
        return False
    named = (*_references(row), *(fact[0] for fact in before))
    return not withheld.isdisjoint((*named, *_answers((*row.facts, *before))))


def _told(row: Any) -> dict[str, Any]:
    rule = RULES_BY_CODE.get(row.rule_code)
    return {
        "about": row.product or row.supplier,
        "about_name": row.product_name or row.supplier_name,
        "says": clipped(row.says),
        "closes": several(remedy["text"] for remedy in row.remedies),
        "rule_title": rule.title if rule else "",
        "rule_source": rule.source if rule else "",
    }


def _references(row: Any) -> tuple[str, ...]:
    """Return the records behind a flag, those that only mend it included."""
    named = [fact[0] for fact in row.facts] + [one["reference"] for one in row.remedies]
    return tuple(ref for ref in dict.fromkeys(named) if is_reference(ref))


def _answers(facts: Iterable[Any]) -> Iterator[str]:
    """Yield the answers that facts name: of whom they are about, or of us."""
    for about, field, _value in facts:
        if split_answer(field) is not None:
            yield from (answer_name(about, field), field)


def _notes(actor: Actor) -> dict[int, dict[str, Any]]:
    """Return how many notes each flag has, and the newest."""
    found: dict[int, dict[str, Any]] = defaultdict(lambda: {"notes": 0, "last_note": None})
    rows = session().execute(
        sa.select(FlagNote.flag_id, FlagNote.text)
        .where(FlagNote.organisation_id == actor.organisation_id)
        .order_by(FlagNote.id)
    )
    for key, text in rows:
        found[key] = {"notes": found[key]["notes"] + 1, "last_note": clipped(text)}
    return found
