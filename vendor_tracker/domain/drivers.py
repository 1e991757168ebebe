"""What cost lines follow: how many there are in a year, entered once for a product."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_EVEN, Decimal

from vendor_tracker.domain.costs import amount
from vendor_tracker.domain.errors import Refused, RefusedMany
from vendor_tracker.domain.facts import CostFacts
from vendor_tracker.domain.figures import PLACES
from vendor_tracker.domain.money import Money
from vendor_tracker.domain.vocabulary import CostCategory, DriverKind

_STEP = Decimal(1).scaleb(-PLACES)
_ONE = Decimal(1)
_HUNDRED = Decimal(100)
# These grow when the product is used more; users and sites do not.
_GROW = frozenset(
    {DriverKind.studies, DriverKind.patients, DriverKind.gigabytes, DriverKind.errors}
)
_MOST_PER_DRIVER = Decimal(1_000_000)


@dataclass(frozen=True, slots=True)
class DriverRow:
    """How many of one kind there are in a year, and who says so."""

    kind: DriverKind
    quantity: Decimal
    source: str = ""


@dataclass(frozen=True, slots=True)
class Follower:
    """A cost line that follows something, with how many it needs for each."""

    line: CostFacts
    per: Decimal | None


@dataclass(frozen=True, slots=True)
class Move:
    """A line whose quantity follows something that changed: what it comes to before and after."""

    line: CostFacts
    quantity: Decimal
    before: Money | None
    after: Money | None


def quantity_of(driver: Decimal, per: Decimal | None) -> Decimal:
    """Return the quantity of a line that follows so many, with so many for each of them."""
    return (driver * (_ONE if per is None else per)).quantize(_STEP, rounding=ROUND_HALF_EVEN)


def hour_price(pay: Money, on_costs: Decimal) -> Decimal:
    """Return what an hour of somebody's time costs: the pay with what is added to it."""
    full = pay * (_ONE + on_costs / _HUNDRED)
    return full.quantize(_STEP, rounding=ROUND_HALF_EVEN)


def moves(followers: Iterable[Follower], drivers: Mapping[DriverKind, Decimal]) -> tuple[Move, ...]:
    """Return the lines whose quantity differs once there are so many of each kind."""
    found = []
    for one in followers:
        driver = None if one.line.driver is None else drivers.get(one.line.driver)
        if driver is None:
            continue
        quantity = quantity_of(driver, one.per)
        if quantity != one.line.quantity:
            after = amount(replace(one.line, quantity=quantity))
            found.append(Move(one.line, quantity, amount(one.line), after))
    return tuple(found)


def is_by_use(line: CostFacts) -> bool:
    """Tell whether a line grows with how much the product is used."""
    return line.category is CostCategory.K02 or bool(line.tiers) or line.driver in _GROW


def at_twice_the_use(line: CostFacts) -> Money | None:
    """Return what a line by use comes to with twice the quantity, band by band."""
    if line.quantity is None:
        return None
    return amount(replace(line, quantity=line.quantity * 2))


def box_of(kind: DriverKind) -> str:
    """Return the name of the box in which the number of a kind is entered."""
    return f"{kind.value}_a_year"


def check_drivers(rows: Iterable[DriverRow], followed: Mapping[DriverKind, list[str]]) -> None:
    """Refuse numbers that cannot be, and taking away one that lines follow, each at its box."""
    rows = tuple(rows)
    found = [
        Refused("There cannot be fewer than none.", field=box_of(row.kind))
        for row in rows
        if row.quantity < 0
    ]
    given = {row.kind for row in rows}
    for kind, references in followed.items():
        if kind not in given:
            words = f"{', '.join(references)} follows it. Type its quantity there first."
            found.append(Refused(words, field=box_of(kind)))
    if found:
        raise RefusedMany(tuple(found))


def check_per(per: Decimal | None) -> None:
    """Refuse how many a line needs for each, where it cannot be."""
    if per is not None and not 0 < per <= _MOST_PER_DRIVER:
        words = "How many for each lies above nought. Leave it empty for one for each."
        raise Refused(words, field="per_driver")
