"""Costs in a request: which kinds are asked, and how a supplier tells a price."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.facts import CostFacts
from vendor_tracker.domain.figures import plain
from vendor_tracker.domain.money import parse_unit_price
from vendor_tracker.domain.vocabulary import Charge, CostCategory

SECTION = "Costs"
# Where a question stands that no checklist asks.
CHECKLIST = "COST"
HOW = (
    "A price without VAT and how it is charged, such as “1,200 a year”, “500 once” or "
    "“0.40 for each scan”. Where it costs nothing, write “nil”."
)
_NOTHING = frozenset({"nil", "none", "nothing", "no cost", "0", "0.00"})
_PRICE = re.compile(
    r"£?\s*(?P<amount>[0-9][0-9,]*(?:\.[0-9]+)?)\s*"
    r"(?P<how>once|one[- ]off|(?:a|per|each) year|yearly|for each .+|(?:a|per|each) .+)",
    re.IGNORECASE,
)
_ONCE = ("once", "one-off", "one off")
_YEARLY = ("a year", "per year", "each year", "yearly")
_LONGEST_UNIT = 100


@dataclass(frozen=True, slots=True)
class Price:
    """What a supplier says that something costs; no amount means that it costs nothing."""

    amount: Decimal | None
    charge: Charge = Charge.yearly
    # What one is charged for, such as a scan; empty where the price is for all.
    unit: str = ""

    @property
    def words(self) -> str:
        """Return the price as it is kept."""
        if self.amount is None:
            return "nil"
        if self.unit:
            return f"{_told(self.amount)} for each {self.unit}"
        how = "once" if self.charge is Charge.one_off else "a year"
        return f"{_told(self.amount)} {how}"


def cost_of(code: str) -> CostCategory | None:
    """Return which kind of cost a question is about, if it is about one."""
    return CostCategory.__members__.get(code)


def open_costs(lines: Iterable[CostFacts]) -> tuple[CostCategory, ...]:
    """Return the kinds of cost that a supplier could tell and has not told yet."""
    told = {
        line.category
        for line in lines
        if line.unit_price is not None or line.nil_on is not None or line.not_applicable
    }
    return tuple(one for one in CostCategory if one.supplier_discloses and one not in told)


def read_price(text: str) -> Price:
    """Read a price as a supplier writes it; refuse in words what leaves it open."""
    said = " ".join(text.split())
    if said.casefold().strip("£. ") in _NOTHING:
        return Price(None)
    found = _PRICE.fullmatch(said)
    if found is None:
        raise Refused(f"“{said[:80]}” does not say how it is charged. {HOW}")
    amount, how = parse_unit_price(found["amount"]), found["how"].casefold()
    if not amount:
        return Price(None)
    if how in _ONCE:
        return Price(amount, Charge.one_off)
    if how in _YEARLY:
        return Price(amount, Charge.yearly)
    unit = re.sub(r"^(?:for each|a|per|each) ", "", found["how"], flags=re.IGNORECASE)
    if len(unit) > _LONGEST_UNIT:
        raise Refused(f"Say in fewer words what one is charged for. {HOW}")
    return Price(amount, Charge.yearly, unit)


def _told(amount: Decimal) -> str:
    """Return an amount as people write it: whole pounds, or pence in full."""
    text = plain(amount)
    return f"{text}0" if "." in text and len(text.partition(".")[2]) == 1 else text
