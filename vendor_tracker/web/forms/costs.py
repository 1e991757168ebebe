"""The form of a cost line."""

from collections.abc import Mapping
from dataclasses import asdict, astuple, fields
from typing import Any

from wtforms import BooleanField, FieldList, FormField
from wtforms import Form as Plain

from vendor_tracker.domain.errors import Refused, RefusedMany
from vendor_tracker.domain.facts import (
    CostFacts,
)
from vendor_tracker.domain.pricing import POUNDS, price_of
from vendor_tracker.domain.tiers import Tier, read_tiers, write_tiers
from vendor_tracker.domain.vocabulary import (
    Bearer,
    Charge,
    CostCategory,
    DisclosedBy,
    DriverKind,
    Known,
    VatRecoverable,
)
from vendor_tracker.storage.queries.costs import CostDetail
from vendor_tracker.web.forms.base import Form
from vendor_tracker.web.forms.chosen import shown_choice
from vendor_tracker.web.forms.fields import (
    Amount,
    Choice,
    DayDateField,
    Line,
    Number,
    Percent,
    UnitPrice,
    needed,
)

# Rows for bands that stand open at first, so that prices by volume need no script.
FIRST_BANDS = 3
_NONE = "nothing"


class BandBoxes(Plain):
    """One band of prices by volume."""

    up_to = Number("Up to how many in a year", description="Empty in the last one.")
    price = UnitPrice("Price for each one in it")


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
    driver = Choice("How many follows", DriverKind, empty="Nothing: it is typed above")
    per_driver = Number("How many for each", description="Empty: 1 for each.")
    staff_role = Line(
        "Whose time?",
        description="A role from the table of staff time. How many is then hours, and the price "
        "comes from the table.",
    )
    tiers = FieldList(
        FormField(BandBoxes), label="Prices by volume", min_entries=FIRST_BANDS, max_entries=12
    )
    minimum = Amount("Least to pay in a year", description="Even if nobody uses it.")
    most = Amount("Most to pay in a year", description="However much it is used.")
    currency = Line("Money", description="Such as EUR or USD. Empty: pounds.")
    currency_price = UnitPrice("Price for one in that money")
    currency_rate = Number("Pounds for one of it", description="Such as 0.86 for a euro.")
    currency_rate_on = DayDateField("Rate of which day?")
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
        found["currency"] = found["currency"].upper() or POUNDS
        found["tiers"] = write_tiers(self._bands())
        return found | {name: found[name] or None for name in ("product", "meeting")}

    def facts(self, ref: str, **follows: Any) -> CostFacts:
        """Return the line as it would be if the form were saved now.

        What follows from something else, such as the pay of a role, is handed in.
        """
        found = super().answers()
        try:
            found["tiers"] = write_tiers(self._bands())
            found |= price_of(found)
        except Refused:
            # Said at its box when it is saved; until then the line has no bands.
            found["tiers"] = ""
        found |= follows
        return CostFacts(
            ref, **{f.name: found[f.name] for f in fields(CostFacts) if f.name in found}
        )

    def against(self, stored: Mapping[str, Any]) -> list[tuple[str, str, str]]:
        """Return what differs from the stored line, the bands as one line of words."""
        others = dict(stored)
        theirs = str(others.pop("tiers", ""))
        if others.get("currency") == POUNDS:
            others["currency"] = ""
        rows = super().against(others)
        try:
            mine = write_tiers(self._bands())
        except Refused:
            return rows
        label = self["tiers"].label.text
        return rows if mine == theirs else [*rows, (label, mine or _NONE, theirs or _NONE)]

    def add_band(self) -> None:
        """Open one more band below those that stand open."""
        boxes: Any = self["tiers"]
        if len(boxes) < boxes.max_entries:
            boxes.append_entry()

    def show(self, refusal: Refused | RefusedMany) -> None:
        """Put each refusal beside its box: empty bands may stand before it."""
        many = refusal.refusals if isinstance(refusal, RefusedMany) else (refusal,)
        places = self._places()
        super().show(RefusedMany([_moved(one, places) for one in many]))

    def _places(self) -> list[int]:
        """Return where on the page each band stands in which something is written."""
        rows: Any = self["tiers"]
        return [
            place
            for place, row in enumerate(rows)
            if any(box.data is not None or box.errors for box in row.form)
        ]

    def _bands(self) -> list[Tier]:
        rows: Any = self["tiers"]
        bands = []
        for number, place in enumerate(self._places()):
            boxes = rows[place].form
            if boxes.price.data is None:
                words = "Enter the price of each one in this band."
                raise Refused(words, field=f"tiers-{number}-price")
            bands.append(Tier(boxes.up_to.data, boxes.price.data))
        return bands


def cost_values(cost: CostDetail) -> dict[str, Any]:
    """Return what the form of a cost line shows."""
    row, facts = cost.row, cost.row.facts
    values = {name: getattr(facts, name) for name in CostForm.__dict__ if hasattr(facts, name)}
    values |= {
        name: getattr(row, name) for name in ("unit", "disclosed_in", "vat_heading", "vat_note")
    }
    names = ("version", "meeting", "confidential", "confidential_reason", "confidential_until")
    values |= {name: getattr(cost, name) for name in names}
    values |= asdict(row.terms)
    values["currency"] = "" if row.terms.currency == POUNDS else row.terms.currency
    values["tiers"] = [asdict(band) for band in read_tiers(facts.tiers)]
    values["supplier"] = shown_choice(*astuple(row.supplier))
    values["product"] = shown_choice(*astuple(row.product)) if row.product else ""
    return values


def _moved(refusal: Refused, places: list[int]) -> Refused:
    """Return a refusal of a band under the place where the band stands on the page."""
    name, _, rest = (refusal.field or "").partition("-")
    number, _, box = rest.partition("-")
    if name != "tiers" or not number.isdecimal() or int(number) >= len(places):
        return refusal
    return Refused(refusal.message, field=f"tiers-{places[int(number)]}-{box}")
