"""The form of a contract."""

from typing import Any

from wtforms import FieldList

from vendor_tracker.domain.vocabulary import ProcurementRoute
from vendor_tracker.storage.queries.contracts import ContractDetail
from vendor_tracker.web.forms.base import Form
from vendor_tracker.web.forms.chosen import Choices, chosen, shown_choice
from vendor_tracker.web.forms.fields import Amount, Choice, DayDateField, Line, needed

# Boxes that always stand open, so that another party can be added without script.
SPARE_BOXES = 2
_PARTIES = ("suppliers", "products")


class ContractForm(Form):
    """What may be said about a contract."""

    title = Line("Title", validators=[needed("Enter what the contract is called.")])
    suppliers = FieldList(Line("Supplier"), label="With", min_entries=SPARE_BOXES)
    products = FieldList(Line("Product"), label="Covers", min_entries=SPARE_BOXES)
    starts_on = DayDateField("Starts on")
    ends_on = DayDateField("Ends on")
    notice_by = DayDateField(
        "Notice by", description="The last day on which we can say that we do not go on."
    )
    value_year = Amount("What it costs a year", description="Net of VAT. Leave empty if not known.")
    value_total = Amount("What it costs in all", description="Net of VAT, over its whole length.")
    route = Choice(
        "How it was, or will be, let", ProcurementRoute, default=ProcurementRoute.unknown
    )
    owner = Line("Who looks after the contract here?", description="A name or a role on our side.")

    def contract_answers(self, suppliers: Choices, products: Choices) -> dict[str, Any]:
        """Return the answers with the references of suppliers and products."""
        found = self.answers()
        found["suppliers"] = [
            chosen(text, suppliers, "suppliers") for text in found["suppliers"] if text
        ]
        found["products"] = [
            chosen(text, products, "products", "product") for text in found["products"] if text
        ]
        return found

    def add_spare_boxes(self) -> None:
        """Keep empty boxes open below those that are filled."""
        for name in _PARTIES:
            boxes = self[name]
            filled = sum(1 for entry in boxes if entry.data)
            while len(boxes) < filled + SPARE_BOXES:
                boxes.append_entry()


def contract_values(contract: ContractDetail) -> dict[str, Any]:
    """Return what the form of a contract shows."""
    own = [name for name in ContractForm.__dict__ if hasattr(contract, name)]
    values: dict[str, Any] = {name: getattr(contract, name) for name in [*own, "version"]}
    for name in _PARTIES:
        values[name] = [shown_choice(ref, title) for ref, title in getattr(contract, name)]
    return values
