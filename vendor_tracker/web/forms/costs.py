"""The form of a cost line."""

from dataclasses import astuple, fields
from typing import Any

from wtforms import BooleanField

from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.facts import (
    CostFacts,
)
from vendor_tracker.domain.vocabulary import (
    Bearer,
    Charge,
    CostCategory,
    DisclosedBy,
    Known,
    VatRecoverable,
)
from vendor_tracker.storage.queries.costs import CostDetail
from vendor_tracker.web.forms.base import Form
from vendor_tracker.web.forms.chosen import shown_choice
from vendor_tracker.web.forms.fields import (
    Choice,
    DayDateField,
    Line,
    Number,
    Percent,
    UnitPrice,
    needed,
)


class CostForm(Form):
    """What a person may say about a cost; without a price it is not known yet."""

    supplier = Line(
        "Supplier",
        description="Its name, or a reference such as SUP-2.",
        validators=[needed("Say which supplier the cost comes with.")],
    )
    product = Line(
        "Product",
        description="Its name, or a reference such as PRD-7. Empty: not for one product alone.",
    )
    category = Choice("Kind of cost", CostCategory, empty="Not sorted yet", explained=False)
    description = Line("What is charged", description="In a few words.")
    charge = Choice("How often", Charge, default=Charge.yearly)
    quantity = Number("How many", description="A year, or once.")
    unit = Line("Per what", description="Such as scan, user or site.")
    unit_price = UnitPrice("Price for one, without VAT", description="Leave it empty if not known.")
    low_price = UnitPrice("At the lowest", description="If nobody is sure of the price.")
    high_price = UnitPrice("At the highest")
    vat_rate = Percent("VAT rate", description="Empty: not stated.")
    vat_recoverable = Choice(
        "Do we get the VAT back?", VatRecoverable, default=VatRecoverable.unclear
    )
    vat_heading = Number(
        "VAT heading",
        description="Under which bought-in services come back: 14 for made-to-order systems, "
        "37 for maintenance, 65 for training.",
    )
    vat_note = Line("What finance says of it")
    rise_percent = Percent(
        "Rise a year that the contract sets", description="Empty: it rises as prices do."
    )
    rise_cap = Percent(
        "Most it may rise in a year", description="The limit in the contract. Empty: none is known."
    )
    bearer = Choice("Who pays it?", Bearer, default=Bearer.unknown)
    in_contract = Choice("Is it in the contract?", Known, default=Known.unknown, explained=False)
    disclosed_by = Choice("Who told us first?", DisclosedBy, empty="Not noted")
    disclosed_on = DayDateField("When did we learn of it?")
    disclosed_in = Line("In what?", description="The quote, a letter, a visit to another site.")
    meeting = Line("Meeting", description="Its reference, such as MTG-4, if it came up there.")
    asked_on = DayDateField("We asked on")
    nil_on = DayDateField("Supplier said there is no such cost on")
    not_applicable = Line(
        "There is no such cost here, because",
        description="Only if we know it ourselves. What the supplier says goes under nil.",
    )
    starts_on = DayDateField("Starts on")
    ends_on = DayDateField("Ends on")
    confidential = BooleanField("Leave it out of public copies")
    confidential_reason = Line("Why", description="Such as: the price list is secret.")
    confidential_until = DayDateField("Until")

    def answers(self) -> dict[str, Any]:
        """Return the answers; no reference is nothing."""
        found = super().answers()
        heading = found["vat_heading"]
        if heading is not None and heading != int(heading):
            raise Refused("A heading is a whole number, such as 14.", field="vat_heading")
        found["vat_heading"] = None if heading is None else int(heading)
        return found | {name: found[name] or None for name in ("product", "meeting")}

    def facts(self, ref: str) -> CostFacts:
        """Return the line as it would be if the form were saved now."""
        found = self.answers()
        return CostFacts(
            ref, **{f.name: found[f.name] for f in fields(CostFacts) if f.name in found}
        )


def cost_values(cost: CostDetail) -> dict[str, Any]:
    """Return what the form of a cost line shows."""
    row, facts = cost.row, cost.row.facts
    values = {name: getattr(facts, name) for name in CostForm.__dict__ if hasattr(facts, name)}
    values |= {
        name: getattr(row, name) for name in ("unit", "disclosed_in", "vat_heading", "vat_note")
    }
    names = ("version", "meeting", "confidential", "confidential_reason", "confidential_until")
    values |= {name: getattr(cost, name) for name in names}
    values["supplier"] = shown_choice(*astuple(row.supplier))
    values["product"] = shown_choice(*astuple(row.product)) if row.product else ""
    return values
