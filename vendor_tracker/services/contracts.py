"""Add, change, archive and bring back contracts."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any, TypedDict, Unpack

import sqlalchemy as sa

from vendor_tracker import clock
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.contracts import wrong_terms
from vendor_tracker.domain.errors import Refused, RefusedMany
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.domain.references import Kind, reference
from vendor_tracker.domain.vocabulary import KpiExempt, ProcurementRoute, Regime, Renewal
from vendor_tracker.services import children, records
from vendor_tracker.services.transaction import touch_alone, transactional
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import (
    Contract,
    ContractProduct,
    ContractSupplier,
    Product,
    Supplier,
)


class ContractFields(TypedDict, total=False):
    """What a person may say about a contract."""

    signed_on: date | None
    starts_on: date | None
    ends_on: date | None
    notice_by: date | None
    renewal: Renewal
    extends_to: date | None
    value_year: Decimal | None
    value_total: Decimal | None
    value_with_vat: Decimal | None
    route: ProcurementRoute
    framework: str
    regime: Regime
    kpi_exempt: KpiExempt | None
    kpi_exempt_reason: str
    liability_cap: Decimal | None
    liability_note: str
    insured_until: date | None
    indemnity_until: date | None
    data_rights: str
    exit_terms: str
    exit_price: Decimal | None
    rise_cap: Decimal | None
    update_notice_days: int | None
    owner: str


@transactional
def add_contract(
    actor: Actor,
    *,
    title: str,
    suppliers: Sequence[str],
    products: Sequence[str] = (),
    **fields: Unpack[ContractFields],
) -> str:
    """Add a contract and return its reference; refuse in words what cannot be right."""
    actor.must(Permission.LOG)
    refuse(title, suppliers, fields)
    row = records.add(actor, Kind.CONTRACT, Contract, title=title.strip(), **fields)
    _set_parties(actor, row, suppliers, products)
    touch_parties(actor, row)
    return reference(Kind.CONTRACT, row.number)


@transactional
def change_contract(
    actor: Actor,
    ref: str,
    *,
    version: int | None,
    title: str,
    suppliers: Sequence[str],
    products: Sequence[str] = (),
    **fields: Unpack[ContractFields],
) -> str:
    """Change a contract as it was read at this version; Conflict if it moved on."""
    actor.must(Permission.LOG)
    row = records.find(actor, Kind.CONTRACT, Contract, ref)
    records.must_be(Kind.CONTRACT, row, version)
    refuse(title, suppliers, after(row, fields))
    touch_parties(actor, row)
    if _set_parties(actor, row, suppliers, products):
        records.stamp(actor, Kind.CONTRACT, row, "change")
    records.change(actor, Kind.CONTRACT, row, version=None, title=title.strip(), **fields)
    touch_parties(actor, row)
    return ref


@transactional
def archive_contract(actor: Actor, ref: str, *, version: int | None, reason: str) -> None:
    """Put a contract away with a reason."""
    actor.must(Permission.LOG)
    row = records.find(actor, Kind.CONTRACT, Contract, ref)
    records.archive(actor, Kind.CONTRACT, row, version=version, reason=reason)
    touch_parties(actor, row)


@transactional
def restore_contract(actor: Actor, ref: str, *, version: int | None) -> None:
    """Bring an archived contract back."""
    actor.must(Permission.LOG)
    row = records.find(actor, Kind.CONTRACT, Contract, ref)
    records.restore(actor, Kind.CONTRACT, row, version=version)
    touch_parties(actor, row)


def after(row: Contract, fields: ContractFields) -> ContractFields:
    """Return the terms as they will be, so that they are judged together."""
    present = {name: getattr(row, name) for name in ContractFields.__annotations__}
    return ContractFields(**{**present, **fields})  # type: ignore[typeddict-item]


def refuse(title: str, suppliers: Sequence[str], fields: ContractFields) -> None:
    """Refuse in words a contract that cannot be right, every reason at once."""
    found = [*_without_parties(title, suppliers), *wrong_terms(fields, clock.today())]
    if found:
        raise RefusedMany(found)


def _without_parties(title: str, suppliers: Sequence[str]) -> list[Refused]:
    found = []
    if not title.strip():
        found.append(Refused("Enter what the contract is called.", field="title"))
    if not suppliers:
        found.append(Refused("Say which supplier the contract is with.", field="suppliers"))
    return found


def _set_parties(
    actor: Actor, row: Contract, suppliers: Sequence[str], products: Sequence[str]
) -> bool:
    sellers = _ids(actor, suppliers, (Kind.SUPPLIER, Supplier), _bound(row, ContractSupplier))
    covered = _ids(actor, products, (Kind.PRODUCT, Product), _bound(row, ContractProduct))
    moved = children.replace(
        ContractSupplier, row, "contract_id", [{"supplier_id": key} for key in sellers]
    )
    return (
        children.replace(
            ContractProduct, row, "contract_id", [{"product_id": key} for key in covered]
        )
        or moved
    )


def _ids(
    actor: Actor, refs: Sequence[str], kind: tuple[Kind, type[Any]], present: set[int]
) -> list[int]:
    """Return private keys; a record put away since may stay, but not come new."""
    found = []
    for ref in dict.fromkeys(refs):
        row = records.find(actor, *kind, ref)
        if row.archived_at is not None and row.id not in present:
            field = "suppliers" if kind[0] is Kind.SUPPLIER else "products"
            raise Refused(f"{ref} is archived. Bring it back first.", field=field)
        found.append(row.id)
    return found


def _bound(row: Contract, link: type[Any]) -> set[int]:
    """Return the suppliers, or the products, that a contract names now."""
    column = link.supplier_id if link is ContractSupplier else link.product_id
    return set(
        session().scalars(
            sa.select(column).where(
                link.organisation_id == row.organisation_id, link.contract_id == row.id
            )
        )
    )


def touch_parties(actor: Actor, row: Contract) -> None:
    """Have the flags of all that a contract names looked at again."""
    products, suppliers = _bound(row, ContractProduct), _bound(row, ContractSupplier)
    touch_alone(actor, products=products, suppliers=suppliers)
