"""Rows of products and of their versions."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import sqlalchemy as sa

from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.references import Kind, reference
from vendor_tracker.domain.vocabulary import Known, ProductFact, SupplierRole
from vendor_tracker.storage.models import ExternalReference, Product, ProductVersion
from vendor_tracker.storage.queries.registers.links import (
    SupplierOf,
    references_elsewhere,
    suppliers_by_product,
)
from vendor_tracker.storage.queries.registers.places import stream_places, words_of
from vendor_tracker.storage.queries.registers.scope import (
    Scope,
    SheetRow,
    joined,
    mappings,
    product_columns,
    ref,
    several,
    taken,
)

_STORED = (
    "name", "stage", "accountable", "clinical_area", "intended_use", "not_for", "esf_tier",
    "catch_up_on", "version",
)  # fmt: skip


def list_products(actor: Actor, scope: Scope) -> Iterator[SheetRow]:
    """Yield every product with its suppliers by role and each fact about it."""
    suppliers = suppliers_by_product(actor)
    elsewhere = references_elsewhere(actor, ExternalReference.product_id)
    for product, _status, place in stream_places(actor, scope, [Product.number]):
        own = reference(Kind.PRODUCT, product.number)
        yield {
            "reference": own,
            **{name: getattr(product, name) for name in _STORED},
            **_by_role(suppliers.get(product.id, ())),
            **_facts(product.about or {}),
            "references": elsewhere.get(product.id, ()),
            **words_of(place, own, scope),
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
    found["supplier_names"] = several(link.name for link in links)
    return found


def _facts(about: Mapping[str, Any]) -> dict[str, Any]:
    answers = {fact: about.get(fact.value) or [Known.unknown.value, None] for fact in ProductFact}
    days = [date.fromisoformat(day) for _, day in answers.values() if day]
    found: dict[str, Any] = {
        f"fact_{fact.value}": Known(answer) for fact, (answer, _) in answers.items()
    }
    found["facts_set_on"] = max(days, default=None)
    return found
