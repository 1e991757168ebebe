"""What the page about the cost of all products shows, from what was read."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from vendor_tracker.domain.lifewords import at_least, hidden_share, times, whole_pounds
from vendor_tracker.domain.money import ZERO, Money
from vendor_tracker.domain.wording import count
from vendor_tracker.storage.queries.paging import Page
from vendor_tracker.storage.queries.portfoliokinds import KindSum
from vendor_tracker.storage.queries.portfolios import PortfolioRow, PortfolioTotals

# More circles than this would lie on each other.
_MOST_DRAWN = 15
_RUNGS = 8


@dataclass(frozen=True, slots=True)
class Circle:
    """One product in the drawing: its place in percent, and the number of its row."""

    number: int
    across: float
    up: float


@dataclass(frozen=True, slots=True)
class ProductView:
    """One product in words, with the number that names it in the drawing."""

    number: int
    row: PortfolioRow
    quoted: str
    total: str
    ratio: str
    hidden: str
    # What is drawn: the part that was not hidden, and the part that was.
    disclosed: Money
    secret: Money


@dataclass(frozen=True, slots=True)
class KindView:
    """One kind of cost in words."""

    name: str
    code: str
    years: Money
    once: Money
    unknown: int
    years_words: str
    once_words: str


@dataclass(frozen=True, slots=True)
class PortfolioPage:
    """The cost of all products, ready to be shown."""

    sentence: str
    products: tuple[ProductView, ...]
    circles: tuple[Circle, ...]
    kinds: tuple[KindView, ...]
    # The greatest figure of the list, and of the kinds, as the ends of their scales.
    dearest: Money
    dearest_kind: Money


def page_of(
    page: Page[PortfolioRow], totals: PortfolioTotals, kinds: Sequence[KindSum]
) -> PortfolioPage:
    """Return the cost of all products ready to be shown."""
    products = tuple(_product(number, row) for number, row in enumerate(page.rows, 1))
    views = tuple(_kind(one) for one in kinds)
    dearest = max((one.disclosed + one.secret for one in products), default=ZERO)
    return PortfolioPage(
        sentence(totals),
        products,
        _circles(products[:_MOST_DRAWN]),
        views,
        dearest,
        max((max(one.years, one.once) for one in views), default=ZERO),
    )


def sentence(totals: PortfolioTotals) -> str:
    """Return what the products of a list come to together, and how sure that is."""
    head = totals.head
    if not totals.products:
        return "No product here has a cost line yet."
    if not head.total:
        return (
            f"{count(totals.products, 'product has', 'products have')} cost lines without a figure."
        )
    each = "Over its life it costs" if totals.products == 1 else "Each over its own life, they cost"
    words = [
        f"{count(totals.products, 'product')} with costs.",
        f"{each} {at_least(head.total, head.unknown)}; quoted was {whole_pounds(head.quoted)}.",
        f"{hidden_share(head)} of the known total was hidden."
        if head.hidden
        else "No hidden cost is known.",
    ]
    if head.unknown:
        lines = count(head.unknown, "line has", "lines have")
        words.append(f"{lines} no figure, in {count(totals.uncertain, 'product')}.")
    return " ".join(words)


def _product(number: int, row: PortfolioRow) -> ProductView:
    head = row.head
    if head is None:
        return ProductView(number, row, "", "", "", "", ZERO, ZERO)
    return ProductView(
        number,
        row,
        whole_pounds(head.quoted) if head.quoted else "",
        at_least(head.total, head.unknown),
        times(head),
        hidden_share(head),
        head.total - head.hidden,
        head.hidden,
    )


def _circles(products: Sequence[ProductView]) -> tuple[Circle, ...]:
    """Place products by how well they are shown to work, side by side where that is alike."""
    known = [one for one in products if one.row.head is not None]
    alike = Counter(one.row.strength.rung for one in known)
    full = max((one.disclosed + one.secret for one in known), default=ZERO)
    placed: Counter[int] = Counter()
    made = []
    for one in known:
        rung = one.row.strength.rung
        share = (placed[rung] + 0.5) / alike[rung]
        placed[rung] += 1
        up = float((one.disclosed + one.secret) / full) if full else 0.0
        made.append(Circle(one.number, 100 * (rung + share) / _RUNGS, up))
    return tuple(made)


def _kind(one: KindSum) -> KindView:
    return KindView(
        one.category.label if one.category else "Of no kind yet",
        one.category.value if one.category else "",
        one.years.total,
        one.once.total,
        one.unknown,
        at_least(one.years.total, one.years.unknown) if one.years.is_known else "",
        at_least(one.once.total, one.once.unknown) if one.once.is_known else "",
    )
