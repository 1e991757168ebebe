"""Keep the ten facts of a first look, wherever each of them is stored, in one write."""

from collections.abc import Mapping
from datetime import date

import sqlalchemy as sa

from vendor_tracker import clock
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.errors import Refused, RefusedMany
from vendor_tracker.domain.names import name_key
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.domain.references import Kind, reference
from vendor_tracker.domain.vocabulary import Known, ProductFact
from vendor_tracker.domain.wording import listed
from vendor_tracker.services import contracts, products, records, versions
from vendor_tracker.services.transaction import transactional
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import (
    Contract,
    ContractProduct,
    ContractSupplier,
    Product,
    ProductSupplier,
    ProductVersion,
    Supplier,
)


@transactional
def save_first_look(
    actor: Actor,
    ref: str,
    *,
    version: int | None,
    facts: Mapping[ProductFact, Known],
    accountable: str,
    version_name: str = "",
    in_use_from: date | None = None,
    contract_ends_on: date | None = None,
) -> None:
    """Save what is known of a product at first sight; what is left empty stays as it is."""
    actor.must(Permission.LOG)
    products.set_facts(actor, ref, version=version, facts=facts, accountable=accountable)
    row = records.find(actor, Kind.PRODUCT, Product, ref)
    if version_name.strip():
        _set_version(actor, row, version_name, in_use_from)
    if contract_ends_on is not None:
        _set_contract_end(actor, row, contract_ends_on)


def _set_version(actor: Actor, product: Product, name: str, in_use_from: date | None) -> None:
    """Note which version is in use; without a day, since today at the latest."""
    if in_use_from is not None and in_use_from > clock.today():
        words = "This day is still to come. Enter the version that is in use now."
        raise Refused(words, field="in_use_from")
    rows = session().scalars(
        sa.select(ProductVersion).where(
            ProductVersion.organisation_id == actor.organisation_id,
            ProductVersion.product_id == product.id,
            ProductVersion.archived_at.is_(None),
        )
    )
    known = next((row for row in rows if name_key(row.name) == name_key(name)), None)
    if known is None:
        ref = reference(Kind.PRODUCT, product.number)
        used_from = in_use_from or clock.today()
        versions.add_version(actor, ref, name=name, in_use_from=used_from)
    elif known.in_use_from is None or in_use_from not in (None, known.in_use_from):
        versions.change_version(
            actor,
            reference(Kind.VERSION, known.number),
            version=None,
            name=known.name,
            released_on=known.released_on,
            changes=known.changes,
            in_use_from=in_use_from or clock.today(),
        )


def _set_contract_end(actor: Actor, product: Product, ends_on: date) -> None:
    """Note when the contract ends, on the product's one contract or on a new one."""
    found = _contracts(product)
    if any(row.ends_on == ends_on for row in found):
        return
    if len(found) > 1:
        refs = listed([reference(Kind.CONTRACT, row.number) for row in found])
        words = f"It has several contracts: {refs}. Enter the end on the page of the contract."
        raise Refused(words, field="contract_ends_on")
    try:
        if found:
            _change_end(actor, found[0], ends_on)
        else:
            _add_contract(actor, product, ends_on)
    except (Refused, RefusedMany) as refusal:
        # Their own page names fields that this one does not have.
        raise Refused(str(refusal), field="contract_ends_on") from refusal


def _change_end(actor: Actor, row: Contract, ends_on: date) -> None:
    contracts.change_contract(
        actor,
        reference(Kind.CONTRACT, row.number),
        version=None,
        title=row.title,
        suppliers=_parties(row, ContractSupplier, Supplier, Kind.SUPPLIER),
        products=_parties(row, ContractProduct, Product, Kind.PRODUCT),
        ends_on=ends_on,
    )


def _add_contract(actor: Actor, product: Product, ends_on: date) -> None:
    sellers = session().scalars(
        sa.select(Supplier.number)
        .join(ProductSupplier, ProductSupplier.supplier_id == Supplier.id)
        .where(
            ProductSupplier.organisation_id == product.organisation_id,
            ProductSupplier.product_id == product.id,
            Supplier.archived_at.is_(None),
        )
        .distinct()
    )
    suppliers = [reference(Kind.SUPPLIER, number) for number in sellers]
    if not suppliers:
        raise Refused("Name its supplier first: a contract is with somebody.")
    contracts.add_contract(
        actor,
        title=f"Contract for {product.name}",
        suppliers=suppliers,
        products=[reference(Kind.PRODUCT, product.number)],
        ends_on=ends_on,
    )


def _contracts(product: Product) -> list[Contract]:
    return list(
        session().scalars(
            sa.select(Contract)
            .join(ContractProduct, ContractProduct.contract_id == Contract.id)
            .where(
                ContractProduct.organisation_id == product.organisation_id,
                ContractProduct.product_id == product.id,
                Contract.archived_at.is_(None),
            )
            .order_by(Contract.id)
        )
    )


def _parties(
    row: Contract,
    link: type[ContractSupplier] | type[ContractProduct],
    party: type[Supplier] | type[Product],
    kind: Kind,
) -> list[str]:
    key = ContractSupplier.supplier_id if link is ContractSupplier else ContractProduct.product_id
    numbers = session().scalars(
        sa.select(party.number)
        .join(link, key == party.id)
        .where(link.organisation_id == row.organisation_id, link.contract_id == row.id)
    )
    return [reference(kind, number) for number in numbers]
