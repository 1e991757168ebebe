"""What a piece of evidence supports: what each says, whether it holds for it, what else does."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.clocks import Clock, Reading
from vendor_tracker.domain.references import Kind, answer_name, reference
from vendor_tracker.storage.db import session
from vendor_tracker.storage.dossiers.rows import name
from vendor_tracker.storage.libraries import load_library
from vendor_tracker.storage.models import (
    Answer,
    Card,
    Evidence,
    EvidenceLink,
    Product,
    ProductVersion,
    Supplier,
)
from vendor_tracker.storage.queries.evidenceclocks import load_versions, read_both
from vendor_tracker.storage.queries.evidencelinks import SUPPORTED
from vendor_tracker.storage.showing import still_shows
from vendor_tracker.storage.types import Id

_CARD_WORDS = "The model card that was read from it"
_NOTHING = sa.cast(sa.null(), Id)


@dataclass(frozen=True, slots=True)
class Target:
    """One record that a piece of evidence supports.

    `others` names what else shows it today; `own_version` the version that the record is about.
    """

    reference: str
    kind: Kind
    text: str
    holds: bool = True
    own_version: str = ""
    others: tuple[str, ...] = ()
    is_archived: bool = False
    can_untie: bool = True


@dataclass(frozen=True, slots=True)
class _Found:
    """One linked record as it was read."""

    key: tuple[str, int]
    kind: Kind
    reference: str
    text: str
    version_id: int | None
    version_name: str
    is_archived: bool


def list_targets(
    actor: Actor, kept: Any, reading: Reading, *, on: date, warning_days: int
) -> tuple[Target, ...]:
    """Return what a piece of evidence supports, and whether it holds for each today."""
    found = [*_records(actor, kept.id), *_answers(actor, kept.id)]
    others = _others(actor, kept.id, found, on, warning_days)
    targets = [
        Target(
            one.reference, one.kind, one.text, _holds(kept, one, reading),
            one.version_name, tuple(others.get(one.key, ())), one.is_archived,
        )
        for one in found
    ]  # fmt: skip
    return (*targets, *_cards(actor, kept.id, reading))


def _holds(kept: Any, one: _Found, reading: Reading) -> bool:
    if kept.archived_at is not None:
        return False
    if one.version_id is None or kept.version_id is None or reading.clock is Clock.lapsed:
        return reading.is_live
    # What is said of one version is shown by what was made for that version.
    return bool(one.version_id == kept.version_id)


def _records(actor: Actor, evidence_id: int) -> list[_Found]:
    kinds = list(SUPPORTED)
    parts = [
        _part(place, *SUPPORTED[kind]).where(
            EvidenceLink.organisation_id == actor.organisation_id,
            EvidenceLink.evidence_id == evidence_id,
            EvidenceLink.unlinked_at.is_(None),
        )
        for place, kind in enumerate(kinds)
    ]
    linked = sa.union_all(*parts).subquery()
    rows = session().execute(
        sa.select(linked, ProductVersion.name.label("version_name"))
        .outerjoin(ProductVersion, ProductVersion.id == linked.c.version_id)
        .order_by(linked.c.place, linked.c.number)
    )
    return [
        _Found(
            (SUPPORTED[kinds[row.place]][2], row.id), kinds[row.place],
            reference(kinds[row.place], row.number), row.text, row.version_id,
            row.version_name or "", row.archived_at is not None,
        )
        for row in rows
    ]  # fmt: skip


def _part(place: int, model: Any, words: str, column: str) -> sa.Select[Any]:
    version = getattr(model, "version_id", _NOTHING)
    return sa.select(
        sa.literal(place).label("place"),
        model.id,
        model.number.label("number"),
        getattr(model, words).label("text"),
        version.label("version_id"),
        model.archived_at,
    ).join(EvidenceLink, getattr(EvidenceLink, column) == model.id)


def _answers(actor: Actor, evidence_id: int) -> list[_Found]:
    """Return the answers that a piece of evidence supports, each with its question."""
    known = load_library(actor.organisation_id).by_code
    rows = session().execute(
        sa.select(
            Answer.id, Answer.item_code, Product.number.label("product"),
            Supplier.number.label("supplier"),
        )
        .select_from(Answer)
        .join(EvidenceLink, EvidenceLink.answer_id == Answer.id)
        .outerjoin(Product, Product.id == Answer.product_id)
        .outerjoin(Supplier, Supplier.id == Answer.supplier_id)
        .where(
            EvidenceLink.organisation_id == actor.organisation_id,
            EvidenceLink.evidence_id == evidence_id,
            EvidenceLink.unlinked_at.is_(None),
            Answer.archived_at.is_(None),
        )
        .order_by(EvidenceLink.id)
    )  # fmt: skip
    return [
        _Found(
            ("answer_id", row.id), Kind.ANSWER,
            answer_name(name("PRD", row.product) or name("SUP", row.supplier), row.item_code),
            known[row.item_code].question if row.item_code in known else "", None, "", False,
        )
        for row in rows
    ]  # fmt: skip


def _others(
    actor: Actor, evidence_id: int, found: Sequence[_Found], on: date, warning_days: int
) -> Mapping[tuple[str, int], list[str]]:
    """Return which other evidence shows these records today."""
    wanted: dict[str, list[int]] = defaultdict(list)
    for one in found:
        wanted[one.key[0]].append(one.key[1])
    if not wanted:
        return {}
    columns = {column: getattr(EvidenceLink, column) for column in wanted}
    rows = session().execute(
        sa.select(
            Evidence.number, Evidence.expires_on, Evidence.version_id, Evidence.product_id,
            *columns.values(),
        )
        .join(EvidenceLink, EvidenceLink.evidence_id == Evidence.id)
        .where(
            EvidenceLink.organisation_id == actor.organisation_id,
            EvidenceLink.evidence_id != evidence_id,
            EvidenceLink.unlinked_at.is_(None),
            Evidence.archived_at.is_(None),
            still_shows(Evidence),
            sa.or_(*(column.in_(wanted[name]) for name, column in columns.items())),
        )
        .order_by(Evidence.id)
    ).all()  # fmt: skip
    return _live(actor, rows, columns, on, warning_days)


def _live(
    actor: Actor, rows: Sequence[Any], columns: Iterable[str], on: date, warning_days: int
) -> Mapping[tuple[str, int], list[str]]:
    versions = load_versions(actor, {row.product_id for row in rows if row.version_id})
    shown: dict[tuple[str, int], list[str]] = defaultdict(list)
    for row in rows:
        if not read_both(row, versions.get(row.product_id, {}), on, warning_days)[2].is_live:
            continue
        for column in columns:
            if getattr(row, column) is not None:
                shown[column, getattr(row, column)].append(reference(Kind.EVIDENCE, row.number))
    return shown


def _cards(actor: Actor, evidence_id: int, reading: Reading) -> list[Target]:
    rows = session().execute(
        sa.select(Card.number, ProductVersion.name, Card.archived_at)
        .outerjoin(ProductVersion, ProductVersion.id == Card.version_id)
        .where(Card.organisation_id == actor.organisation_id, Card.evidence_id == evidence_id)
        .order_by(Card.id)
    )
    return [
        Target(
            reference(Kind.CARD, row.number), Kind.CARD, _CARD_WORDS, reading.is_live,
            row.name or "", is_archived=row.archived_at is not None, can_untie=False,
        )
        for row in rows
    ]  # fmt: skip
