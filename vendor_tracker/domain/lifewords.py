"""What pages, sheets and the command line say of the whole life of a product."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from vendor_tracker.domain.costsummaries import NONE_KNOWN
from vendor_tracker.domain.money import Money, pounds
from vendor_tracker.domain.wholelife import Basis, LineTotal, Part, WholeLife
from vendor_tracker.domain.wording import count

_HUNDRED, _WHOLE, _TENTH = Decimal(100), Decimal(1), Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Headline:
    """The figures that stand at the top: each `at least` while a line has none."""

    quoted: Money
    total: Money
    hidden: Money
    unknown: int

    @property
    def ratio(self) -> Decimal | None:
        """Return the whole-life cost as a multiple of what was quoted; None without a quote."""
        return None if not self.quoted else (self.total / self.quoted)


def headline(found: WholeLife, basis: Basis) -> Headline:
    """Return what was quoted, what it comes to, and how much of it was hidden."""
    return Headline(
        found.part(Part.quoted).of(basis),
        found.total.of(basis),
        found.part(Part.hidden).of(basis),
        len(found.unknown),
    )


def sentence(found: WholeLife, basis: Basis) -> str:
    """Return what it was quoted at, what it will cost, and how much of that was hidden."""
    head, years = headline(found, basis), count(found.life.years, "year")
    if not found.lines:
        return "No cost is recorded yet, so nothing can be said of its whole life."
    least = "at least " if head.unknown else ""
    words = [f"It will cost {least}{whole_pounds(head.total)} over {years}{_more(head)}."]
    if head.quoted:
        words.insert(0, f"Quoted at {whole_pounds(head.quoted)}.")
    words.append(_hidden(head))
    if head.unknown:
        words.append(f"{count(head.unknown, 'line has', 'lines have')} no figure.")
    return " ".join(words)


def at_least(amount: Money, unknown: int) -> str:
    """Return an amount in whole pounds; while lines have no figure, it is at least so much."""
    return f"{'at least ' if unknown else ''}{whole_pounds(amount)}"


def whole_pounds(amount: Money) -> str:
    """Return an amount without pence: nobody foresees years to the penny."""
    return pounds(amount.quantize(_WHOLE, rounding=ROUND_HALF_UP))


def times(head: Headline) -> str:
    """Return the whole-life cost as a multiple of the quote, such as `at least 1.4`."""
    if head.ratio is None:
        return ""
    least = "at least " if head.unknown else ""
    return f"{least}{head.ratio.quantize(_TENTH, rounding=ROUND_HALF_UP)}"


def hidden_share(head: Headline) -> str:
    """Return which part of the known total was hidden."""
    return percent(head.hidden * _HUNDRED / head.total) if head.hidden else NONE_KNOWN


def percent(share: Decimal) -> str:
    """Return a share as people read it: never nought where there is something."""
    whole = share.quantize(_WHOLE, rounding=ROUND_HALF_UP)
    return f"{whole}%" if whole else "Under 1%"


def steps(found: WholeLife) -> Sequence[LineTotal]:
    """Return the lines from the quote to the whole: by part, the largest first."""
    order = list(Part)
    known = [one for one in found.lines if one.total is not None and one.total.cash]
    return sorted(known, key=lambda one: (order.index(one.line.part), -(_cash(one))))


def _cash(one: LineTotal) -> Money:
    return one.total.cash if one.total is not None else Decimal(0)


def _more(head: Headline) -> str:
    if head.ratio is None or head.total <= head.quoted:
        return ""
    more = ((head.ratio - 1) * _HUNDRED).quantize(_WHOLE, rounding=ROUND_HALF_UP)
    return f", {more}% more" if more else ""


def _hidden(head: Headline) -> str:
    if not head.hidden:
        return "No hidden cost is known."
    return f"{hidden_share(head)} of the known total was hidden."
