"""From what the number and the price of a cost line come, in words; only what it has."""

from vendor_tracker.domain.drivers import is_by_use
from vendor_tracker.domain.money import pounds
from vendor_tracker.domain.pricing import POUNDS
from vendor_tracker.storage.queries.costs import CostTerms
from vendor_tracker.web.costpages import CostView
from vendor_tracker.web.filters import day_short, figure, price


def terms_of(view: CostView) -> list[tuple[str, str]]:
    """Return each term with its name, those of use first."""
    line, terms = view.facts, view.row.terms
    more = view.one_more
    unit = f" per {view.row.unit}" if view.row.unit else ""
    known = (
        ("Follows", line.driver and f"{line.driver.label.lower()}, {_per(terms)} for each"),
        ("Whose time", terms.staff_role and f"{terms.staff_role}, by the table of staff time"),
        ("Prices by volume", line.tiers),
        ("Least to pay in a year", "" if line.minimum is None else pounds(line.minimum)),
        ("Most to pay in a year", "" if line.most is None else pounds(line.most)),
        ("One more costs", "" if more is None or not is_by_use(line) else f"{price(more)}{unit}"),
        ("In other money", _foreign(terms)),
    )
    return [(name, words) for name, words in known if words]


def _per(terms: CostTerms) -> str:
    return "1" if terms.per_driver is None else figure(terms.per_driver)


def _foreign(terms: CostTerms) -> str:
    if terms.currency == POUNDS or terms.currency_price is None:
        return ""
    rate = figure(terms.currency_rate)
    on = day_short(terms.currency_rate_on)
    return f"{figure(terms.currency_price)} {terms.currency} at £{rate} on {on}"
