"""Rows of cards: how many of their fields are answered, and which are not."""

from collections.abc import Iterator, Mapping
from typing import Any

import sqlalchemy as sa

from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.cards.blanks import denies_bias, is_from_parts, of_form, of_parts
from vendor_tracker.domain.references import Kind
from vendor_tracker.storage.models import Card, Claim, Evidence
from vendor_tracker.storage.queries.registers.scope import (
    Scope,
    SheetRow,
    clipped,
    joined,
    product_columns,
    ref,
    stream_told,
    taken,
    version_columns,
)


def list_cards(actor: Actor, scope: Scope) -> Iterator[SheetRow]:
    """Yield every card; one that was read from a confidential file stays out with it."""
    taken_from = (
        sa.select(sa.func.count())
        .where(
            Claim.organisation_id == Card.organisation_id,
            Claim.card_id == Card.id,
            Claim.archived_at.is_(None),
        )
        .correlate(Card)
        .scalar_subquery()
    )
    statement = sa.select(
        ref(Kind.CARD, Card.number), *product_columns(), *version_columns(), Card.source,
        Card.edition, Card.received_on, Card.fields, taken_from.label("claims"),
        ref(Kind.EVIDENCE, Evidence.number, "evidence"),
    )  # fmt: skip
    statement = (
        joined(statement, Card)
        .outerjoin(Evidence, Evidence.id == Card.evidence_id)
        .where(*taken(actor, Card, scope))
        .order_by(Card.number)
    )
    for _, told in stream_told(statement):
        fields = told.pop("fields") or {}
        if scope.shows(told["reference"]):
            yield {**told, **_counted(fields)}


def _counted(fields: Mapping[str, str]) -> dict[str, Any]:
    form = of_form(fields)
    parts = of_parts(fields) if is_from_parts(fields) else None
    return {
        "given": form.given,
        "blank": len(form.blank),
        "none": len(form.none),
        "not_applicable": len(form.not_applicable),
        "unsaid": clipped("; ".join(form.unsaid)),
        "parts_given": parts.given if parts else None,
        "parts_total": parts.total if parts else None,
        "parts_unsaid": clipped("; ".join(parts.unsaid)) if parts else None,
        "denies_bias": denies_bias(fields) if parts else None,
    }
