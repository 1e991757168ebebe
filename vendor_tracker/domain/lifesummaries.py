"""What is kept of the whole life of a product, so that a list need not work it out again."""

from dataclasses import dataclass
from datetime import date

from vendor_tracker.domain.discounting import next_edition
from vendor_tracker.domain.dossier import ProductDossier
from vendor_tracker.domain.lifelines import Told, told_of, work_out
from vendor_tracker.domain.lifeplans import next_start
from vendor_tracker.domain.money import Money
from vendor_tracker.domain.settings import Limits
from vendor_tracker.domain.wholelife import Amounts, Part, WholeLife


@dataclass(frozen=True, slots=True)
class LifeSummary:
    """The whole life of one product in a few figures; without any figure there is no total."""

    years: int
    # None: no line has a figure.
    total: Amounts | None
    # In prices of year 1.
    quoted: Money
    hidden: Money
    unknown: int
    rates: str

    @property
    def hidden_percent(self) -> Money | None:
        """Return the hidden share of what is known; None while nothing is."""
        if self.total is None or not self.total.real:
            return None
        return self.hidden * 100 / self.total.real


def life_summary(product: ProductDossier, on: date, limits: Limits) -> LifeSummary | None:
    """Return the whole life of a product in a few figures; None without a line of ours.

    It is worked out once for all who ask on the same day with the same numbers.
    """
    if not product.costs:
        return None
    key = (life_summary, on, limits.life_years, limits.price_rise, limits.question_working_days)
    if key not in product.worked_out:
        found = work_out(told_of(product), on, limits)
        product.worked_out[key] = summary_of(found) if found.lines else None
    summary: LifeSummary | None = product.worked_out[key]
    return summary


def summary_of(found: WholeLife) -> LifeSummary:
    """Return the figures of a life that are kept."""
    total, unknown = found.total, len(found.unknown)
    # Nought is known only where every line says nil.
    known = total.cash > 0 or not unknown
    return LifeSummary(
        found.life.years,
        total if known else None,
        found.part(Part.quoted).real,
        found.part(Part.hidden).real,
        unknown,
        found.rates.name,
    )


def life_change_days(told: Told, on: date) -> list[date]:
    """Return the next days on which the years or the rates move by themselves."""
    days = [] if told.plan is not None or told.contract_from is not None else [next_start(on)]
    edition = next_edition(on)
    return days if edition is None else [*days, edition]
