"""The columns of products, with one for each fact that may be known about them."""

from vendor_tracker.domain.references import Kind
from vendor_tracker.domain.vocabulary import EsfTier, Known, ProductFact, Stage, SupplierRole
from vendor_tracker.excel.sheet import Column, Sheet, Tone
from vendor_tracker.excel.sheets.columns import (
    coded,
    day,
    name_of,
    number,
    own_reference,
    refers_to_many,
    row_version,
)

_COUNTED = "Empty while nothing is asked of it, or until its first review."
_TONES = {Known.unknown.label: Tone.WARNING}


def fact_key(fact: ProductFact) -> str:
    """Return the key of the column of a fact."""
    return f"fact_{fact.value}"


def role_key(role: SupplierRole) -> str:
    """Return the key of the column of the suppliers in a role."""
    return f"suppliers_{role.value}"


_ROLES = tuple(
    refers_to_many(f"Suppliers: {role.label}", role_key(role), Kind.SUPPLIER)
    for role in SupplierRole
)
_FACTS = tuple(
    coded(fact.label, fact_key(fact), Known, note=fact.hint, tones=_TONES) for fact in ProductFact
)

PRODUCTS = Sheet(
    "Products",
    (
        own_reference(Kind.PRODUCT),
        Column("Name", "name", must=True),
        *_ROLES,
        name_of("Suppliers", "supplier_names"),
        coded("Stage", "stage", Stage, note="How far it has come with us."),
        Column("Accountable", "accountable", note="Who of us answers for its use."),
        Column("Clinical area", "clinical_area"),
        Column("Intended use", "intended_use", note="What it is for, in the supplier's words."),
        Column("Not for", "not_for", note="Where it must not be used."),
        coded("Evidence tier", "esf_tier", EsfTier, note="NICE's evidence standards framework."),
        *_FACTS,
        day("Facts last set", "facts_set_on", read_only=True),
        Column(
            "References elsewhere",
            "references",
            many=True,
            note="Written as list: value, such as GTIN: 05012345. Parted by semicolons.",
        ),
        Column(
            "Where it stands",
            "readiness",
            read_only=True,
            note="The sentence that opens the product's page.",
        ),
        number("Critical gaps", "critical", read_only=True, note=_COUNTED),
        number("Major gaps", "major", read_only=True, note=_COUNTED),
        number("Minor gaps", "minor", read_only=True, note=_COUNTED),
        number("Known at start", "known_at_start", read_only=True),
        day("First review on", "catch_up_on", read_only=True, note="End of its quiet start."),
        row_version(),
    ),
    "Products",
    Kind.PRODUCT,
)
