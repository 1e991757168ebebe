"""The form of a supplier."""

from typing import Any

from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.vocabulary import SupplierSize
from vendor_tracker.storage.queries.suppliers import SupplierDetail
from vendor_tracker.web.forms.base import Form
from vendor_tracker.web.forms.chosen import Choices, chosen, shown_choice
from vendor_tracker.web.forms.fields import Choice, Line, Number, WebAddress, Words, needed


class SupplierForm(Form):
    """What a person may say about a supplier; only the name is needed."""

    name = Line("Trading name", validators=[needed("Enter the name the supplier trades under.")])
    legal_name = Line("Legal name", description="As on the contract, if it differs.")
    aliases = Words("Other names", description="One on each line.")
    company_number = Line("Company number", description="Such as 01234567 or SC123456.")
    country = Line("Country")
    website = WebAddress("Website")
    size = Choice("Size", SupplierSize, default=SupplierSize.unknown)
    parent = Line("Parent company", description="Its name or its reference here, such as SUP-3.")
    owner = Line("Who looks after this supplier here?", description="A name or a role on our side.")
    owner_hours = Number("Hours a month they have for it", description="A best guess is enough.")
    references = Words(
        "References elsewhere",
        description="One on each line: the list, a colon, the number. Such as DUNS: 123456789.",
    )
    note = Words("Note")

    def supplier_answers(self, choices: Choices) -> dict[str, Any]:
        """Return the answers with names, references and the parent company as they are kept."""
        found = self.answers()
        found["aliases"] = _lines(found["aliases"])
        found["references"] = read_references(found["references"])
        parent = found["parent"]
        found["parent"] = chosen(parent, choices, "parent") if parent else None
        return found


def supplier_values(supplier: SupplierDetail) -> dict[str, Any]:
    """Return what the form of a supplier shows."""
    names = [name for name in SupplierForm.__dict__ if hasattr(supplier, name)]
    values = {name: getattr(supplier, name) for name in [*names, "version"]}
    if supplier.parent:
        values["parent"] = shown_choice(supplier.parent, supplier.parent_name)
    values["aliases"] = "\n".join(supplier.aliases)
    values["references"] = "\n".join(f"{s}: {v}" for s, v in supplier.references)
    return values


def read_references(text: str) -> list[tuple[str, str]]:
    """Return scheme and value of each line; refuse a line without a colon."""
    found = []
    for line in _lines(text):
        scheme, colon, value = line.partition(":")
        if not colon or not scheme.strip() or not value.strip():
            raise Refused(
                f"Write “{line}” as the list, a colon and the number.", field="references"
            )
        found.append((scheme.strip(), value.strip()))
    return found


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
