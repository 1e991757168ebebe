"""The forms of a product: what it is, and what is known about it."""

from collections.abc import Sequence
from typing import Any

from wtforms import FieldList, FormField
from wtforms import Form as Plain

from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.vocabulary import EsfTier, Stage, SupplierRole
from vendor_tracker.storage.queries.products import ProductDetail
from vendor_tracker.web.forms.base import Form
from vendor_tracker.web.forms.chosen import Choices, chosen, shown_choice
from vendor_tracker.web.forms.fields import Choice, Line, Words, needed
from vendor_tracker.web.forms.suppliers import read_references

# Rows that always stand open, so that a supplier can be added without script.
SPARE_ROWS = 2


class SupplierRow(Plain):
    """One supplier of a product and what it is to the product."""

    supplier = Line("Supplier")
    role = Choice("What is it to the product?", SupplierRole)


class ProductForm(Form):
    """What a person may say about a product; only the name is needed."""

    name = Line("Name of the product", validators=[needed("Enter the name of the product.")])
    stage = Choice("Stage", Stage, default=Stage.watching)
    accountable = Line("Who here answers for it?", description="One named person or role.")
    intended_use = Words(
        "What is it meant for?", description="Who uses it, on whom, and what the result changes."
    )
    not_for = Words(
        "What must it not be used for?", description="As the supplier or we have set out."
    )
    esf_tier = Choice("Does it guide care?", EsfTier, default=EsfTier.unknown)
    clinical_area = Line("Clinical area", description="Such as imaging, or outpatients.")
    suppliers = FieldList(FormField(SupplierRow), min_entries=SPARE_ROWS)
    references = Words(
        "References elsewhere",
        description="One on each line: the list, a colon, the number. Such as GMDN: 12345.",
    )

    def product_answers(self, choices: Choices) -> dict[str, Any]:
        """Return the answers with suppliers and references as lists."""
        found = self.answers()
        found["suppliers"] = _suppliers(found["suppliers"], choices)
        found["references"] = read_references(found["references"])
        return found

    def add_spare_rows(self) -> None:
        """Keep empty rows open below those that are filled."""
        filled = sum(1 for entry in self.suppliers if entry.form.supplier.data)
        while len(self.suppliers) < filled + SPARE_ROWS:
            self.suppliers.append_entry()


def product_values(product: ProductDetail) -> dict[str, Any]:
    """Return what the form of a product shows."""
    own = [name for name in ProductForm.__dict__ if hasattr(product, name)]
    values = {name: getattr(product, name) for name in [*own, "version"]}
    values["suppliers"] = [
        {"supplier": shown_choice(ref, name), "role": role} for ref, name, role in product.suppliers
    ]
    values["references"] = "\n".join(f"{s}: {v}" for s, v in product.references)
    return values


def _suppliers(rows: Sequence[dict[str, Any]], choices: Choices) -> list[tuple[str, SupplierRole]]:
    found: list[tuple[str, SupplierRole]] = []
    for row in rows:
        if row["supplier"]:
            pair = (chosen(row["supplier"], choices, "suppliers"), row["role"])
            if pair in found:
                raise Refused(f"{row['supplier']} stands twice in one role.", field="suppliers")
            found.append(pair)
    return found
