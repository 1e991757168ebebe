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

_MORE = (
    "accountable", "clinical_area", "intended_use", "not_for", "esf_tier", "about", "version",
)  # fmt: skip
_STORED = ("name", "stage", "catch_up_on", *(name for name in _MORE if name != "about"))
# Asked for every row: members of an enumeration take their time to be asked for their values.
_FACTS = tuple((fact.value, f"fact_{fact.value}") for fact in ProductFact)
_KNOWN = {known.value: known for known in Known}
_ROLES = tuple((role, f"suppliers_{role.value}") for role in SupplierRole)
_NOTHING = (Known.unknown.value, None)


def list_products(actor: Actor, scope: Scope) -> Iterator[SheetRow]:
    """Yield every product with its suppliers by role and each fact about it."""
    suppliers = suppliers_by_product(actor)
    elsewhere = references_elsewhere(actor, ExternalReference.product_id)
    columns = [getattr(Product, name) for name in _MORE]
    for product, place in stream_places(actor, scope, columns, [Product.number]):
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
        key: tuple(link.reference for link in links if link.role is role) for role, key in _ROLES
    }
    found["supplier_names"] = several(link.name for link in links)
    return found


def _facts(about: Mapping[str, Any]) -> dict[str, Any]:
    answers = [(key, about.get(name) or _NOTHING) for name, key in _FACTS]
    found: dict[str, Any] = {key: _KNOWN[answer] for key, (answer, _) in answers}
    # Days as they are stored order as days do.
    newest = max((day for _, (_, day) in answers if day), default=None)
    found["facts_set_on"] = None if newest is None else date.fromisoformat(newest)
    return found
