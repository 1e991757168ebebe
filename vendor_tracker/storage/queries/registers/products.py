"""Rows of products and of their versions."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import sqlalchemy as sa

from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.references import Kind
from vendor_tracker.domain.vocabulary import Known, ProductFact, SupplierRole
from vendor_tracker.storage.models import ExternalReference, Product, ProductVersion
from vendor_tracker.storage.queries.registers.links import (
    SupplierOf,
    references_elsewhere,
    suppliers_by_product,
)
from vendor_tracker.storage.queries.registers.scope import (
    Scope,
    SheetRow,
    joined,
    mappings,
    product_columns,
    ref,
    stream,
    taken,
)


def list_products(actor: Actor, scope: Scope) -> Iterator[SheetRow]:
    """Yield every product with its suppliers by role and each fact about it."""
    suppliers = suppliers_by_product(actor)
    elsewhere = references_elsewhere(actor, ExternalReference.product_id)
    statement = (
        sa.select(
            Product.id.label("key"), ref(Kind.PRODUCT, Product.number), Product.name,
            Product.stage, Product.accountable, Product.clinical_area, Product.intended_use,
            Product.not_for, Product.esf_tier, Product.about, Product.catch_up_on,
            Product.version,
        )
        .where(*taken(actor, Product, scope))
        .order_by(Product.number)
    )  # fmt: skip
    for row in stream(statement):
        yield {
            **row._mapping,
            **_by_role(suppliers.get(row.key, ())),
            **_facts(row.about or {}),
            "references": elsewhere.get(row.key, ()),
        }


def list_versions(actor: Actor, scope: Scope) -> Iterator[SheetRow]:
    """Yield every version of a product."""
    version = ProductVersion
    statement = sa.select(
        ref(Kind.VERSION, version.number), *product_columns(), version.name,
        version.released_on, version.in_use_from, version.changes, version.version,
    )  # fmt: skip
    return mappings(
        joined(statement, version).where(*taken(actor, version, scope)).order_by(version.number)
    )


def _by_role(links: tuple[SupplierOf, ...]) -> dict[str, Any]:
    found: dict[str, Any] = {
        f"suppliers_{role.value}": tuple(link.reference for link in links if link.role is role)
        for role in SupplierRole
    }
    found["supplier_names"] = tuple(dict.fromkeys(link.name for link in links))
    return found


def _facts(about: Mapping[str, Any]) -> dict[str, Any]:
    answers = {fact: about.get(fact.value) or [Known.unknown.value, None] for fact in ProductFact}
    days = [date.fromisoformat(day) for _, day in answers.values() if day]
    found: dict[str, Any] = {
        f"fact_{fact.value}": Known(answer) for fact, (answer, _) in answers.items()
    }
    found["facts_set_on"] = max(days, default=None)
    return found
