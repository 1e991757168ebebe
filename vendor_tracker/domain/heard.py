"""Gaps of a supplier, as its products hear them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from vendor_tracker.domain.dossier import (
    IN_PLAY,
)
from vendor_tracker.domain.gates import speaks
from vendor_tracker.domain.readiness import ProductStanding
from vendor_tracker.domain.vocabulary import Gate, Severity, Stage


@dataclass(frozen=True, slots=True)
class SupplierGap:
    """One open gap of a supplier: all that its products need to know to count it."""

    gate: Gate
    severity: Severity
    set_up: bool = False


def is_heard(gap: SupplierGap, stage: Stage, next_gate: Gate | None) -> bool:
    """Tell whether a gap of a supplier counts at a product of it that stands here.

    A set-up gap does not: it is about us, and stands once, at the supplier.
    """
    return not gap.set_up and stage in IN_PLAY and speaks(gap.gate, next_gate)


def with_supplier_gaps(product: ProductStanding, gaps: Iterable[SupplierGap]) -> ProductStanding:
    """Return the standing of a product with the gaps of its suppliers counted in.

    A gap of a supplier is stored once, as a flag of the supplier, and shown with each product
    that it holds up, marked as the supplier's: a product is not ready while a document of its
    supplier has lapsed. Whoever adds up an organisation adds up flags, never the counts of
    products. While a product is in catch-up they are counted apart, like its own gaps.
    """
    heard = [gap.severity for gap in gaps if is_heard(gap, product.stage, product.next_gate)]
    if not heard:
        return product
    if product.catch_up_on is not None:
        return replace(product, known_at_start=product.known_at_start + len(heard))
    return replace(
        product,
        critical=product.critical + heard.count(Severity.critical),
        major=product.major + heard.count(Severity.major),
        minor=product.minor + heard.count(Severity.minor),
    )
