"""The complete stored fields of records, as JSON by column name, with their children."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

import sqlalchemy as sa

from vendor_tracker.domain.references import Kind
from vendor_tracker.storage import models
from vendor_tracker.storage.db import session

_CHUNK = 500
# Row stamps that say when and by whom, not what; the revision itself carries them.
STAMPS = frozenset({"updated_at", "updated_by"})


@dataclass(frozen=True, slots=True)
class Plan:
    """Which table holds a kind of record, and which tables hold its children."""

    model: type[Any]
    children: tuple[tuple[type[Any], str], ...] = ()


PLANS: dict[Kind, Plan] = {
    Kind.SUPPLIER: Plan(
        models.Supplier,
        (
            (models.SupplierAlias, "supplier_id"),
            (models.ExternalReference, "supplier_id"),
            (models.SupplierReply, "supplier_id"),
        ),
    ),
    Kind.PRODUCT: Plan(
        models.Product,
        (
            (models.ProductSupplier, "product_id"),
            (models.ExternalReference, "product_id"),
            (models.Device, "product_id"),
            (models.ProductGroup, "product_id"),
            (models.LifePlan, "product_id"),
            (models.ProductDriver, "product_id"),
        ),
    ),
    Kind.VERSION: Plan(models.ProductVersion),
    Kind.CLAIM: Plan(
        models.Claim,
        (
            (models.ClaimThreshold, "claim_id"),
            (models.ClaimResult, "claim_id"),
            (models.ClaimVerdict, "claim_id"),
        ),
    ),
    Kind.COST: Plan(models.Cost),
    Kind.CONTRACT: Plan(
        models.Contract,
        (
            (models.ContractSupplier, "contract_id"),
            (models.ContractProduct, "contract_id"),
            (models.ContractBreak, "contract_id"),
            (models.ContractNotice, "contract_id"),
            (models.ContractKpi, "contract_id"),
            (models.ContractRating, "contract_id"),
        ),
    ),
    Kind.MEETING: Plan(models.Meeting),
    Kind.PROMISE: Plan(models.Promise),
    Kind.QUESTION: Plan(models.Question),
    Kind.EVIDENCE: Plan(
        models.Evidence,
        ((models.EvidenceLink, "evidence_id"), (models.FormerFile, "evidence_id")),
    ),
    Kind.CARD: Plan(models.Card),
    Kind.PAYMENT: Plan(models.Payment),
    Kind.CASE: Plan(
        models.BusinessCase,
        (
            (models.CaseOption, "case_id"),
            (models.CaseOutcome, "case_id"),
            (models.CaseTime, "case_id"),
            (models.CaseWorry, "case_id"),
            (models.CaseRisk, "case_id"),
            (models.CaseCriterion, "case_id"),
            (models.CaseApproval, "case_id"),
            (models.CaseBenefit, "case_id"),
        ),
    ),
    Kind.REGISTER: Plan(models.PublishedRegister),
    Kind.REQUEST: Plan(
        models.SupplierRequest,
        ((models.RequestItem, "request_id"), (models.RequestFile, "request_id")),
    ),
    Kind.DECISION: Plan(models.Decision),
    Kind.ASSESSMENT: Plan(models.Assessment),
    Kind.ANSWER: Plan(models.Answer),
    Kind.WAIVER: Plan(models.Waiver),
    Kind.FLAG: Plan(models.Flag, ((models.FlagNote, "flag_id"),)),
    Kind.CONTACT: Plan(models.Contact, ((models.ContactSupplier, "contact_id"),)),
}


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One record as it is stored now."""

    record_id: int
    number: int
    version: int
    fields: dict[str, Any]


def load_snapshots(organisation_id: int, kind: Kind, ids: Iterable[int]) -> list[Snapshot]:
    """Return these records as they are stored, in the order of their ids."""
    plan = PLANS[kind]
    found: list[Snapshot] = []
    wanted = sorted(ids)
    for start in range(0, len(wanted), _CHUNK):
        chunk = wanted[start : start + _CHUNK]
        rows = _rows(plan.model, organisation_id, "id", chunk)
        children = [
            (child.__tablename__, _by_parent(child, organisation_id, key, chunk))
            for child, key in plan.children
        ]
        for row in rows:
            fields = {key: value for key, value in row.items() if key not in STAMPS}
            for name, by_parent in children:
                fields[name] = by_parent.get(row["id"], [])
            found.append(Snapshot(row["id"], row["number"], row["version"], fields))
    return found


def to_column(column: sa.Column[Any], value: Any) -> Any:
    """Turn a value of a snapshot back into what the column takes."""
    if value is None:
        return None
    python_type = getattr(column.type, "python_type", str)
    if isinstance(column.type, sa.TypeDecorator):
        return _to_decorated(column.type, value)
    if python_type is date:
        return date.fromisoformat(value)
    return value


def canonical(fields: dict[str, Any]) -> str:
    """Return the one text of a snapshot that its hash is made from."""
    return json.dumps(fields, sort_keys=True, separators=(",", ":"), ensure_ascii=True)


def _to_decorated(kind: sa.TypeDecorator[Any], value: Any) -> Any:
    name = type(kind).__name__
    if name == "Instant":
        return datetime.fromisoformat(value)
    if name in ("Money", "Figure"):
        return Decimal(value)
    return value


def _by_parent(
    child: type[Any], organisation_id: int, key: str, ids: Sequence[int]
) -> dict[int, list[dict[str, Any]]]:
    grouped: dict[int, list[dict[str, Any]]] = {}
    for row in _rows(child, organisation_id, key, ids):
        grouped.setdefault(row[key], []).append(row)
    return grouped


def _rows(
    model: type[Any], organisation_id: int, key: str, ids: Sequence[int]
) -> list[dict[str, Any]]:
    table = model.__table__
    statement = (
        sa.select(table)
        .where(table.c.organisation_id == organisation_id, table.c[key].in_(ids))
        .order_by(table.c.id)
    )
    found = session().execute(statement)
    return [{name: _plain(value) for name, value in row.items()} for row in found.mappings()]


def _plain(value: Any) -> Any:
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return value
