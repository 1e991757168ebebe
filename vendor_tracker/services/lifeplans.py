"""Keep over which years a product is counted, and the allowance for risk."""

from datetime import date
from decimal import Decimal

from vendor_tracker import clock
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.errors import Refused, RefusedMany
from vendor_tracker.domain.names import tidy
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.domain.references import Kind
from vendor_tracker.services import children, records
from vendor_tracker.services.transaction import touch, transactional
from vendor_tracker.storage.models import LifePlan, Product

MOST_YEARS = 20
_MOST_ALLOWANCE = 200


@transactional
def save_life_plan(
    actor: Actor,
    product: str,
    *,
    version: int | None,
    starts_on: date | None,
    years: int | None,
    allowance: Decimal | None = None,
    allowance_class: str = "",
    allowance_reason: str = "",
) -> None:
    """Save the years of use of a product; Conflict if the product moved on."""
    actor.must(Permission.LOG)
    row = records.find(actor, Kind.PRODUCT, Product, product)
    records.must_be(Kind.PRODUCT, row, version)
    _refuse(starts_on, years, allowance, allowance_reason)
    wanted = {
        "starts_on": starts_on,
        "years": years,
        "allowance": allowance,
        "allowance_class": tidy(allowance_class),
        "allowance_reason": allowance_reason.strip(),
    }
    if children.replace(LifePlan, row, "product_id", [wanted]):
        records.stamp(actor, Kind.PRODUCT, row, "change")
        touch(actor, products=[row.id])


def _refuse(
    starts_on: date | None, years: int | None, allowance: Decimal | None, reason: str
) -> None:
    """Refuse years that cannot be, and an allowance that nobody explains."""
    found = []
    if starts_on is None:
        found.append(Refused("Enter the day on which its use begins.", field="starts_on"))
    elif abs(starts_on.year - clock.today().year) > MOST_YEARS:
        words = f"This lies more than {MOST_YEARS} years away. Check the year."
        found.append(Refused(words, field="starts_on"))
    if years is None or not 1 <= years <= MOST_YEARS:
        found.append(Refused(f"Enter a number of years from 1 to {MOST_YEARS}.", field="years"))
    if allowance is not None and not 0 <= allowance <= _MOST_ALLOWANCE:
        words = f"An allowance lies between 0 and {_MOST_ALLOWANCE} percent."
        found.append(Refused(words, field="allowance"))
    if allowance and not reason.strip():
        words = "Say why this allowance: which kind of project, and which risks it covers."
        found.append(Refused(words, field="allowance_reason"))
    if found:
        raise RefusedMany(found)
